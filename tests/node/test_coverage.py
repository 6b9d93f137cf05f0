"""A coverage that two people settled is asked of the plan, cell by cell."""

from datetime import date, timedelta

import pytest

from quaywatch.alliance.accords import Coverage, CoverageCell, Refusal, Refused, Topic
from quaywatch.inspections import Coverage as Asks
from quaywatch.inspections import Strata
from quaywatch.node import Node
from quaywatch.node.coverage import NAME
from tests.node.making import DAY
from tests.node.tables import contents
from tests.node.test_draws import traffic


def fruit(share: float, until: date = date(2027, 1, 1)) -> Coverage:
    cells = (
        CoverageCell(
            name="EC/fruit", countries=frozenset({"EC"}), chapters=frozenset({"08"}), share=share
        ),
        CoverageCell(name="rest/rest", share=0.0),
    )
    return Coverage(port="BEANR", cells=cells, until=until)


def settle(node: Node, matter: Coverage) -> None:
    proposed = node.allied.accords.propose(matter, actor="sue", seen=_version(node))
    node.allied.accords.confirm(Topic.COVERAGE, NAME, actor="tom", seen=proposed.version)


def _version(node: Node) -> int:
    lives = node.allied.accords.all(Topic.COVERAGE)
    return lives[0].version if lives else 0


def test_what_one_person_proposed_is_asked_of_nothing(small_node: Node) -> None:
    made = small_node.allied.accords.propose(fruit(1.0), actor="sue", seen=0)
    with pytest.raises(Refused) as refused:
        small_node.allied.accords.confirm(Topic.COVERAGE, NAME, actor="Sue ", seen=made.version)
    assert refused.value.code is Refusal.FOUR_EYES
    progress = traffic(small_node).plan_day(actor="sue")
    assert progress is not None
    assert progress.plan.covered == ()


def test_what_two_people_settled_is_asked_and_reached_and_can_be_made_again(
    small_node: Node,
) -> None:
    settle(small_node, fruit(0.5))
    progress = traffic(small_node).plan_day(actor="sue")
    assert progress is not None
    (covered,) = progress.plan.covered
    assert (covered.stratum, covered.boxes, covered.asked) == ("EC/fruit", 30, 15.0)
    assert covered.reached >= 15.0 - 0.01
    assert covered.short is None
    tables = contents(small_node)
    small_node.rebuild()
    assert contents(small_node) == tables
    assert small_node.draws.verify(small_node.today()) == []


def test_what_the_port_itself_asks_of_a_part_goes_on_within_a_cell(small_node: Node) -> None:
    settle(small_node, fruit(0.1))
    own = Asks(strata=Strata.PORT_OF_LOADING, shares={"ECGYE": 0.4})
    small_node.calendars.ask(own, actor="sue", seen=0)
    progress = traffic(small_node).plan_day(actor="sue")
    assert progress is not None
    (covered,) = progress.plan.covered
    assert (covered.stratum, covered.asked) == ("EC/fruit ECGYE", pytest.approx(12.0))


def test_a_day_is_planned_again_for_a_coverage_and_not_for_other_matters(small_node: Node) -> None:
    traffic(small_node).plan_day(actor="sue")
    settle(small_node, fruit(0.5))
    progress = small_node.plan_day(actor="sue")
    assert progress is not None
    assert (progress.plan.draw, progress.plan.cause and progress.plan.cause.change) == (2, "rules")
    assert small_node.draws.verify(small_node.today()) == []


def test_after_its_last_day_and_while_suspended_nothing_is_asked(small_node: Node) -> None:
    settle(small_node, fruit(0.5, until=(DAY - timedelta(days=1)).date()))
    traffic(small_node)
    progress = small_node.plan_day(actor="sue")
    assert progress is not None
    assert progress.plan.covered == ()
    settle(small_node, fruit(0.5))
    small_node.allied.accords.suspend(
        Topic.COVERAGE, NAME, "Wrong figures.", actor="sue", seen=_version(small_node)
    )
    with pytest.raises(Refused):
        small_node.allied.accords.end(
            Topic.COVERAGE, NAME, "So.", actor="sue", seen=_version(small_node)
        )


def test_a_cell_that_is_there_twice_is_refused() -> None:
    cell = CoverageCell(name="EC/08", share=0.1)
    with pytest.raises(ValueError, match="twice"):
        Coverage(port="BEANR", cells=(cell, cell), until=date(2027, 1, 1))


def test_what_is_only_thought_of_is_planned_beside_what_is_in_force_and_kept_nowhere(
    small_node: Node,
) -> None:
    node = traffic(small_node)
    settle(node, fruit(0.1))
    before = contents(node)
    trial = node.draws.tried(fruit(0.5), node.today())
    (one,) = trial.strata
    assert (one.stratum, one.boxes, one.asked) == ("EC/fruit", 30, 15.0)
    assert one.after >= one.asked - 0.01
    assert trial.worth <= min(trial.bound, trial.worth_before) + 1e-9
    assert contents(node) == before
    settle(node, fruit(0.5))
    progress = node.plan_day(actor="sue")
    assert progress is not None
    (covered,) = progress.plan.covered
    assert (covered.asked, covered.reached) == (one.asked, one.after)


def test_the_first_day_that_is_not_planned_is_tried(small_node: Node) -> None:
    node = traffic(small_node)
    today = node.today()
    assert node.draws.tried(fruit(0.5), today).day == today
    node.plan_day(actor="sue")
    assert node.draws.tried(fruit(0.5), today).day == today + timedelta(days=1)
