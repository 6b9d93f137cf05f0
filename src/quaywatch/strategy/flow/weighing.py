"""Why the answer is what it is: each assumption moved, each port and kind of evidence left out."""

from enum import StrEnum

import msgspec

from quaywatch.strategy.flow.assumptions import RANGES, Assumptions
from quaywatch.strategy.flow.evidence import Evidence, PortYear, Role
from quaywatch.strategy.flow.explanations import Explanation
from quaywatch.strategy.flow.verdict import Verdict, verdict

_OF_TESTS = {"stale", "stale_refreshed", "test_realism"}


class Kind(StrEnum):
    """A kind of evidence that can be left out."""

    SIZES = "sizes"
    AUDITS = "audits"
    TESTS = "tests"
    UPSTREAM = "upstream"


class Swing(msgspec.Struct, frozen=True, kw_only=True):
    """The answer at both ends of the range of one assumption."""

    assumption: str
    low: dict[Explanation, float]
    high: dict[Explanation, float]

    @property
    def width(self) -> float:
        """The largest difference that it makes to a probability."""
        return max(abs(self.high[each] - self.low[each]) for each in self.low)


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What the answer hangs on."""

    swings: tuple[Swing, ...]
    """The widest first: a tornado."""
    without_port: dict[str, dict[Explanation, float]]
    without_kind: dict[Kind, dict[Explanation, float]]


def weigh(evidence: Evidence, assumed: Assumptions) -> Weighed:
    """Fit anew with each assumption moved and each piece of evidence left out."""
    swings = [
        Swing(assumption=name, low=ends[0], high=ends[1])
        for name in _telling(evidence)
        for ends in [[_at(evidence, assumed, name, end) for end in _ends(name)]]
    ]
    others = [port for port, role in evidence.roles.items() if role is not Role.TARGET]
    return Weighed(
        swings=tuple(sorted(swings, key=lambda swing: -swing.width)),
        without_port={
            port: verdict(evidence.without(port), assumed).probability for port in others
        },
        without_kind={
            kind: verdict(less, assumed).probability
            for kind in Kind
            if (less := without(evidence, kind)) != evidence
        },
    )


def without(evidence: Evidence, kind: Kind) -> Evidence:
    """Return the evidence with nothing of one kind in it."""
    if kind is Kind.UPSTREAM:
        return msgspec.structs.replace(evidence, upstream=())
    rows = tuple(_stripped(one, kind) for one in evidence.port_years)
    return msgspec.structs.replace(evidence, port_years=rows)


def _stripped(one: PortYear, kind: Kind) -> PortYear:
    if kind is Kind.AUDITS:
        return msgspec.structs.replace(one, audited=0, audit_hits=0, audit_mass_kg=0.0)
    if kind is Kind.TESTS:
        return msgspec.structs.replace(one, tests=0, tests_found=0)
    if one.hits is None:
        return one
    return msgspec.structs.replace(one, mass_kg=None, audit_mass_kg=0.0)


def _telling(evidence: Evidence) -> list[str]:
    """Return the assumptions that can make a difference to this evidence."""
    silent: set[str] = set()
    if not any(one.tests for one in evidence.port_years):
        silent |= _OF_TESTS
    silent.add("stale" if evidence.tests_refreshed else "stale_refreshed")
    if not any(one.audited for one in evidence.port_years):
        silent.add("audit_sensitivity")
    if not evidence.upstream:
        silent |= {"upstream", "recorded"}
    return [name for name in RANGES if name not in silent]


def _ends(name: str) -> tuple[float, float]:
    return RANGES[name].low, RANGES[name].high


def _at(
    evidence: Evidence, assumed: Assumptions, name: str, value: float
) -> dict[Explanation, float]:
    moved: Verdict = verdict(evidence, msgspec.structs.replace(assumed, **{name: value}))
    return moved.probability
