"""Who is not responsible for a running test learns nothing of it, not even that it is there."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from quaywatch.cargo import Concealment
from quaywatch.ledger.schema import event
from quaywatch.node import Node, UnknownTest
from quaywatch.strategy.seeding import Kind, Planted, Refusal, Refused, SeedingEvent, Stage
from tests.node.making import DAY

TODAY = DAY.date()
PLANTED = Planted(
    kind=Kind.LOAD,
    stage=Stage.SCAN,
    port="BEANR",
    concealment=Concealment.IN_LOAD,
    made_on=TODAY - timedelta(days=30),
    refresh_due=TODAY + timedelta(days=60),
    second="bob",
    where="MSKU1234565",
)


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        yield opened


def closed(node: Node, *, found: bool, stage: Stage = Stage.SCAN) -> str:
    planted = msgspec.structs.replace(PLANTED, stage=stage)
    test = node.auditing.register(planted, "ann")
    test = node.auditing.confirm(test.name, actor="bob", seen=test.version)
    test = node.auditing.report(test.name, found=found, on=TODAY, actor="bob", seen=test.version)
    return node.auditing.close(test.name, actor="ann", seen=test.version).name


def test_a_running_test_is_seen_by_its_two_alone(node: Node) -> None:
    test = node.auditing.register(PLANTED, "ann")
    for who in ("ann", "bob"):
        assert [one.name for one in node.auditing.tests(who).own] == [test.name]
    others = node.auditing.tests("eve")
    assert (others.own, others.over, others.running) == ((), (), 1)
    with pytest.raises(UnknownTest):
        node.auditing.confirm(test.name, actor="eve", seen=test.version)
    with pytest.raises(UnknownTest):
        node.auditing.confirm("none", actor="ann", seen=0)


def test_that_somebody_saw_a_running_test_is_on_the_ledger(node: Node) -> None:
    node.auditing.register(PLANTED, "ann")
    node.auditing.tests("eve")
    node.auditing.tests("bob")
    with node.ledger.engine.connect() as connection:
        rows = connection.execute(
            event.select().where(event.c.kind == SeedingEvent.READ.value)
        ).all()
    assert [row.actor for row in rows] == ["bob"]


def test_when_it_is_over_all_see_what_was_found_and_nobody_else_where(node: Node) -> None:
    closed(node, found=True)
    closed(node, found=False)
    told = node.auditing.tests("eve")
    assert len(told.over) == 2
    assert all(one.planted is not None and one.planted.where == "" for one in told.over)
    (scan,) = told.detected
    assert (scan.found, scan.of, scan.stale) == (1, 2, 0)


def test_only_loads_that_all_of_the_work_had_before_it_tell_of_daily_detection(node: Node) -> None:
    closed(node, found=True, stage=Stage.TARGETING)
    closed(node, found=False, stage=Stage.TARGETING)
    closed(node, found=True, stage=Stage.SCAN)
    node.auditing.register(msgspec.structs.replace(PLANTED, stage=Stage.TARGETING), "ann")
    (year,) = node.auditing.observed()
    assert (year.port, year.year, year.tests, year.tests_found) == ("BEANR", TODAY.year, 2, 1)


def test_one_person_closes_nothing(node: Node) -> None:
    test = node.auditing.register(PLANTED, "ann")
    with pytest.raises(Refused) as refused:
        node.auditing.confirm(test.name, actor="Ann", seen=test.version)
    assert refused.value.code is Refusal.FOUR_EYES


def test_a_rebuild_gives_the_same_tests(node: Node) -> None:
    closed(node, found=True)
    node.auditing.register(PLANTED, "ann")
    before = node.auditing.tests("ann")
    node.rebuild()
    assert node.auditing.tests("ann") == before


def test_where_nothing_was_found_nothing_stands_out(node: Node) -> None:
    seen = node.auditing.warnings(date(2026, 1, 1))
    assert (seen.alerts, seen.series) == ((), 0)
