"""A planned day follows what happens: the rest of it is planned again, what is in hand stays."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from quaywatch.cargo import (
    FilingFunction,
    InspectionKind,
    MovementKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
    SelectionBasis,
)
from quaywatch.inspections import (
    BoxEvent,
    Capacity,
    Outage,
    Resource,
    SkipReason,
    Status,
    drawing,
    fold,
)
from quaywatch.inspections.drawing import ChangeKind, Stage, Weakness
from quaywatch.node import Description, Node, Wish
from quaywatch.node.backtesting import history
from quaywatch.node.drawing import PAUSE
from quaywatch.node.facts import Plan
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents

TERMINAL, OTHER = "MSC PSA European Terminal", "Antwerp Gateway"
SCANNER = f"scan {TERMINAL}"


def scanner(terminal: str, slots: int) -> Resource:
    days = ("monday", "tuesday", "wednesday", "thursday")
    hours = dict.fromkeys(days, (0, 24))
    kind = InspectionKind.SCAN
    return Resource(terminal=terminal, kind=kind, slots_per_hour=slots, hours=hours)


def traffic(count: int, first: int = 0, terminal: str = TERMINAL, **more: str) -> bytes:
    """So many boxes that stand at a terminal for eight hours."""
    names = NUMBERS[first : first + count]
    bills = (consignment(f"R{name}", (name,), arrival=DAY, **more) for name in names)
    moves = (
        movement(name, kind, at, classifier, facility=terminal)
        for name in names
        for kind, at, classifier in ((MovementKind.GATE_OUT, DAY + timedelta(hours=8), "planned"),)
    )
    return filing(*bills, movements=tuple(moves), reference=f"R{first}")


@pytest.fixture
def quay(tmp_path: Path) -> Iterator[tuple[Node, list[datetime]]]:
    """A node whose day is planned, two scanners before more boxes than they can take; its clock."""
    now = [DAY]
    with Node.open(tmp_path / "node.sqlite", clock=lambda: now[0]) as node:
        capacity = Capacity(
            timezone="Europe/Brussels", resource=(scanner(TERMINAL, 2), scanner(OTHER, 1))
        )
        node.describe(Description(name="Quay", capacity=capacity))
        node.intake(traffic(40))
        node.intake(traffic(12, 40, OTHER))
        node.plan_day(actor="sue")
        yield node, now


def plan(node: Node) -> Plan:
    progress = node.plan()
    assert progress is not None
    return progress.plan


def broken(hours: int = 3) -> Outage:
    until = DAY + timedelta(hours=hours)
    return Outage(resource=SCANNER, from_at=DAY, until_at=until, reason="tyre")


def proposals(node: Node) -> dict[str, tuple[str, datetime | None]]:
    """Terminal and hour of each box that is proposed and nobody has in hand."""
    found: dict[str, tuple[str, datetime | None]] = {}
    for box in plan(node).asked:
        record = node.board.line(box)
        assert record is not None
        selected = record.record.selected
        if record.record.status is Status.OPEN and selected is not None:
            found[box] = (selected.terminal, selected.slot_at)
    return found


def test_an_outage_moves_the_rest_of_its_terminal_and_nothing_else(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, _ = quay
    before = proposals(node)
    node.report_outage(broken(), actor="ann")
    made, after = plan(node), proposals(node)
    assert (made.draw, made.cause and made.cause.change) == (2, ChangeKind.OUTAGE)
    assert made.cause is not None
    assert made.cause.what == SCANNER
    lost = DAY + timedelta(hours=3)
    assert all(at is not None and at >= lost for place, at in after.values() if place == TERMINAL)
    assert {b: p for b, p in before.items() if p[0] == OTHER} == {
        b: p for b, p in after.items() if p[0] == OTHER
    }
    assert max(Counter(after.values()).values()) <= 2
    gone = set(before) - set(after)
    assert set(made.withdrawn) == gone
    assert gone
    for box in gone:
        line = node.board.line(box)
        assert line is not None
        assert line.order is None


def test_a_box_that_a_lot_chose_stays_and_gets_another_hour_where_its_own_is_lost(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, _ = quay
    lots = {box for box in plan(node).picked if plan(node).chances[box] < 1}
    assert lots
    node.report_outage(broken(2), actor="ann")
    after = proposals(node)
    assert lots <= after.keys()
    assert all(
        after[box][1] >= DAY + timedelta(hours=2) for box in lots if after[box][0] == TERMINAL
    )


def test_what_an_officer_holds_or_ordered_does_not_move(quay: tuple[Node, list[datetime]]) -> None:
    node, _ = quay
    certain = [box for box in plan(node).picked if plan(node).chances[box] == 1]
    held, ordered = certain[:2]
    node.hold(held, actor="bob", seen=1)
    node.order(ordered, Wish(kind=InspectionKind.SCAN), actor="ann", seen=1)
    before = {box: node.board.line(box) for box in (held, ordered)}
    node.report_outage(broken(), actor="ann")
    assert plan(node).draw == 2
    for box, line in before.items():
        after = node.board.line(box)
        assert line is not None
        assert after is not None
        assert after.record == line.record


def test_a_filing_is_planned_once_the_plan_has_stood_a_while_and_a_find_at_once(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, now = quay
    new = node.intake(traffic(3, 60, description="SCRAP METAL", consignee="GHOST BV")).boxes
    assert plan(node).draw == 1
    now[0] += PAUSE
    node.follow()
    made = plan(node)
    assert (made.draw, made.cause and made.cause.change) == (2, ChangeKind.FILING)
    assert set(new) <= made.chances.keys()
    box, wish = new[0], Wish(kind=InspectionKind.DOCUMENTS, override=OverrideReason.OTHER)
    line = node.board.line(box)
    ordered = node.order(box, wish, actor="ann", seen=line.record.version if line else 0)
    node.intake(traffic(2, 70))
    assert plan(node).draw == 2
    found = Outcome(result=OutcomeResult.FOUND, mass_kg=40.0)
    node.outcome(box, found, actor="ann", seen=ordered.version)
    made = plan(node)
    assert made.draw == 3
    assert made.cause is not None
    assert (made.cause.change, made.cause.what) == (ChangeKind.FIND, box)


def test_who_asks_again_draws_nothing_unless_something_has_changed(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, _ = quay
    head = node.ledger.head()
    for _ in range(3):
        node.plan_day(actor="sue")
        node.follow(at_once=True)
    assert node.ledger.head() == head


def test_whoever_had_a_lot_gets_no_second_one_in_the_audit_and_the_new_do(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, now = quay
    first = plan(node)
    played = {box for box, chance in first.chances.items() if chance < 1}
    node.intake(traffic(5, 60))
    now[0] += PAUSE
    node.follow()
    second = plan(node)
    assert second.draw == 2
    records = {box: node.board.line(box) for box in second.picked}
    for box, line in records.items():
        assert line is not None
        assert line.record.selected is not None
        assert line.record.selected.second_lot == (box in played)
        if box in played:
            assert line.record.selected.basis is SelectionBasis.TARGETED
    new = {b for b in second.chances if b not in first.chances}
    assert len(new) == 5


def test_each_draw_of_the_day_was_bound_before_the_change_and_holds_by_itself(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, _ = quay
    node.report_outage(broken(), actor="ann")
    node.lift_outage(SCANNER, actor="bob")
    today = node.today()
    made = node.draws.made(today)
    assert [draw.number for draw, _ in made] == [1, 2, 3]
    assert node.draws.verify(today) == []
    for draw, _ in made[1:]:
        assert Weakness.BOUND_AFTER not in drawing.weaknesses(draw)
        assert draw.frozen is not None
        assert draw.frozen.again is not None
        assert draw.frozen.again.terminals == (TERMINAL,)
        assert not drawing.verify(drawing.written(node.draws.sheet(today, draw.number)))
    assert node.draws.coming(today).number == 4
    assert node.draws.coming(today).stage is Stage.COMMITTED


def test_what_somebody_sealed_for_a_further_draw_is_waited_for_and_only_its_slots_are_shut(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, now = quay
    today, value = node.today(), "0123456789abcdef0"
    coming = node.draws.coming(today)
    seal = drawing.sealed(coming.name, value)
    node.draws.seal(today, seal, actor="zoe", seen=coming.version)
    node.report_outage(broken(), actor="ann")
    assert plan(node).draw == 1
    shut = {slot.terminal for slot in node.slots() if slot.taken == slot.capacity}
    assert shut == {TERMINAL}
    draw = node.draws.read(today)
    node.draws.reveal(today, value, actor="zoe", seen=draw.version)
    assert plan(node).draw == 2
    assert node.draws.read(today).number == 2
    assert now[0] == DAY


def test_a_day_that_was_planned_again_comes_out_of_a_rebuild_as_it_was(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, _ = quay
    node.report_outage(broken(), actor="ann")
    before = contents(node)
    assert len(before["plan"]) == 2
    node.rebuild()
    assert contents(node) == before
    assert node.ledger.verify() is None


def test_who_left_a_box_out_is_not_asked_again_that_day(quay: tuple[Node, list[datetime]]) -> None:
    node, _ = quay
    box = next(box for box in plan(node).picked if plan(node).chances[box] == 1)
    node.board.skip(box, SkipReason.OTHER, actor="ann", seen=1)
    node.report_outage(broken(), actor="ann")
    history = fold(box, node.ledger.read(stream=f"box/{box}")).history
    assert history[-1].kind is BoxEvent.SKIPPED


def test_a_box_counts_once_a_day_and_not_when_it_is_picked_after_it_had_lost(
    quay: tuple[Node, list[datetime]],
) -> None:
    node, now = quay
    first = plan(node)
    lost = next(b for b, chance in first.chances.items() if chance < 1 and b not in first.picked)
    line = next(line for line in node.lines((lost,)))
    bill = consignment(
        f"R{line.equipment_number}",
        (line.equipment_number,),
        arrival=DAY,
        description="",
        consignee="",
    )
    node.intake(filing(bill, function=FilingFunction.AMENDMENT, reference="again"))
    now[0] += PAUSE
    node.follow()
    asked = node.board.line(lost)
    assert asked is not None
    assert asked.record.selected is not None
    assert asked.record.selected.second_lot
    ordered = node.order(
        lost, Wish(kind=InspectionKind.SCAN), actor="ann", seen=asked.record.version
    )
    assert ordered.order is not None
    assert ordered.order.second_lot
    found = Outcome(result=OutcomeResult.FOUND, mass_kg=40.0)
    node.outcome(lost, found, actor="ann", seen=ordered.version)
    with node.ledger.engine.connect() as connection:
        past = history(node.ledger, connection).candidates
    assert not past.select("day", "box_id").is_duplicated().any()
    assert past.filter(box_id=lost).select("chance", "picked", "found").row(0) == (
        first.chances[lost],
        False,
        None,
    )
    assert node.lessons().outcomes.is_empty()
