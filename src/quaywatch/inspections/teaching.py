"""What looks were seen to find: figures that start as declared or measured and that outcomes move.

Each is the mean of a beta distribution, moved by looks that were judged whatever they said
(`trials`). If those that spoke up were opened after all more often than silent ones, or less often,
the more numerous weigh less, so that which boxes officers opened moves nothing (Begg and Greenes,
Biometrics 39, 1983).
"""

from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.treatments import Treatment, Treatments
from quaywatch.inspections.trials import Trial
from quaywatch.risk import beta

_TAIL = 0.025
_LEAST = 1e-9
"""Of a beta distribution's two counts: it has no quantiles where one is 0."""

Seen = Counter[Trial]
"""How often each kind of trial was seen."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """How often a kind of look speaks up, on contraband hidden in one way or on nothing."""

    kind: InspectionKind
    concealment: Concealment | None
    """Where contraband is; None for a container that hides nothing."""
    declared: float
    """What was assumed, or measured elsewhere."""
    source: str
    """Who measured it; empty for an assumption."""
    weight: float
    """How many looks it weighs as much as."""
    looks: int
    """Looks here of which the truth is known,"""
    alarms: int
    """and how many of them spoke up."""
    hits: float
    """The same with weights: looks that spoke up,"""
    misses: float
    """and silent ones."""

    @property
    def learned(self) -> float:
        """What plans reckon with."""
        return (self.declared * self.weight + self.hits) / (self.weight + self.hits + self.misses)


def figures(declared: Treatments, seen: Seen) -> tuple[Figure, ...]:
    """Every figure, with what it started from and what was seen here."""
    curves = {(one.kind, one.concealment): one for one in declared.curve}

    def figure(one: Treatment, where: Concealment | None, share: float) -> Figure:
        curve = None if where is None else curves.get((one.kind, where))
        silent, alarms = (_count(seen, one.kind, where, alarmed=said) for said in (False, True))
        return Figure(
            kind=one.kind,
            concealment=where,
            declared=share if curve is None else curve.at(one.false_alarm),
            source="" if curve is None else curve.source,
            weight=declared.strength if curve is None else curve.looks,
            looks=silent + alarms,
            alarms=alarms,
            hits=alarms * _weight(seen, one.kind, alarmed=True),
            misses=silent * _weight(seen, one.kind, alarmed=False),
        )

    return tuple(
        figure(one, where, share)
        for one in declared.treatment
        for where, share in ((None, one.false_alarm), *sorted(one.detection.items()))
    )


def intervals(told: Sequence[Figure]) -> list[tuple[float, float]]:
    """Between what each figure lies with 95 % probability, if it was declared in good faith."""
    hits = np.array([one.declared * one.weight + one.hits for one in told])
    misses = np.array([(1 - one.declared) * one.weight + one.misses for one in told])
    a, b = np.maximum(hits, _LEAST), np.maximum(misses, _LEAST)
    sides = [beta.quantile(tail, a, b).tolist() for tail in (_TAIL, 1 - _TAIL)]
    return list(zip(*sides, strict=True))


def posterior(declared: Treatments, seen: Seen) -> Treatments:
    """The treatments as trials have taught."""
    means = {(one.kind, one.concealment): one.learned for one in figures(declared, seen)}
    learned = tuple(
        msgspec.structs.replace(
            one,
            detection={where: means[one.kind, where] for where in one.detection},
            false_alarm=means[one.kind, None],
        )
        for one in declared.treatment
    )
    return msgspec.structs.replace(declared, treatment=learned, curve=())


def unjudged(seen: Seen, kind: InspectionKind) -> int:
    """How many looks were chosen to be judged and are not."""
    return sum(many for one, many in seen.items() if one.kind is kind and not one.judged)


def _count(seen: Seen, kind: InspectionKind, where: Concealment | None, *, alarmed: bool) -> int:
    return sum(
        many
        for one, many in seen.items()
        if one.kind is kind
        and one.alarmed is alarmed
        and (one.clean if where is None else one.concealment is where)
    )


def _weight(seen: Seen, kind: InspectionKind, *, alarmed: bool) -> float:
    """Return what a look counts: less than one where its like were judged more often."""
    own, other = (_share(seen, kind, alarmed=said) for said in (alarmed, not alarmed))
    return 1.0 if own is None or other is None or own <= other else other / own


def _share(seen: Seen, kind: InspectionKind, *, alarmed: bool) -> float | None:
    """Return the share of looks that were judged, of those that were to be; None without any."""
    alike = [(o.judged, n) for o, n in seen.items() if o.kind is kind and o.alarmed is alarmed]
    every = sum(many for _, many in alike)
    return sum(many for judged, many in alike if judged) / every if every else None
