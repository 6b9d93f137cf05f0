"""What a node keeps for the strategy: scenarios, and finds beside the public figures."""

from pathlib import Path

import msgspec
import pytest

from quaywatch.cargo import InspectionKind, Outcome, OutcomeResult, OverrideReason
from quaywatch.node import Node, Wish
from quaywatch.node.strategy import UnknownScenario
from quaywatch.strategy.figures import public
from quaywatch.strategy.scenarios import usual
from quaywatch.strategy.scenarios.saved import Fact, Refused
from tests.node.making import DAY, NUMBERS, consignment, filing

SUPPOSED = usual(public())


def saying(title: str, gain: float = 20.0) -> Fact:
    scenario = msgspec.structs.replace(SUPPOSED, gain=gain)
    return Fact(title=title, note="", scenario=scenario)


@pytest.fixture
def node(tmp_path: Path):
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        yield opened


def test_a_scenario_is_found_by_its_name_and_outlives_a_rebuild(node: Node) -> None:
    node.scenarios.save("dear-loads", saying("Dear loads", 28.0), "anna", 0)
    node.rebuild()
    found = node.scenarios.one("dear-loads")
    assert (found.version, found.by, found.at) == (1, "anna", DAY)
    assert found.fact == saying("Dear loads", 28.0)
    with pytest.raises(UnknownScenario):
        node.scenarios.one("cheap-loads")


def test_who_saves_without_having_seen_the_last_version_is_refused(node: Node) -> None:
    node.scenarios.save("a", saying("A"), "anna", 0)
    with pytest.raises(Refused):
        node.scenarios.save("a", saying("B"), "ben", 0)
    assert node.scenarios.save("a", saying("B"), "ben", 1).version == 2
    assert [one.fact.title for one in node.scenarios.all() if one.fact] == ["B"]


def found(node: Node, number: str, voyage: str, mass_kg: float | None) -> None:
    """Take one container in, look into it, and find something."""
    box = node.intake(filing(consignment(f"BL{voyage}", [number], voyage=voyage), reference=voyage))
    wish = Wish(kind=InspectionKind.SCAN, override=OverrideReason.OTHER)
    record = node.order(box.boxes[0], wish, actor="ann", seen=0)
    outcome = Outcome(result=OutcomeResult.FOUND, substance="cocaine", mass_kg=mass_kg)
    node.outcome(box.boxes[0], outcome, actor="ann", seen=record.version)


def test_own_finds_are_counted_by_port_and_year_and_what_was_not_weighed_is_told(
    node: Node,
) -> None:
    assert node.finds() == []
    found(node, NUMBERS[0], "V1", 25.0)
    found(node, NUMBERS[1], "V2", None)
    (one,) = node.finds()
    assert (one.year, one.whose, one.told_by) == (DAY.year, "own", ())
    assert (one.count, one.mass_kg, one.unweighed) == (2, 25.0, 1)
    assert one.port == "BEANR"
