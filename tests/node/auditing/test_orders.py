"""What two people ordered to be drawn by lot is drawn by the day's public lottery, by stratum."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from quaywatch.alliance.accords import AuditOrder, AuditStratum, Refusal, Refused, Topic
from quaywatch.cargo import MovementKind
from quaywatch.node import Node, draws
from quaywatch.node.auditing import lots
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents
from tests.node.teaching import taught

FIRST, LAST = DAY.date() - timedelta(days=60), DAY.date() + timedelta(days=120)


def order(*strata: AuditStratum, until: date = LAST) -> AuditOrder:
    return AuditOrder(
        name="flow",
        title="Is less coming?",
        question="flow-changed",
        way="openings",
        power=0.8,
        since=FIRST,
        until=until,
        strata=strata,
    )


EC = AuditStratum(name="EC", countries=frozenset({"EC"}), looks=50)
OTHERS = AuditStratum(name="rest", looks=10)


def settle(node: Node, matter: AuditOrder) -> None:
    made = node.allied.accords.propose(matter, actor="sue", seen=0)
    node.allied.accords.confirm(Topic.AUDIT, matter.name, actor="tom", seen=made.version)


def traffic(node: Node) -> Node:
    """Boxes from two countries that stand on a quay until the day after tomorrow."""
    made = [
        consignment(f"BL{i}", (number,), arrival=DAY, port="ECGYE" if i < 10 else "NLRTM")
        for i, number in enumerate(NUMBERS[:40])
    ]
    leaves = tuple(
        movement(number, MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned")
        for number in NUMBERS[:40]
    )
    node.intake(filing(*made, movements=leaves))
    return node


def test_one_person_orders_nothing(small_node: Node) -> None:
    taught(small_node)
    made = small_node.allied.accords.propose(order(EC), actor="sue", seen=0)
    with pytest.raises(Refused) as refused:
        small_node.allied.accords.confirm(Topic.AUDIT, "flow", actor="Sue ", seen=made.version)
    assert refused.value.code is Refusal.FOUR_EYES
    (one,) = small_node.auditing.orders()
    assert one.life.in_force is None
    assert [each.drawn for each in one.strata] == [0]


def test_an_order_that_asks_for_nothing_or_twice_the_same_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        order()
    with pytest.raises(ValueError, match="twice"):
        order(EC, EC)
    with pytest.raises(ValueError, match="first day"):
        order(EC, until=FIRST - timedelta(days=1))
    with pytest.raises(ValueError, match="opened"):
        AuditStratum(name="EC", looks=1, openings=2)


def test_looks_by_lot_are_counted_by_stratum_and_what_is_left_of_each_is_told(
    small_node: Node,
) -> None:
    taught(small_node)
    settle(small_node, order(EC, OTHERS))
    (one,) = small_node.auditing.orders()
    ec, rest = one.strata
    assert (ec.looked, ec.opened, ec.found, ec.left) == (20, 20, 20, 30)
    assert (rest.looked, rest.found, rest.left) == (20, 0, 0)
    assert ec.ready_on is not None
    assert not ec.late
    tables = contents(small_node)
    small_node.rebuild()
    assert contents(small_node) == tables


def test_what_is_ordered_goes_into_the_frozen_day_and_its_draw_can_be_made_again(
    small_node: Node,
) -> None:
    settle(small_node, order(EC))
    traffic(small_node).plan_day(actor="sue")
    with small_node.ledger.engine.connect() as connection:
        draw = draws.shown(connection, small_node.today())
        frozen = draws.document(connection, draw).candidates
    assert {(row["lot"], row["wanted"]) for row in frozen} == {("flow EC", 50), ("", 0)}
    assert small_node.draws.verify(small_node.today()) == []


def test_nothing_is_asked_before_the_first_day_after_the_last_and_once_it_is_ended(
    small_node: Node,
) -> None:
    settle(small_node, order(EC))
    with small_node.ledger.engine.connect() as connection:
        asked = [
            len(lots.in_force(connection, day))
            for day in (FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1))
        ]
    assert asked == [0, 1, 1, 0]
    small_node.allied.accords.end(Topic.AUDIT, "flow", "Answered.", actor="sue", seen=2)
    with small_node.ledger.engine.connect() as connection:
        assert lots.in_force(connection, FIRST) == []


def test_boxes_opened_by_lot_are_told_by_port_and_year_for_the_question_of_flow(
    small_node: Node,
) -> None:
    taught(small_node)
    (year,) = small_node.auditing.observed()
    assert (year.port, year.year) == ("BEANR", 2026)
    # All had the same chance, so each is worth one even draw.
    assert (year.audited, year.hits, year.tests) == (40, 20, 0)
    assert year.boxes >= 40


def test_a_node_that_has_no_name_among_others_has_orders_all_the_same(
    node_without_name: Node,
) -> None:
    assert node_without_name.auditing.orders() == []
    settle(node_without_name, order(EC))
    assert len(node_without_name.auditing.orders()) == 1


@pytest.fixture
def node_without_name(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "unnamed.sqlite", clock=lambda: DAY) as opened:
        yield opened
