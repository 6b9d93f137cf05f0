"""After an alarm: the next look is asked for at once, once, and in an hour that is free."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec
import pytest

from quaywatch.cargo import (
    InspectionKind,
    MovementKind,
    Order,
    Outcome,
    OutcomeResult,
    OverrideReason,
    ReasonKind,
    SelectionBasis,
)
from quaywatch.inspections import (
    Act,
    Capacity,
    LiftingReason,
    Record,
    Refused,
    Resource,
    SkipReason,
    Status,
    fold,
    propose,
)
from quaywatch.node import Description, Node, Wish
from quaywatch.node.board import LineState, Place
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

TERMINAL = "MSC PSA European Terminal"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SCAN = Wish(kind=InspectionKind.SCAN, override=OverrideReason.OTHER)
NOTHING = Outcome(result=OutcomeResult.NOTHING)
IRREGULAR = Outcome(result=OutcomeResult.IRREGULARITY)
FOUND = Outcome(result=OutcomeResult.FOUND, mass_kg=50.0)


class Time:
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def node(ledger_url: str, time: Time) -> Iterator[Node]:
    """A scanner that takes four an hour, and one opening bay from eight to ten (local time)."""
    with Node.open(ledger_url, clock=time) as opened:
        described(opened)
        yield opened


@pytest.fixture
def boxes(node: Node) -> tuple[str, ...]:
    """Five boxes at the terminal, to be picked up tomorrow at noon."""
    return arrived(node, 0, 5)


def described(node: Node) -> None:
    scanner = resource(InspectionKind.SCAN, 4, (0, 24))
    bay = resource(InspectionKind.OPEN, 1, (8, 10))
    capacity = Capacity(timezone="Europe/Brussels", resource=(scanner, bay))
    node.describe(Description(name="Quay", capacity=capacity))


def resource(kind: InspectionKind, slots: int, hours: tuple[int, int]) -> Resource:
    return Resource(
        terminal=TERMINAL, kind=kind, slots_per_hour=slots, hours=dict.fromkeys(DAYS, hours)
    )


def arrived(node: Node, first: int, count: int) -> tuple[str, ...]:
    names = NUMBERS[first : first + count]
    noon = DAY + timedelta(days=1, hours=5)
    plans = tuple(movement(name, MovementKind.GATE_OUT, noon, "planned") for name in names)
    bills = [consignment(f"F{name}", (name,), arrival=DAY) for name in names]
    return node.intake(filing(*bills, movements=plans, reference=f"F{first}")).boxes


def scanned(node: Node, box: str, outcome: Outcome = IRREGULAR, wish: Wish = SCAN) -> Record:
    seen = node.board.order(box, wish, actor="ann", seen=record(node, box).version).version
    return node.board.outcome(box, outcome, actor="ann", seen=seen)


def record(node: Node, box: str) -> Record:
    return fold(box, node.ledger.read(stream=f"box/{box}"))


def asked(node: Node, box: str) -> Order:
    order = record(node, box).selected
    assert order is not None
    return order


def bay_at(node: Node, at: datetime) -> int:
    return next(slot.taken for slot in node.slots(TERMINAL, "open") if slot.slot_at == at)


def test_an_alarm_asks_for_the_next_look_in_the_next_hour_that_is_free(
    node: Node, boxes: tuple[str, ...]
) -> None:
    found = scanned(node, boxes[0])
    order = asked(node, boxes[0])
    assert (order.kind, order.slot_at) == (InspectionKind.OPEN, DAY + timedelta(hours=1))
    assert order.follows is not None
    assert (order.follows.kind, order.follows.at) == (InspectionKind.SCAN, DAY)
    assert bay_at(node, DAY + timedelta(hours=1)) == 1
    line = node.board.line(boxes[0])
    assert line is not None
    assert (line.state, line.order) == (LineState.PLANNED, order)
    assert found.detention is not None


def test_silence_and_a_find_ask_for_nothing_more(node: Node, boxes: tuple[str, ...]) -> None:
    for box, outcome in zip(boxes, (NOTHING, FOUND), strict=False):
        assert scanned(node, box, outcome).status is Status.DONE
    assert sum(slot.taken for slot in node.slots(TERMINAL, "open")) == 0


def test_what_follows_is_neither_chosen_anew_nor_counted_as_a_choice(
    node: Node, boxes: tuple[str, ...]
) -> None:
    drawn = Order(
        consignment_id="TSTL:F",
        equipment_number=NUMBERS[0],
        kind=InspectionKind.SCAN,
        basis=SelectionBasis.RANDOM_AUDIT,
        selection_probability=0.1,
        terminal=TERMINAL,
        slot_at=DAY,
        then=(InspectionKind.OPEN,),
    )
    act = Act(actor="planner", at=DAY, seen=0)
    node.ledger.append([propose(Record(box_id=boxes[0]), drawn, act)])
    scanned(node, boxes[0], wish=Wish(kind=InspectionKind.SCAN))
    order = asked(node, boxes[0])
    assert (order.basis, order.selection_probability) == (SelectionBasis.RANDOM_AUDIT, 0.1)
    node.plan_day()
    plan = node.plan()
    assert plan is not None
    assert boxes[0] not in plan.plan.chances
    assert asked(node, boxes[0]) == order


def test_a_find_after_the_alarm_is_one_find_chosen_with_the_first_chance(
    node: Node, boxes: tuple[str, ...]
) -> None:
    scanned(node, boxes[0])
    taken = node.board.take_next(Place(kind=InspectionKind.OPEN), actor="bob")
    assert (taken.box_id, taken.held_by) == (boxes[0], "bob")
    done = node.board.outcome(boxes[0], FOUND, actor="bob", seen=taken.version)
    assert (done.status, done.outcome) == (Status.DONE, FOUND)
    assert [step.outcome for step in done.steps] == [IRREGULAR]
    assert done.order is not None
    assert done.order.basis is SelectionBasis.OFFICER


def test_no_hour_is_promised_twice_and_what_finds_none_goes_to_the_next_day(
    node: Node, boxes: tuple[str, ...]
) -> None:
    hours = [DAY + timedelta(hours=1), DAY + timedelta(hours=2)]
    tomorrow = [hour + timedelta(days=1) for hour in hours]
    for box in boxes:
        scanned(node, box)
    told = [asked(node, box).slot_at for box in boxes]
    assert told == [*hours, *tomorrow, hours[0] + timedelta(days=2)]
    assert all(slot.taken <= slot.capacity for slot in node.slots(TERMINAL, "open"))


def test_what_is_carried_is_certain_in_the_next_plan(
    node: Node, boxes: tuple[str, ...], time: Time
) -> None:
    for box in boxes[:4]:
        scanned(node, box)
    time.now = DAY + timedelta(days=1)
    node.plan_day()
    for box in boxes[2:4]:
        assert asked(node, box).slot_at is not None
    assert [bay_at(node, DAY + timedelta(days=1, hours=hour)) for hour in (1, 2)] == [1, 1]
    plan = node.plan()
    assert plan is not None
    assert not set(boxes[:4]) & set(plan.plan.picked)


def test_an_hour_that_passed_unused_is_followed_by_another(
    node: Node, boxes: tuple[str, ...], time: Time
) -> None:
    scanned(node, boxes[0])
    time.now = DAY + timedelta(days=1)
    node.plan_day()
    order = asked(node, boxes[0])
    assert order.slot_at == DAY + timedelta(days=1, hours=1)
    head = node.ledger.head()
    node.board.carry()
    assert node.ledger.head() == head, "what has its hour keeps it"


def test_what_cannot_be_placed_at_all_waits_on_the_board(
    node: Node, boxes: tuple[str, ...], time: Time
) -> None:
    more = arrived(node, 10, 2)
    for box in (*boxes, *more):
        scanned(node, box)
    last = asked(node, more[1])
    assert last.slot_at is None
    shown = node.board.view(Place(), DAY.date()).lines
    assert more[1] in {line.box_id for line in shown}
    for _ in range(2):
        taken = node.board.take_next(Place(kind=InspectionKind.OPEN), actor="bob")
        node.board.outcome(taken.box_id, NOTHING, actor="bob", seen=taken.version)
    time.now = DAY + timedelta(days=1)
    node.plan_day()
    assert asked(node, more[1]).slot_at == DAY + timedelta(days=3, hours=1)


def test_a_scan_that_was_had_keeps_its_hour(node: Node, boxes: tuple[str, ...]) -> None:
    before = sum(slot.taken for slot in node.slots(TERMINAL, "scan"))
    scanned(node, boxes[0])
    assert sum(slot.taken for slot in node.slots(TERMINAL, "scan")) == before + 1


def test_the_pick_up_presses_no_box_that_may_not_leave(
    node: Node, boxes: tuple[str, ...], time: Time
) -> None:
    scanned(node, boxes[0])
    time.now = DAY + timedelta(days=9)
    node.plan_day()
    line = node.board.line(boxes[0])
    assert line is not None
    assert (line.urgency, line.last_start) == (None, None)
    assert line.order is not None
    taken = node.board.take_next(Place(kind=InspectionKind.OPEN), actor="bob")
    assert (taken.box_id, taken.lapsed) == (boxes[0], False)


def test_it_is_told_once_that_the_box_is_kept_and_that_it_may_go_when_two_people_say_so(
    node: Node, boxes: tuple[str, ...]
) -> None:
    (box, *_) = boxes
    scanned(node, box)
    taken = node.board.take_next(Place(kind=InspectionKind.OPEN), actor="bob")
    done = node.board.outcome(box, NOTHING, actor="bob", seen=taken.version)
    assert done.detention is not None
    assert told(node, box) == ["hold"]
    why = LiftingReason.EXPLAINED
    proposed = node.board.propose_letting_go(box, why, actor="bob", seen=done.version)
    with pytest.raises(Refused):
        node.board.let_go(box, actor="bob", seen=proposed.version)
    node.board.let_go(box, actor="ann", seen=proposed.version)
    assert told(node, box) == ["hold", "release"]


def test_what_is_left_out_gives_its_hour_back(node: Node, boxes: tuple[str, ...]) -> None:
    found = scanned(node, boxes[0])
    left = node.board.skip(boxes[0], SkipReason.NO_STAFF, actor="ann", seen=found.version)
    assert (left.status, left.outcome) == (Status.DONE, IRREGULAR)
    assert bay_at(node, DAY + timedelta(hours=1)) == 0
    assert left.detention is not None


def test_looks_move_a_box_on_the_list_and_say_so(node: Node, boxes: tuple[str, ...]) -> None:
    before = {line.box_id: line for line in node.worklist().lines}
    scanned(node, boxes[0], NOTHING)
    scanned(node, boxes[1])
    page = node.worklist().lines
    after = {line.box_id: line for line in page}
    assert after[boxes[0]].probability < before[boxes[0]].probability
    assert after[boxes[1]].probability > before[boxes[1]].probability
    assert page[0].box_id == boxes[1]
    assert page[-1].box_id == boxes[0]
    assert [line.rank for line in node.lines((boxes[1], boxes[0]))] == [1, len(boxes)]
    for box in boxes[:2]:
        assert after[box].strongest[0].kind is ReasonKind.LOOK
        view = node.dossier(box, "ann").dossier
        assert view.reasons[0].kind is ReasonKind.LOOK
        assert sum(reason.contribution for reason in view.reasons) == pytest.approx(view.log_odds)


def test_the_tables_come_out_the_same_from_the_ledger(node: Node, boxes: tuple[str, ...]) -> None:
    scanned(node, boxes[0])
    scanned(node, boxes[1], NOTHING)
    left = scanned(node, boxes[2])
    node.board.skip(boxes[2], SkipReason.OTHER, actor="ann", seen=left.version)
    before = [msgspec.json.encode(line) for line in node.worklist().lines]
    slots = node.slots()
    node.rebuild()
    assert [msgspec.json.encode(line) for line in node.worklist().lines] == before
    assert node.slots() == slots


def told(node: Node, box: str) -> list[str]:
    """What the carrier was told of a box."""
    events = node.ledger.read(limit=100_000, kinds=["notice.made"])
    said = (msgspec.json.decode(event.payload) for event in events)
    return [each["told"] for each in said if each["box_id"] == box and each["recipient"] == "TSTL"]
