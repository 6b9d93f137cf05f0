"""What a node keeps for the strategy: scenarios, and finds beside the public figures."""

from pathlib import Path

import msgspec
import pytest

from quaywatch.node import Node
from quaywatch.node.strategy import UnknownScenario
from quaywatch.strategy.figures import public
from quaywatch.strategy.scenarios import usual
from quaywatch.strategy.scenarios.saved import Fact, Refused
from tests.node.making import DAY

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


def test_a_node_without_finds_tells_of_none(node: Node) -> None:
    assert node.finds() == []
