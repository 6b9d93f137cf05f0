"""Measures are taken once a day, stay on the ledger, and go before what anybody says."""

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bench._known_port.drawing import AS_OF, HERE, drawn
from bench._known_port.telling import told
from quaywatch.node import Node, UnknownSubject
from quaywatch.node.norms import Speaker, Wish
from quaywatch.norms import Level
from quaywatch.norms.standing import Backing

NOW = AS_OF.replace(hour=5)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("port") / "node.sqlite"
    told(drawn(5, 60), where)
    return where


@pytest.fixture
def open_at(month: Path, tmp_path: Path) -> Callable[[datetime], Node]:
    shutil.copytree(month.parent, tmp_path, dirs_exist_ok=True)

    def at(now: datetime) -> Node:
        return Node.open(tmp_path / "node.sqlite", clock=lambda: now)

    return at


def assessed(node: Node) -> None:
    wish = Wish(
        port=HERE,
        level=Level.ENHANCED,
        assessors=("ann",),
        from_on=NOW.date(),
        until_on=NOW.date() + timedelta(days=30),
    )
    node.norms.desk.plan(wish, Speaker(actor="ann", port=HERE))


def backing(node: Node, requirement: str, day: date) -> Backing:
    view, _ = node.norms.standings.port(HERE, day)
    found = (one.standing for one in view.places if one.standing.requirement == requirement)
    return next(found).backing


def test_a_standing_rests_on_what_was_measured_by_that_day(
    open_at: Callable[[datetime], Node],
) -> None:
    with open_at(NOW) as node:
        assessed(node)
        assert backing(node, "DAT-05", NOW.date()) is Backing.NONE
        taken = node.norms.measures.take()
        assert taken is not None
        assert taken.port == HERE
        assert backing(node, "DAT-05", NOW.date()) is Backing.MEASURED
        assert backing(node, "DAT-05", NOW.date() - timedelta(days=1)) is Backing.NONE


def test_a_second_time_on_a_day_nothing_is_added(open_at: Callable[[datetime], Node]) -> None:
    with open_at(NOW) as node:
        first = node.norms.measures.take()
        head = node.ledger.head()
        assert node.norms.measures.take() == first
        assert node.ledger.head() == head
    with open_at(NOW + timedelta(days=1)) as node:
        later = node.norms.measures.take()
        assert later is not None
        assert first is not None
        assert later.period.until == first.period.until + timedelta(days=1)


def test_the_cases_behind_a_figure_are_counted_anew_and_agree(
    open_at: Callable[[datetime], Node],
) -> None:
    with open_at(NOW) as node:
        assert node.norms.measures.take() is not None
        one, cases = node.norms.measures.behind("verified_mass", HERE, NOW.date())
        assert (sum(bool(case.counts) for case in cases), len(cases)) == (one.right, one.among)
        assert cases[0].counts is False
        with pytest.raises(UnknownSubject):
            node.norms.measures.behind("beauty", HERE, NOW.date())


def test_a_node_to_which_nothing_came_measures_nothing(small_node: Node) -> None:
    assert small_node.norms.measures.take() is None


def test_figures_survive_a_rebuild(open_at: Callable[[datetime], Node]) -> None:
    with open_at(NOW) as node:
        before = node.norms.measures.take()
        node.rebuild()
        assert node.norms.measures.latest(HERE, NOW.date()) == before
