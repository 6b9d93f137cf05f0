"""What a node's readers were measured at, as what strategies assume of a scan."""

from dataclasses import dataclass

import msgspec

from quaywatch.cargo import InspectionKind
from quaywatch.inspections.treatments import Treatments
from quaywatch.strategy.scenarios.assumptions import Assumption, Basis, assumptions
from quaywatch.strategy.scenarios.scenario import Scenario

SCAN_FINDS = "scan_finds"
_LEAST = 0.001
"""Nobody plans with a scanner that finds nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The scenario that one begins with, and what its numbers rest on, with what was measured."""

    scenario: Scenario
    assumptions: tuple[Assumption, ...]


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
    )
