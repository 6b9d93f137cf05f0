"""What a node's readers were measured at, as what strategies assume of a scan."""

from dataclasses import dataclass

import msgspec
import numpy as np

from quaywatch.cargo import InspectionKind
from quaywatch.inspections.treatments import Treatments
from quaywatch.risk import beta
from quaywatch.strategy.scenarios.assumptions import Assumption, Basis, assumptions
from quaywatch.strategy.scenarios.scenario import Scenario

SCAN_FINDS = "scan_finds"
_LEAST = 0.001
"""Nobody plans with a scanner that finds nothing."""
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Measured:
    """The scenario that one begins with, and what its numbers rest on, with what was measured."""

    scenario: Scenario
    assumptions: tuple[Assumption, ...]
    interval: tuple[float, float] | None = None
    """Within which what was measured of scans lies with 95 % probability (Jeffreys); None where
    nothing was."""


def measured(scenario: Scenario, treatments: Treatments | None) -> Measured:
    """Return what a node knows better than what is assumed.

    How often a scan finds is the share of threats of which readers said that they should be looked
    for, over all ways of hiding that plans were fed with, each by how many looks it rests on.
    """
    known = assumptions()
    curves = [
        one for one in (treatments.curve if treatments else ()) if one.kind is InspectionKind.SCAN
    ]
    if not curves:
        return Measured(scenario, tuple(known.values()))
    looks = sum(one.looks for one in curves)
    share = sum(one.looks * one.points[-1][1] for one in curves) / looks
    found = min(max(share, _LEAST), 1.0)
    told = known[SCAN_FINDS]
    better = msgspec.structs.replace(
        told,
        value=round(found, 4),
        low=min(told.low, found),
        high=max(told.high, found),
        basis=Basis.MEASURED,
        source="; ".join(dict.fromkeys(one.source for one in curves)),
    )
    return Measured(
        msgspec.structs.replace(scenario, scan_finds=better.value),
        tuple(better if one.name == SCAN_FINDS else one for one in known.values()),
        _interval(share, looks),
    )


def _interval(share: float, looks: float) -> tuple[float, float]:
    a, b = (np.array([looks * part + 0.5]) for part in (share, 1.0 - share))
    low, high = (float(beta.quantile(at, a, b)[0]) for at in (_TAIL, 1.0 - _TAIL))
    return low, high
