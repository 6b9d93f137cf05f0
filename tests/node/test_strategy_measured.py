"""What readers were measured at takes the place of what strategies assume of a scan."""

import msgspec
import pytest

from quaywatch.api.strategy.allocating import beginning
from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.treatments import Curve, Treatments
from quaywatch.node.strategy.measured import SCAN_FINDS

SOURCE = "analysts of Antwerp: 90 inserted threats until 2026-11-01"


def curve(kind: InspectionKind, way: Concealment, found: float, looks: float) -> Curve:
    points = ((0.02, found / 2), (0.1, found))
    return Curve(kind=kind, concealment=way, points=points, looks=looks, source=SOURCE)


def fed(*curves: Curve) -> Treatments:
    return msgspec.structs.replace(Treatments.load(), curve=curves)


def test_where_nobody_was_measured_the_assumption_stands() -> None:
    for treatments in (None, fed()):
        found = beginning(treatments=treatments)
        told = {one.name: one for one in found.assumptions}[SCAN_FINDS]
        assert (found.scenario.scan_finds, told.basis) == (told.value, "assumed")


def test_a_scan_finds_what_readers_found_each_way_of_hiding_by_its_threats() -> None:
    found = beginning(
        treatments=fed(
            curve(InspectionKind.SCAN, Concealment.RIP_ON, 0.9, 60),
            curve(InspectionKind.SCAN, Concealment.IN_LOAD, 0.3, 30),
            curve(InspectionKind.DOGS, Concealment.IN_LOAD, 0.01, 1000),
        )
    )
    told = {one.name: one for one in found.assumptions}[SCAN_FINDS]
    assert found.scenario.scan_finds == pytest.approx(0.7)
    assert (told.value, told.basis, told.source) == (pytest.approx(0.7), "measured", SOURCE)
    assert told.low <= told.value <= told.high


def test_readers_who_find_nothing_leave_a_scenario_that_can_be_reckoned_with() -> None:
    found = beginning(treatments=fed(curve(InspectionKind.SCAN, Concealment.RIP_ON, 0.0, 40)))
    assert 0 < found.scenario.scan_finds < 0.01
