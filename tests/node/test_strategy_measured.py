"""What readers were measured at takes the place of what strategies assume of a scan."""

import msgspec
import pytest

from quaywatch.api.strategy.allocating import beginning
from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.treatments import Curve, Treatments
from quaywatch.node.strategy.measured import SCAN_FINDS, measured
from quaywatch.node.strategy.report import strategy_report
from quaywatch.strategy.figures import public
from quaywatch.strategy.flow.published import published
from quaywatch.strategy.scenarios import usual

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


def told(treatments: Treatments | None, **supposed: float) -> dict[str, tuple[str, ...]]:
    """Return what the report on paper says that its numbers rest on, by their names."""
    rests = measured(usual(public()), treatments)
    letter = strategy_report(
        public(),
        None,
        published().target,
        msgspec.structs.replace(rests.scenario, **supposed),
        rests,
        language="en",
        authority="Antwerp",
        simulated=True,
    )
    return {row[0]: row[1:] for row in letter.tables[-1].rows}


def test_on_paper_what_was_measured_is_called_so_with_its_interval_and_who_measured_it() -> None:
    name = "Loads that a scan finds"
    assert told(None)[name] == ("0.6", "0.1 - 0.95", "assumed")
    found = told(fed(curve(InspectionKind.SCAN, Concealment.RIP_ON, 0.7, 90)))[name]
    value, interval, basis = found
    assert (value, basis) == ("0.7", f"measured: {SOURCE}")
    low, high = (float(end) for end in interval.split(" - "))
    # Of 63 in 90: Jeffreys' interval.
    assert (low, high) == (pytest.approx(0.600, abs=0.001), pytest.approx(0.787, abs=0.002))


def test_on_paper_a_scenarios_own_number_is_not_called_measured() -> None:
    treatments = fed(curve(InspectionKind.SCAN, Concealment.RIP_ON, 0.7, 90))
    value, _, basis = told(treatments, scan_finds=0.4)["Loads that a scan finds"]
    assert (value, basis) == ("0.4", "of this scenario")
