"""A profile is tried on the days that were planned, as they looked then."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from quaywatch.cargo import InspectionKind, MovementKind, Outcome, OutcomeResult, OverrideReason
from quaywatch.node import Node, Wish
from quaywatch.rules import RuleBook
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.rules.making import profile

BOOK = RuleBook(
    [
        profile("bananas", 'any(goods.description.contains("BANANAS"))'),
        profile("scrap", 'any(goods.description.contains("SCRAP"))'),
    ]
)


@pytest.fixture
def box(small_node: Node) -> str:
    plan = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
    return small_node.intake(filing(consignment(arrival=DAY), movements=(plan,))).boxes[0]


def inspected(node: Node, box: str, result: OutcomeResult) -> None:
    version = node.worklist().lines[0].version
    record = node.order(
        box,
        Wish(kind=InspectionKind.SCAN, override=OverrideReason.OTHER),
        actor="ann",
        seen=version,
    )
    node.outcome(box, Outcome(result=result), actor="ann", seen=record.version)


def test_what_was_picked_and_found_is_told_of_the_profile_that_it_meets(
    small_node: Node, box: str
) -> None:
    small_node.plan_day()
    inspected(small_node, box, OutcomeResult.FOUND)
    told = small_node.backtest(BOOK)
    bananas, scrap = told["bananas"], told["scrap"]
    assert (bananas.days, bananas.candidates, bananas.met, bananas.picked) == (1, 1, 1, 1)
    assert (bananas.yield_.value, bananas.found) == (1.0, 1)
    assert bananas.sample[0].box_id == box
    assert (scrap.met, scrap.inspected) == (0, 0)


def test_what_was_declared_later_is_not_known_before(small_node: Node, box: str) -> None:
    small_node.plan_day()
    amended = consignment(arrival=DAY, description="STEEL SCRAP")
    small_node.intake(filing(amended, reference="M2"))
    assert {code: t.met for code, t in small_node.backtest(BOOK).items()} == {
        "bananas": 1,
        "scrap": 0,
    }
    small_node.plan_day(DAY.date() + timedelta(days=1))
    assert {code: t.met for code, t in small_node.backtest(BOOK).items()} == {
        "bananas": 1,
        "scrap": 1,
    }


def test_an_outcome_belongs_to_the_last_day_on_which_the_box_was_picked(
    small_node: Node, box: str
) -> None:
    small_node.plan_day()
    small_node.plan_day(DAY.date() + timedelta(days=1))
    inspected(small_node, box, OutcomeResult.NOTHING)
    told = small_node.backtest(BOOK)["bananas"]
    assert (told.met, told.boxes, told.unseen, told.inspected) == (2, 1, 1, 1)
    assert [hit.found for hit in told.sample] == [None, False]


def test_days_can_be_chosen(small_node: Node, box: str) -> None:
    small_node.plan_day()
    tomorrow = DAY.date() + timedelta(days=1)
    small_node.plan_day(tomorrow)
    assert small_node.backtest(BOOK, since=tomorrow)["bananas"].days == 1
    assert small_node.backtest(BOOK, until=DAY.date() - timedelta(days=1))["bananas"].days == 0


def test_a_box_that_an_officer_chose_tells_nothing_of_chance(
    open_node: Callable[[str], Node], small_node: Node, box: str
) -> None:
    inspected(small_node, box, OutcomeResult.FOUND)
    small_node.plan_day()
    assert small_node.backtest(BOOK)["bananas"].inspected == 0
