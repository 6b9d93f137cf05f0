"""Stowage plans come to the story of a box when they arrive, and are held against themselves."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Classifier, Filing, FilingHeader, Movement, MovementKind
from quaywatch.formats.edifact import movements
from quaywatch.node import Filters, Node, Query
from quaywatch.node.berth import Berth
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents

BOX = NUMBERS[0]
SAILED = DAY - timedelta(days=17)
AT_HAND, SHUT_IN = "0021282", "0020502"


def stowed(number: str, cell: str, *, planned: bool = False, **said: Any) -> Movement:
    kind = MovementKind.LOADED if planned else MovementKind.STOWED
    classifier = Classifier.PLANNED if planned else Classifier.ACTUAL
    moved = movement(number, kind, SAILED, classifier, "ECGYE", None)
    stated: dict[str, Any] = {
        "size_type": "45R1",
        "packed": True,
        "gross_mass_kg": 26_000.0,
        "vessel_name": "TEST STAR",
        "voyage": "601N",
    }
    return msgspec.structs.replace(moved, stowage=cell, **(stated | said))


def others(number: int = 60) -> list[Movement]:
    """Return reefers on deck, in the second and third tier of stacks amidships."""
    places = [(row, tier) for tier in (84, 86) for row in range(11)]
    cells = [
        f"{bay:03}{row:02}{tier}"
        for bay in (2, 6, 10)
        for row, tier in [*places[1:11], *places[11:]]
    ]
    return [stowed(name, cell) for name, cell in zip(NUMBERS[1:], cells[:number], strict=False)]


def plan(*said: Movement, form: str = "baplie") -> bytes:
    """Return a plan as a ship's planner sends it."""
    return movements.write(
        [Filing(header=FilingHeader(format=form, sender="SHIP"), movements=said)]
    )


def bill() -> bytes:
    return filing(consignment("BL1", (BOX,)))


def found(node: Node) -> set[str]:
    (line,) = node.worklist(Query()).lines
    codes = {finding.code for finding in node.dossier(line.box_id, "ann").dossier.findings}
    return {code for code in codes if "stowed" in code}


def berth(node: Node) -> Berth | None:
    (line,) = node.worklist(Query()).lines
    (trip,) = [t for t in node.dossier(line.box_id, "ann").dossier.story.trips if t.mine]
    return trip.berth


def test_a_box_at_hand_is_a_finding_once_the_plan_has_come(node: Node) -> None:
    node.intake(bill())
    assert found(node) == set()
    receipt = node.intake(plan(stowed(BOX, AT_HAND), *others()))
    (line,) = node.worklist(Query(filters=Filters(finding="stowed-within-reach"))).lines
    dossier = node.dossier(line.box_id, "ann").dossier
    (reason,) = [r for r in dossier.reasons if r.code == "stowed-within-reach"]
    assert reason.contribution > 0
    assert reason.events[-1] in receipt.positions
    (finding,) = [f for f in dossier.findings if f.code == "stowed-within-reach"]
    assert finding.values["later"] == "0021282 (BAPLIE ECGYE 2026-02-13 06:00 UTC)"
    assert (finding.values["figure"], finding.values["limit"]) == ("0", "60")


def test_a_plan_that_came_before_the_bill_counts_all_the_same(node: Node) -> None:
    node.intake(plan(stowed(BOX, AT_HAND), *others()))
    node.intake(bill())
    assert found(node) == {"stowed-within-reach"}


def test_a_box_without_a_plan_has_no_place_and_no_finding(node: Node) -> None:
    node.intake(bill())
    node.intake(plan(*others()))
    assert berth(node) is None
    assert found(node) == set()


def test_the_dossier_shows_the_place_and_the_boxes_of_its_bay(node: Node) -> None:
    node.intake(bill())
    node.intake(plan(stowed(BOX, AT_HAND), *others()))
    there = berth(node)
    assert there is not None
    assert (there.cell, there.bay, there.row, there.tier) == (AT_HAND, 2, 12, 82)
    assert (there.on_deck, there.reach, there.sailed) == (True, "at_hand", True)
    assert (there.aboard, there.others, there.as_reachable) == (61, 60, 0)
    assert len(there.neighbours) == 21
    assert all(box.reefer and not box.empty for box in there.neighbours)


def test_the_last_word_on_a_plan_counts(node: Node) -> None:
    node.intake(bill())
    node.intake(plan(stowed(BOX, AT_HAND), *others()))
    node.intake(plan(stowed(BOX, "0140686")))
    assert found(node) == set()
    there = berth(node)
    assert there is not None
    assert there.cell == "0140686"


def test_a_box_moved_within_reach_after_the_plan_was_made_is_a_finding(node: Node) -> None:
    node.intake(bill())
    before = node.intake(plan(stowed(BOX, SHUT_IN, planned=True), form="movins"))
    assert found(node) == set()
    after = node.intake(plan(stowed(BOX, AT_HAND), *others()))
    assert "restowed-within-reach" in found(node)
    (line,) = node.worklist(Query()).lines
    dossier = node.dossier(line.box_id, "ann").dossier
    (finding,) = [f for f in dossier.findings if f.code == "restowed-within-reach"]
    assert finding.events[-2] in before.positions
    assert finding.events[-1] in after.positions
    assert finding.values["earlier"].startswith(SHUT_IN)
    there = berth(node)
    assert there is not None
    assert there.planned == SHUT_IN


def test_a_box_that_sails_as_planned_was_not_moved(node: Node) -> None:
    node.intake(bill())
    node.intake(plan(stowed(BOX, AT_HAND, planned=True), form="movins"))
    node.intake(plan(stowed(BOX, AT_HAND), *others()))
    assert found(node) == {"stowed-within-reach"}


def test_what_is_known_only_later_bears_on_boxes_told_of_before(node: Node) -> None:
    """The other boxes of the plan come in another message: only then is the place odd."""
    node.intake(bill())
    node.intake(plan(stowed(BOX, AT_HAND)))
    assert found(node) == set()
    node.intake(plan(*others()))
    assert found(node) == {"stowed-within-reach"}


def test_another_voyage_of_the_ship_is_another_plan(node: Node) -> None:
    node.intake(bill())
    node.intake(plan(stowed(BOX, AT_HAND)))
    node.intake(plan(*(msgspec.structs.replace(m, voyage="602N") for m in others())))
    assert found(node) == set()


@pytest.mark.parametrize("cell", ["DECK", "", None])
def test_what_is_no_place_aboard_says_nothing(node: Node, cell: str | None) -> None:
    node.intake(bill())
    node.intake(filing(movements=(stowed(BOX, cell or ""), *others()), reference="M2"))
    assert found(node) == set()


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(5)))
def test_places_do_not_depend_on_the_order_or_the_parts_of_a_plan(
    open_node: Callable[[str], Node], tmp_path_factory: Any, order: Iterable[int]
) -> None:
    near = others()
    sent = (
        bill(),
        plan(stowed(BOX, SHUT_IN, planned=True), form="movins"),
        plan(*near[:20], stowed(BOX, AT_HAND)),
        plan(*near[20:40]),
        plan(*near[40:]),
    )
    node = open_node(str(tmp_path_factory.mktemp("stowed") / "node.sqlite"))
    for number in order:
        node.intake(sent[number])
    assert found(node) == {"stowed-within-reach", "restowed-within-reach"}
    rows = contents(node)
    node.rebuild()
    assert contents(node) == rows
