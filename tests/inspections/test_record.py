"""The record of a box: what is refused and why, and what the ledger refuses besides."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest

from quaywatch.cargo import InspectionKind, Order, Outcome, OutcomeResult, SelectionBasis
from quaywatch.inspections import (
    Act,
    Record,
    Refusal,
    Refused,
    Status,
    correct,
    fold,
    hold,
    order,
    overdue,
    propose,
    record_outcome,
    release,
)
from quaywatch.ledger import Conflict, Event, Ledger
from tests.inspections.ports import hour

ORDER = Order(
    consignment_id="c1",
    equipment_number="TEST0000019",
    kind=InspectionKind.SCAN,
    basis=SelectionBasis.TARGETED,
    selection_probability=1.0,
    terminal="K1",
    slot_at=hour(5),
    deadline_at=hour(9),
)
NOTHING = Outcome(result=OutcomeResult.NOTHING)
FOUND = Outcome(result=OutcomeResult.FOUND, substance="cocaine", mass_kg=120.0)


def act(record: Record, actor: str = "an", at: float = 1, *, supervisor: bool = False) -> Act:
    return Act(actor=actor, at=hour(at), seen=record.version, supervisor=supervisor)


def ordered(**changes: object) -> Record:
    record = Record(box_id="b1")
    return record.apply(order(record, msgspec.structs.replace(ORDER, **changes), act(record)))


def done() -> Record:
    record = ordered()
    return record.apply(record_outcome(record, NOTHING, act(record)))


def refusal(command: object, *args: object, **words: object) -> Refusal:
    with pytest.raises(Refused) as refused:
        command(*args, **words)
    assert str(refused.value).endswith(".")
    return refused.value.code


def test_a_box_goes_from_open_over_ordered_and_held_to_done() -> None:
    record, seen = Record(box_id="b1"), []
    for step in (
        lambda r: propose(r, ORDER, act(r, "plan")),
        lambda r: order(r, ORDER, act(r)),
        lambda r: hold(r, act(r)),
        lambda r: release(r, act(r)),
        lambda r: hold(r, act(r, "bo")),
        lambda r: record_outcome(r, FOUND, act(r, "bo")),
    ):
        record = record.apply(step(record))
        seen.append(record.status)
    assert seen == [
        Status.OPEN,
        Status.ORDERED,
        Status.HELD,
        Status.ORDERED,
        Status.HELD,
        Status.DONE,
    ]
    assert (record.ordered_by, record.outcome_by, record.held_by) == ("an", "bo", None)
    assert [entry.actor for entry in record.history] == ["plan", "an", "an", "an", "bo", "bo"]
    assert record.selected == record.order == ORDER


def test_what_another_officer_holds_is_left_alone() -> None:
    record = ordered()
    record = record.apply(hold(record, act(record, "bo")))
    assert refusal(hold, record, act(record)) is Refusal.HELD_BY_OTHER
    assert refusal(order, record, ORDER, act(record)) is Refusal.HELD_BY_OTHER
    assert refusal(propose, record, ORDER, act(record, "plan")) is Refusal.HELD_BY_OTHER
    assert refusal(record_outcome, record, NOTHING, act(record)) is Refusal.HELD_BY_OTHER
    assert refusal(release, record, act(record)) is Refusal.NOT_HOLDER
    assert record.apply(release(record, act(record, supervisor=True))).held_by is None
    assert record.apply(hold(record, act(record, "bo"))).held_by == "bo"


def test_a_closed_record_stays_closed() -> None:
    record = done()
    assert refusal(hold, record, act(record)) is Refusal.ALREADY_DONE
    assert refusal(order, record, ORDER, act(record)) is Refusal.ALREADY_DONE
    assert refusal(propose, record, ORDER, act(record)) is Refusal.ALREADY_DONE
    assert refusal(record_outcome, record, FOUND, act(record)) is Refusal.ALREADY_DONE


def test_an_outcome_is_corrected_by_another_officer_only() -> None:
    record = done()
    assert refusal(correct, record, FOUND, act(record), reason="typo") is Refusal.FOUR_EYES
    corrected = record.apply(correct(record, FOUND, act(record, "bo"), reason="second search"))
    assert (corrected.outcome, corrected.outcome_by) == (FOUND, "bo")
    assert corrected.history[-1].fact.reason == "second search"
    assert corrected.history[-2].fact.outcome == NOTHING
    assert refusal(correct, ordered(), FOUND, act(ordered(), "bo"), reason="x") is Refusal.NOT_DONE


def test_what_is_not_there_cannot_be_released_or_recorded() -> None:
    record = Record(box_id="b1")
    assert refusal(release, record, act(record)) is Refusal.NOT_HELD
    assert refusal(record_outcome, record, NOTHING, act(record)) is Refusal.NOT_ORDERED
    assert refusal(propose, ordered(), ORDER, act(ordered())) is Refusal.ALREADY_ORDERED


def test_whoever_acts_on_an_old_sight_is_told() -> None:
    old = act(Record(box_id="b1"))
    for command in (hold, release):
        assert refusal(command, ordered(), old) is Refusal.STALE_VERSION


@pytest.mark.parametrize(
    ("at", "slot", "allowed"),
    [(1, 8, True), (1, 8.5, False), (1, None, True), (9, None, True), (9.1, None, False)],
)
def test_an_inspection_must_end_before_the_pick_up(
    at: float, slot: float | None, allowed: bool
) -> None:
    record = Record(box_id="b1")
    wish = msgspec.structs.replace(ORDER, slot_at=None if slot is None else hour(slot))
    if allowed:
        assert record.apply(order(record, wish, act(record, at=at))).order == wish
    else:
        assert refusal(order, record, wish, act(record, at=at)) is Refusal.DEADLINE_PASSED


def test_orders_whose_time_is_over_without_an_outcome_show_up_longest_first() -> None:
    records = [
        ordered(slot_at=hour(5)),
        ordered(slot_at=None, deadline_at=hour(4)),
        ordered(slot_at=hour(6)),
        ordered(slot_at=None, deadline_at=None),
        done(),
        Record(box_id="b2"),
    ]
    assert overdue(records, hour(6)) == [records[1], records[0]]
    assert overdue(records, hour(6) - timedelta(seconds=1)) == [records[1]]


def test_an_event_out_of_turn_or_of_another_box_is_not_folded_in() -> None:
    first = hold(Record(box_id="b1"), act(Record(box_id="b1")))
    with pytest.raises(ValueError, match="does not follow"):
        fold("b1", [first, first])
    with pytest.raises(ValueError, match="does not follow"):
        fold("b2", [first])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger.open(tmp_path_factory.mktemp("ledger") / "node.sqlite")


def test_the_same_command_sent_twice_counts_once(ledger: Ledger) -> None:
    record = Record(box_id="twice")
    event = hold(record, act(record))
    assert not ledger.append([event])[0].duplicate
    again = hold(record, act(record, at=2))
    assert ledger.append([again])[0].duplicate
    assert fold("twice", ledger.read(stream="box/twice")).version == 1


def test_of_many_officers_who_reach_for_one_box_at_once_one_gets_it(ledger: Ledger) -> None:
    record = Record(box_id="race")

    def reach(event: Event) -> bool:
        try:
            ledger.append([event])
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(reach, [hold(record, act(record, f"officer {i}")) for i in range(8)]))
    assert got.count(True) == 1
    now = fold("race", ledger.read(stream="box/race"))
    assert now.held_by == f"officer {got.index(True)}"
