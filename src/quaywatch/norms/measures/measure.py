"""A measure: what it counts, declared; and the figure that a node's facts give."""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache

import msgspec

from quaywatch.norms.catalogue import digest
from quaywatch.norms.evidence import Figure
from quaywatch.norms.measures import estimating, facts
from quaywatch.norms.measures.facts import Facts, Period
from quaywatch.norms.measures.terms import Terms


class CaseKind(StrEnum):
    """What a case is, and so where a reader finds it."""

    BOX = "box"
    CONTAINER = "container"
    CONSIGNMENT = "consignment"
    LOOK = "look"
    """A position of the ledger."""
    PICTURE = "picture"
    OFFICER = "officer"
    PORT = "port"
    REQUIREMENT = "requirement"
    MONTH = "month"
    QUARTER = "quarter"


class Case(msgspec.Struct, frozen=True, gc=False):
    """One thing that is counted."""

    id: str
    counts: bool | None
    """Whether it is as asked; None where the ledger cannot tell. Of times, whether it is over."""
    hours: float = 0.0
    """How long it took, or takes so far."""
    cluster: str = ""
    """What it has in common with others, such as the analyst."""


class Method(StrEnum):
    """How a figure and its interval are made of the cases."""

    SHARE = "wilson"
    """Share of the judged cases, Wilson's interval; `at_worst` tells what others could change."""
    CLUSTERED = "clustered"
    """Share, Wilson's interval on the effective number of cases."""
    COUNTED = "counted"
    """Share of all there are: exact, unless some could not be judged."""
    WITHIN = "kaplan_meier_share"
    """Share over within a time, those still running counted for as long as they do."""
    MEDIAN = "kaplan_meier_median"
    """Median time in hours, likewise."""


Counting = Callable[[Facts], Iterable[Case]]


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One measure, the same at every node."""

    name: str
    """As requirements name it."""
    cases: Counting
    kind: CaseKind
    method: Method = Method.SHARE
    within: str = ""
    """With `WITHIN`, the field of `Terms` that says within what."""
    least: int = 30
    """Fewer judged cases are too thin to say anything."""
    more_is_worse: bool = False
    """Whether the cases that count are the bad ones."""

    def version(self, terms: Terms) -> str:
        """Return what it is called by its content: how it counts, and by what terms."""
        return _version(self, terms)


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What a measure came to."""

    measure: str
    version: str
    period: Period
    method: Method
    right: int
    """Cases that count…"""
    judged: int
    """…of those that the ledger can tell…"""
    among: int
    """…among all."""
    value: float | None
    """None where there are too few cases to say, or a median is not reached."""
    low: float | None = None
    high: float | None = None
    """Bounds of the 95 % interval; None for one that the data do not reach."""
    least: int = 0
    """From how many judged cases on something is said."""

    @property
    def is_thin(self) -> bool:
        """Whether there are too few cases to say."""
        return self.judged < self.least

    @property
    def at_worst(self) -> tuple[float, float] | None:
        """Share if none, and if all, of the cases that could not be judged counted."""
        shares = (Method.SHARE, Method.CLUSTERED, Method.COUNTED)
        if self.method not in shares or not self.among:
            return None
        return self.right / self.among, (self.right + self.among - self.judged) / self.among

    @property
    def figure(self) -> Figure | None:
        """As evidence states it; None where nothing can be said."""
        if self.value is None:
            return None
        return Figure(value=self.value, of=self.judged, low=self.low, high=self.high)


def measured(measure: Measure, known: Facts) -> Measured:
    """Return what a measure comes to by a node's facts."""
    cases = list(measure.cases(known))
    judged = [one for one in cases if one.counts is not None]
    right = sum(bool(one.counts) for one in judged)
    bare = Measured(
        measure=measure.name,
        version=measure.version(known.terms),
        period=known.period,
        method=measure.method,
        right=right,
        judged=len(judged),
        among=len(cases),
        value=None,
        least=measure.least,
    )
    if not judged or bare.is_thin:
        return bare
    value, low, high = _estimate(measure, judged, len(cases), known.terms)
    return msgspec.structs.replace(bare, value=value, low=low, high=high)


def drilled(measure: Measure, known: Facts) -> Iterator[Case]:
    """Return the cases behind a figure: first those that speak against the port, then the untold.

    Within each kind they come in the order of the facts.
    """
    cases = list(measure.cases(known))
    bad = measure.more_is_worse
    order: Mapping[bool | None, int] = {bad: 0, None: 1, not bad: 2}
    yield from sorted(cases, key=lambda one: order[one.counts])


def _estimate(
    measure: Measure, judged: Sequence[Case], among: int, terms: Terms
) -> tuple[float | None, float | None, float | None]:
    right, of = sum(bool(one.counts) for one in judged), len(judged)
    match measure.method:
        case Method.SHARE:
            return right / of, *estimating.wilson(right, of)
        case Method.CLUSTERED:
            low, high = estimating.clustered([(one.cluster, bool(one.counts)) for one in judged])
            return right / of, low, high
        case Method.COUNTED:
            return right / of, *estimating.finite(right, of, among)
        case Method.WITHIN:
            hours = getattr(terms, measure.within).total_seconds() / 3600
            value, bounds = _survival(judged).within(hours)
            low, high = bounds or estimating.wilson(round(value * of), of)
            return value, low, high
        case Method.MEDIAN:
            return _survival(judged).median()


def _survival(judged: Sequence[Case]) -> estimating.Survival:
    return estimating.Survival(
        [one.hours for one in judged], [one.counts is True for one in judged]
    )


@cache
def _version(measure: Measure, terms: Terms) -> str:
    said = {
        name: str(getattr(measure, name))
        for name in ("name", "kind", "method", "within", "least", "more_is_worse")
    }
    meant = {**msgspec.to_builtins(terms), "risk_countries": sorted(terms.risk_countries)}
    counts = sys.modules[measure.cases.__module__]
    sources = [inspect.getsource(one) for one in (counts, facts, estimating, sys.modules[__name__])]
    return digest([said, meant, sources])
