"""What an officer does with a box."""

from datetime import timedelta

import pytest

from quaywatch.cargo import (
    InspectionKind,
    MovementKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
    SelectionBasis,
)
from quaywatch.inspections import Refusal, Refused
from quaywatch.node import Node, NoSlot, Query, Sort, UnknownBox, Wish
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

SCAN = Wish(kind=InspectionKind.SCAN, override=OverrideReason.OTHER)
NOTHING = Outcome(result=OutcomeResult.NOTHING)


@pytest.fixture
def box(node: Node) -> str:
    """A box at a terminal, to be picked up in three days."""
    plan = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
    return node.intake(filing(consignment(arrival=DAY), movements=(plan,))).boxes[0]


def test_an_order_takes_the_first_slot_before_the_pick_up(node: Node, box: str) -> None:
    record = node.order(box, SCAN, actor="ann", seen=0)
    assert record.order is not None
    assert record.order.slot_at == DAY
    assert record.order.basis is SelectionBasis.OFFICER
    (line,) = node.worklist().lines
    assert (line.status, line.version) == ("ordered", 1)
    slot = next(
        slot for slot in node.slots("MSC PSA European Terminal", "scan") if slot.slot_at == DAY
    )
    assert slot.taken == 1


def test_a_slot_after_the_pick_up_is_refused(node: Node, box: str) -> None:
    late = Wish(
        kind=InspectionKind.SCAN, override=OverrideReason.OTHER, slot_at=DAY + timedelta(days=4)
    )
    with pytest.raises(NoSlot):
        node.order(box, late, actor="ann", seen=0)
    assert node.worklist().lines[0].version == 0


def test_the_second_of_two_officers_is_refused(node: Node, box: str) -> None:
    node.hold(box, actor="ann", seen=0)
    with pytest.raises(Refused) as refused:
        node.hold(box, actor="bob", seen=0)
    assert refused.value.code is Refusal.STALE_VERSION
    with pytest.raises(Refused) as refused:
        node.hold(box, actor="bob", seen=1)
    assert refused.value.code is Refusal.HELD_BY_OTHER
    assert node.worklist().lines[0].held_by == "ann"


def planned_away(number: str, days: int) -> bytes:
    plan = movement(number, MovementKind.GATE_OUT, DAY + timedelta(days=days), "planned")
    return filing(
        consignment("BL9", (number,), arrival=DAY + timedelta(days=days - 5)),
        movements=(plan,),
        reference=f"L{days}",
    )


def test_a_box_whose_pick_up_is_long_over_leaves_the_list(node: Node, box: str) -> None:
    (gone,) = node.intake(planned_away(NUMBERS[4], -4)).boxes
    assert {line.box_id for line in node.worklist().lines} == {box, gone}
    node.plan_day()
    assert [line.box_id for line in node.worklist().lines] == [box]
    assert "box.lapsed" in node.ledger.counts()


def test_a_box_just_overdue_or_in_hand_stays_on_the_list(node: Node) -> None:
    (overdue,) = node.intake(planned_away(NUMBERS[4], -2)).boxes
    (held,) = node.intake(
        filing(consignment("BL8", NUMBERS[5:6], arrival=DAY - timedelta(days=40)), reference="M8")
    ).boxes
    node.hold(held, actor="ann", seen=0)
    node.plan_day()
    assert {line.box_id for line in node.worklist().lines} == {overdue, held}


def test_an_officer_brings_a_lapsed_box_back(node: Node, box: str) -> None:
    (gone,) = node.intake(planned_away(NUMBERS[4], -4)).boxes
    node.plan_day()
    version = node.dossier(gone, "ann").line.version
    node.hold(gone, actor="ann", seen=version)
    assert gone in {line.box_id for line in node.worklist().lines}
    assert {line.rank for line in node.worklist().lines} == {1, 2}


def test_only_a_supervisor_releases_what_another_holds(node: Node, box: str) -> None:
    node.hold(box, actor="ann", seen=0)
    with pytest.raises(Refused):
        node.release(box, actor="bob", seen=1)
    node.release(box, actor="bob", seen=1, supervisor=True)
    assert node.worklist().lines[0].status == "open"


def test_an_outcome_closes_the_box_and_is_found_by_those_who_share(node: Node, box: str) -> None:
    node.order(box, SCAN, actor="ann", seen=0)
    found = Outcome(result=OutcomeResult.FOUND, substance="cocaine", mass_kg=25.0)
    node.outcome(box, found, actor="ann", seen=1)
    assert node.worklist().lines[0].status == "done"
    later = node.intake(filing(consignment("BL7", NUMBERS[5:6], voyage="9"), reference="M2"))
    (past,) = node.dossier(later.boxes[0], "bob").dossier.past
    assert (past.box_id, past.shared) == (box, ["consignee", "consignor"])
    assert past.record.outcome == found


def test_an_outcome_is_corrected_by_a_second_person_only(node: Node, box: str) -> None:
    node.order(box, SCAN, actor="ann", seen=0)
    node.outcome(box, NOTHING, actor="ann", seen=1)
    with pytest.raises(Refused) as refused:
        node.correct(box, NOTHING, actor="ann", seen=2, reason="typed wrongly")
    assert refused.value.code is Refusal.FOUR_EYES
    wrong = Outcome(result=OutcomeResult.IRREGULARITY)
    record = node.correct(box, wrong, actor="sue", seen=2, reason="typed wrongly")
    assert record.steps[-1].outcome == wrong
    assert record.is_followed_up


def test_every_look_at_a_dossier_is_on_the_ledger(node: Node, box: str) -> None:
    for actor in ("ann", "bob", "ann"):
        node.dossier(box, actor)
    looks = node.ledger.read(kinds=["dossier.read"])
    assert [event.actor for event in looks] == ["ann", "bob", "ann"]
    assert [look.actor for look in node.dossier(box, "eve").dossier.looks][-1] == "eve"


def test_a_box_that_is_not_there_cannot_be_looked_at_or_held(node: Node) -> None:
    with pytest.raises(UnknownBox):
        node.dossier("0" * 16, "ann")
    with pytest.raises(UnknownBox):
        node.hold("0" * 16, actor="ann", seen=0)
    assert node.ledger.head().position == 0


def test_a_dossier_says_why_and_sums_exactly(node: Node, box: str) -> None:
    dossier = node.dossier(box, "ann").dossier
    assert sum(reason.contribution for reason in dossier.reasons) == dossier.log_odds
    assert dossier.reasons[0].kind == "base"
    assert set(dossier.versions) == {"checks", "rules", "model", "past"}
    assert [stop.location for stop in dossier.journey] == ["ECGYE", "BEANR"]


def test_a_day_is_planned_once_and_the_choice_keeps_its_chance(node: Node) -> None:
    made = [consignment(f"BL{i}", NUMBERS[i : i + 1], arrival=DAY) for i in range(30)]
    plans = tuple(
        movement(n, MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned") for n in NUMBERS[:30]
    )
    node.intake(filing(*made, movements=plans))
    progress = node.plan_day()
    assert progress is not None
    picked = set(progress.plan.picked)
    assert picked
    assert len(picked) == progress.plan.targeted + progress.plan.random_audit
    head = node.ledger.head()
    assert node.plan_day() == progress
    assert node.ledger.head() == head
    lines = node.worklist(Query(sort=Sort.BASIS, limit=500)).lines
    assert {line.box_id for line in lines if line.basis} == picked
    assert sum(slot.planned for slot in node.slots()) == len(picked)
    box = next(iter(picked))
    record = node.order(box, SCAN, actor="ann", seen=1)
    assert record.order is not None
    assert record.order.selection_probability == progress.plan.chances[box]
    after = node.plan()
    assert after is not None
    assert (after.ordered, after.done) == (1, 0)
    assert sum(slot.planned for slot in node.slots()) == len(picked) - 1
