"""Each proposal of a plan keeps why: through orders, hand-overs, other slots and rebuilds."""

from datetime import timedelta

import pytest

from quaywatch.cargo import InspectionKind, MovementKind, OverrideReason
from quaywatch.inspections import DelayReason, Record
from quaywatch.node import Node, Wish
from tests.node.making import DAY, NUMBERS, consignment, filing, movement


def record(node: Node, box: str) -> Record:
    return node.dossier(box, "ann").dossier.record


@pytest.fixture
def box(node: Node) -> str:
    """A box that the plan of the day asks for."""
    away = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
    (box,) = node.intake(filing(consignment(arrival=DAY), movements=(away,))).boxes
    node.plan_day()
    return box


def test_a_proposal_names_the_draw_and_the_assessment_that_it_rests_on(
    node: Node, box: str
) -> None:
    made = record(node, box)
    plan = node.plan()
    assert made.why is not None
    assert plan is not None
    assert made.selected is not None
    assert made.why.draw == "2026-03-02/1"
    assert plan.plan.assessed[box].startswith(made.why.assessment)
    assert made.why.look.at == made.selected.slot_at
    assert made.why.look.steps[0] is made.selected.kind
    assert (made.why.rank, made.why.of) == (1, 1)


def test_what_officers_do_leaves_the_reasons_of_the_plan(node: Node, box: str) -> None:
    why = record(node, box).why
    wish = Wish(kind=InspectionKind.SCAN, override=OverrideReason.SEAL)
    made = node.order(box, wish, actor="ann", seen=1)
    made = node.hold(box, actor="ann", seen=made.version)
    made = node.board.offer(box, "bob", actor="ann", seen=made.version)
    made = node.board.accept(box, actor="bob", seen=made.version)
    later = DAY + timedelta(hours=2)
    made = node.board.delay(box, later, DelayReason.WEATHER, actor="bob", seen=made.version)
    assert made.why == why
    node.rebuild()
    assert record(node, box).why == why
    line = node.board.line(box)
    assert line is not None
    assert line.why == why


def test_a_box_that_no_plan_picked_has_no_reasons_of_one(node: Node) -> None:
    (box,) = node.intake(filing(consignment(arrival=DAY))).boxes
    wish = Wish(kind=InspectionKind.SCAN, override=OverrideReason.SEAL)
    assert node.order(box, wish, actor="ann", seen=0).why is None
