"""After an alarm: which look follows, and how the record goes on and back."""

import msgspec
import pytest

from quaywatch.cargo import Alarm, InspectionKind, Order, Outcome, OutcomeResult, SelectionBasis
from quaywatch.inspections import (
    Record,
    Refusal,
    SkipReason,
    Status,
    Urgency,
    cancel,
    correct,
    follow,
    lapse,
    last_start,
    order,
    propose,
    propose_letting_go,
    record_outcome,
    skip,
    urgency,
)
from quaywatch.inspections.following import next_steps
from quaywatch.inspections.reasons import LiftingReason
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.updating import Belief
from tests.inspections.ports import hour
from tests.inspections.test_record import NOTHING, ORDER, act, ordered, refusal

IRREGULAR = Outcome(result=OutcomeResult.IRREGULARITY)
DECLARED = Treatments.load()


def next_look(**changes: object) -> Order:
    alarm = Alarm(kind=InspectionKind.SCAN, at=hour(5))
    opening = msgspec.structs.replace(ORDER, kind=InspectionKind.OPEN, slot_at=hour(7))
    return msgspec.structs.replace(opening, follows=alarm, **changes)


def spoke_up() -> Record:
    record = ordered()
    return record.apply(record_outcome(record, IRREGULAR, act(record)))


def followed_up() -> Record:
    record = spoke_up()
    return record.apply(follow(record, next_look(), act(record)))


def test_the_look_that_spoke_up_stands_behind_the_one_that_follows() -> None:
    record = followed_up()
    assert (record.status, record.selected) == (Status.OPEN, next_look())
    assert [(s.order, s.outcome.result) for s in record.steps] == [(ORDER, IRREGULAR.result)]
    assert record.is_followed_up
    assert record.detention is not None


def test_what_follows_is_ordered_done_and_ends_the_way() -> None:
    record = followed_up()
    assert record.selected is not None
    record = record.apply(order(record, record.selected, act(record)))
    record = record.apply(record_outcome(record, NOTHING, act(record)))
    assert (record.status, record.outcome) == (Status.DONE, NOTHING)
    assert record.detention is not None, "an alarm is taken back by nobody"


@pytest.mark.parametrize("ordered_first", [False, True])
def test_what_is_left_out_lets_the_alarm_stand_again(*, ordered_first: bool) -> None:
    before, record = spoke_up(), followed_up()
    assert record.selected is not None
    if ordered_first:
        record = record.apply(order(record, record.selected, act(record)))
    leave = cancel if ordered_first else skip
    record = record.apply(leave(record, SkipReason.NO_STAFF, act(record)))
    for name in ("order", "ordered_by", "outcome", "outcome_by", "selected", "steps"):
        assert getattr(record, name) == getattr(before, name)
    assert (record.status, record.skipped) == (Status.DONE, SkipReason.NO_STAFF)
    assert record.detention is not None


def test_only_an_alarm_of_a_look_into_a_closed_box_calls_for_another() -> None:
    for kind, outcome in ((InspectionKind.SCAN, NOTHING), (InspectionKind.OPEN, IRREGULAR)):
        record = ordered(kind=kind)
        record = record.apply(record_outcome(record, outcome, act(record)))
        assert refusal(follow, record, next_look(), act(record)) is Refusal.NOT_DONE


def test_an_alarm_that_only_the_correction_tells_of_calls_too() -> None:
    record = ordered()
    record = record.apply(record_outcome(record, NOTHING, act(record)))
    record = record.apply(correct(record, IRREGULAR, act(record, "bo"), reason="looked again"))
    assert record.apply(follow(record, next_look(), act(record))).is_followed_up


def test_what_waits_gets_another_hour_until_it_is_ordered() -> None:
    record = followed_up()
    record = record.apply(follow(record, next_look(slot_at=hour(20)), act(record)))
    assert record.selected is not None
    assert (record.selected.slot_at, len(record.steps)) == (hour(20), 1)
    record = record.apply(order(record, record.selected, act(record)))
    assert refusal(follow, record, next_look(), act(record)) is Refusal.NOT_DONE


def test_a_box_that_raised_an_alarm_is_neither_planned_nor_let_go_nor_taken_for_gone() -> None:
    record = followed_up()
    assert refusal(propose, record, ORDER, act(record)) is Refusal.ALREADY_ORDERED
    assert refusal(lapse, record, act(record)) is Refusal.ALREADY_DETAINED
    found = refusal(propose_letting_go, record, LiftingReason.EXPLAINED, act(record))
    assert found is Refusal.ALREADY_ORDERED


def test_no_pick_up_presses_a_box_that_nobody_may_pick_up() -> None:
    late = next_look(slot_at=hour(11))
    record = followed_up()
    assert record.apply(order(record, late, act(record))).order == late
    assert last_start(late) is None
    assert urgency(late, hour(10)) is None
    assert urgency(late, hour(13)) is Urgency.OVERDUE


def test_what_an_officer_chose_first_needs_no_other_reason_to_go_on() -> None:
    record = followed_up()
    chosen = next_look(basis=SelectionBasis.OFFICER)
    assert record.apply(order(record, chosen, act(record))).order == chosen
    light = next_look(kind=InspectionKind.SCAN)
    assert refusal(order, record, light, act(record)) is Refusal.REASON_NEEDED


def test_what_the_plan_meant_to_follow_comes_first() -> None:
    belief = Belief(probability=0.3, hiding=DECLARED.hiding.dry)
    planned = (InspectionKind.SECOND_SCAN, InspectionKind.OPEN)
    meant = msgspec.structs.replace(ORDER, then=planned)
    assert next_steps(DECLARED, meant, belief, reefer=False)[0] == planned


@pytest.mark.parametrize(
    ("probability", "first"), [(0.9, InspectionKind.OPEN), (2e-4, InspectionKind.SECOND_SCAN)]
)
def test_without_a_plan_the_worth_decides(probability: float, first: InspectionKind) -> None:
    belief = Belief(probability=probability, hiding=DECLARED.hiding.dry)
    ways = next_steps(DECLARED, ORDER, belief, reefer=False)
    assert ways[0][0] is first
    assert {way[-1] for way in ways} == {InspectionKind.OPEN}


def test_the_papers_lead_to_a_look_at_the_cargo() -> None:
    papers = msgspec.structs.replace(ORDER, kind=InspectionKind.DOCUMENTS)
    belief = Belief(probability=0.01, hiding=DECLARED.hiding.dry)
    ways = next_steps(DECLARED, papers, belief, reefer=True)
    assert ways
    assert all(step.weight > 0 for way in ways for step in way)
