"""Outages are reported and lifted under a name, and the day is planned with what works."""

from datetime import timedelta

import pytest

from quaywatch.inspections import Outage
from quaywatch.node import Node, UnknownResource
from tests.node.making import DAY
from tests.node.test_draws import traffic

NAME = "scan MSC PSA European Terminal"


def outage(name: str = NAME) -> Outage:
    return Outage(resource=name, from_at=DAY, until_at=DAY + timedelta(hours=3), reason="tyre")


def works(node: Node) -> int:
    (found,) = [each for each in node.resources() if each.name == NAME]
    return len(found.hours)


def test_an_outage_takes_its_hours_until_it_is_lifted_and_both_stay_on_the_ledger(
    node: Node,
) -> None:
    before, slots = works(node), len(node.slots())
    node.report_outage(outage(), actor="ann")
    (found,) = [each for each in node.resources() if each.name == NAME]
    assert found.outage is not None
    assert (found.outage.reported_by, found.outage.outage) == ("ann", outage())
    assert works(node) == before - 3
    assert len(node.slots()) == slots - 3
    node.lift_outage(NAME, actor="bob")
    assert works(node) == before
    node.report_outage(outage(), actor="ann")
    node.rebuild()
    assert works(node) == before - 3


def test_what_the_calendar_does_not_know_cannot_break(small_node: Node) -> None:
    with pytest.raises(UnknownResource):
        small_node.report_outage(outage("no such thing"), actor="ann")


def test_a_plan_says_how_near_to_the_best_it_is_and_what_slots_are_worth(
    small_node: Node,
) -> None:
    progress = traffic(small_node).plan_day(actor="sue")
    assert progress is not None
    plan = progress.plan
    assert 0 < plan.worth <= plan.bound
    assert plan.worth >= 0.998 * plan.bound
    assert all(price.price > 0 for price in plan.prices)
