"""A day is drawn so that nobody could know, and everybody can see."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from quaywatch.cargo import MovementKind
from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Draw, Refusal, Refused, Stage, Strength, Weakness
from quaywatch.node import Node, UnknownBox, UnknownDraw
from quaywatch.node.drawing import AHEAD
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

VALUES = {"ann": "0123456789abcdef0", "bob": "fedcba98765432100"}


MANY = NUMBERS[:30]


def traffic(node: Node) -> Node:
    """The node with boxes that stand on a quay until the day after tomorrow."""
    made = [consignment(f"BL{i}", (number,), arrival=DAY) for i, number in enumerate(MANY)]
    leaves = tuple(
        movement(number, MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned")
        for number in MANY
    )
    node.intake(filing(*made, movements=leaves))
    return node


@pytest.fixture
def day(small_node: Node) -> Node:
    """A node with boxes to choose from."""
    return traffic(small_node)


def sealed(node: Node, *names: str) -> Draw:
    """The day's draw with the seals of these people."""
    today = node.today()
    draw = node.draws.commit(today, actor="eve")
    for name in names:
        seal = drawing.sealed(draw.name, VALUES[name])
        draw = node.draws.seal(today, seal, actor=name, seen=draw.version)
    return draw


def test_a_day_without_contributions_is_drawn_at_once_and_says_so(day: Node) -> None:
    progress = day.plan_day(actor="sue")
    draw = day.draws.read(day.today())
    assert progress is not None
    assert draw.drawn is not None
    assert progress.plan.seed == draw.drawn.seed
    assert progress.plan.draw == 1
    assert drawing.strength(draw) is Strength.OWN
    assert drawing.weaknesses(draw) == (Weakness.LATE,)
    assert day.draws.verify(day.today()) == []
    assert day.ledger.verify() is None


def test_the_node_binds_itself_to_the_days_ahead_and_to_no_other_secret_later(day: Node) -> None:
    day.plan_day()
    for ahead in range(1, AHEAD + 1):
        draw = day.draws.read(day.today() + timedelta(days=ahead))
        assert draw.stage is Stage.COMMITTED
    tomorrow = day.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        day.draws.commit(tomorrow, actor="eve")
    assert refused.value.code is Refusal.WRONG_STAGE


def test_what_two_officers_sealed_is_waited_for_and_then_the_lots_fall(day: Node) -> None:
    sealed(day, "ann", "bob")
    today = day.today()
    assert day.plan_day(actor="sue") is None
    draw = day.draws.read(today)
    assert draw.stage is Stage.FROZEN
    draw = day.draws.reveal(today, VALUES["bob"], actor="bob", seen=draw.version)
    assert draw.stage is Stage.FROZEN
    assert day.plan() is None
    draw = day.draws.reveal(today, VALUES["ann"], actor="ann", seen=draw.version)
    assert draw.stage is Stage.DRAWN
    assert day.plan() is not None
    assert drawing.strength(draw) is Strength.PERSONS
    assert day.draws.verify(today) == []


def test_a_box_that_comes_in_after_the_freeze_is_not_drawn_today(day: Node) -> None:
    draw = sealed(day, "ann")
    day.plan_day()
    late = day.intake(filing(consignment("BL9", (NUMBERS[40],)), reference="M9")).boxes[0]
    draw = day.draws.read(day.today())
    day.draws.reveal(day.today(), VALUES["ann"], actor="ann", seen=draw.version)
    plan = day.plan()
    assert plan is not None
    assert late not in plan.plan.chances
    with pytest.raises(UnknownBox):
        day.draws.show(day.today(), late)


def test_a_box_that_an_officer_took_in_hand_after_the_freeze_keeps_what_was_done(
    day: Node,
) -> None:
    sealed(day, "ann")
    day.plan_day()
    box = day.worklist().lines[0].box_id
    record = day.hold(box, actor="zoe", seen=0)
    draw = day.draws.read(day.today())
    day.draws.reveal(day.today(), VALUES["ann"], actor="ann", seen=draw.version)
    again = day.worklist().lines
    assert {line.box_id: line.version for line in again}[box] == record.version


def test_while_the_lots_are_awaited_no_slot_of_the_day_is_given_away(day: Node) -> None:
    sealed(day, "ann")
    before = day.slots()
    day.plan_day()
    frozen = [slot for slot in day.slots() if slot.slot_at < DAY + timedelta(hours=12)]
    assert frozen
    assert all(slot.taken == slot.capacity for slot in frozen)
    draw = day.draws.read(day.today())
    day.draws.reveal(day.today(), VALUES["ann"], actor="ann", seen=draw.version)
    assert [slot.taken for slot in day.slots()] == [slot.taken for slot in before]


@pytest.fixture
def later(tmp_path: Path) -> Iterator[tuple[Node, list[datetime]]]:
    """Such a node, and its clock, which can be put forward."""
    now = [DAY]
    with Node.open(tmp_path / "node.sqlite", clock=lambda: now[0]) as node:
        yield traffic(node), now


def test_whoever_holds_a_contribution_back_is_waited_for_only_so_long(
    later: tuple[Node, list[datetime]],
) -> None:
    node, now = later
    sealed(node, "ann", "bob")
    assert node.plan_day() is None
    draw = node.draws.read(node.today())
    node.draws.reveal(node.today(), VALUES["ann"], actor="ann", seen=draw.version)
    assert node.plan_day() is None
    assert draw.due_at is not None
    now[0] = draw.due_at
    assert node.plan_day() is not None
    draw = node.draws.read(node.today())
    assert drawing.strength(draw) is Strength.PERSON
    assert Weakness.WITHHELD in drawing.weaknesses(draw)
    assert node.draws.verify(node.today()) == []


def test_a_box_is_shown_and_proven_on_request(day: Node) -> None:
    day.plan_day()
    sheet = day.draws.sheet(day.today())
    box = day.worklist().lines[0].box_id
    shown = day.draws.show(day.today(), box)
    assert shown.candidate is not None
    assert shown.candidate["box_id"] == box
    assert drawing.proves(shown, sheet.frozen.root, sheet.frozen.boxes)
    with pytest.raises(UnknownDraw):
        day.draws.show(day.today() + timedelta(days=1), box)


def test_planning_twice_draws_once(day: Node) -> None:
    first = day.plan_day(actor="sue")
    before = day.ledger.head()
    assert day.plan_day(actor="sid") == first
    assert day.ledger.head() == before


def test_draws_come_out_of_a_rebuild_as_they_were(day: Node) -> None:
    sealed(day, "ann", "bob")
    day.plan_day()
    draw = day.draws.read(day.today())
    day.draws.reveal(day.today(), VALUES["ann"], actor="ann", seen=draw.version)
    before = day.draws.read(day.today())
    day.rebuild()
    assert day.draws.read(day.today()) == before
    assert msgspec.json.encode(before)


def test_a_day_runs_though_the_key_that_bound_it_is_gone_and_says_so(
    day: Node, tmp_path: Path
) -> None:
    sealed(day, "ann")
    (tmp_path / "node.sqlite.key").unlink()
    assert day.plan_day() is not None
    draw = day.draws.read(day.today())
    assert draw.number == 2
    assert Weakness.REPEATED in drawing.weaknesses(draw)
    assert day.draws.verify(day.today()) == []


def test_a_drawn_audit_that_nobody_inspects_is_seen_to_be_missing(day: Node) -> None:
    progress = day.plan_day()
    assert progress is not None
    before = day.draws.audits(day.today())
    assert before.drawn == progress.plan.random_audit
    assert before.inspected == 0
