"""What was measured of readers, as the curves that plans of inspections take."""

from collections.abc import Sequence

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.readers.curves import DECLARED_ALARMS, DECLARED_HITS
from quaywatch.inspections.readers.looks import Look, Sort
from quaywatch.inspections.readers.rates import Count, Group, rates
from quaywatch.inspections.treatments import Curve

LEAST = 30
"""Inserted threats at a place before what was measured takes the place of what is declared."""
_WORDS = (2.0, 1.0)
"""Degrees of sureness of an analyst: open, then second look."""


def measured(looks: Sequence[Look], source: str) -> tuple[Curve, ...]:
    """Return a curve of scans for each way of hiding of which enough was inserted.

    It is of all analysts as they share the work: whose picture it will be is not known when boxes
    are chosen. Simulated threats in real pictures are no seizures; the curve weighs as many looks
    as there were threats, and outcomes of inspections go on to move it.
    """
    some = [look for look in looks if look.sort is Sort.ANALYST]
    clean = [look for look in some if not look.threatened]
    ways = sorted({look.concealment for look in some if look.concealment is not None})
    made: list[Curve] = []
    for way in ways:
        threatened = [look for look in some if look.concealment is way]
        if len(threatened) >= LEAST and clean:
            made.append(_curve(way, threatened, clean, source))
    return tuple(made)


def _curve(
    way: Concealment, threatened: Sequence[Look], clean: Sequence[Look], source: str
) -> Curve:
    found = [_count(threatened, least) for least in _WORDS]
    cried = [_count(clean, least) for least in _WORDS]
    groups = [Group((one,), DECLARED_HITS) for one in found]
    groups += [Group((one,), DECLARED_ALARMS) for one in cried]
    told = [rate[0].mean for rate in rates(groups)]
    points: list[tuple[float, float]] = []
    for hits, alarms in zip(told[: len(_WORDS)], told[len(_WORDS) :], strict=True):
        if not points or (alarms > points[-1][0] and hits >= points[-1][1]):
            points.append((alarms, hits))
    return Curve(
        kind=InspectionKind.SCAN,
        concealment=way,
        points=tuple(points),
        looks=float(len(threatened)),
        source=source,
    )


def _count(looks: Sequence[Look], least: float) -> Count:
    return Count(sum(look.alarmed and look.score >= least for look in looks), len(looks))
