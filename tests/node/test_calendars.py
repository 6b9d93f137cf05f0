"""The calendar is changed under a name, holds from its instant, and can be made again."""

from datetime import timedelta

import msgspec
import pytest

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Coverage, Resource
from quaywatch.inspections.calendar import Refusal, Refused
from quaywatch.node import Description, Node
from tests.node.making import DAY
from tests.node.tables import contents
from tests.node.test_draws import traffic

TERMINAL = "MSC PSA European Terminal"
VAN = Resource(
    name="van",
    terminal=TERMINAL,
    kind=InspectionKind.SCAN,
    slots_per_hour=3,
    hours={"monday": (0, 24), "tuesday": (0, 24)},
)


def room(node: Node) -> int:
    return sum(slot.capacity for slot in node.slots(TERMINAL, "scan"))


def test_a_new_resource_has_slots_until_it_is_withdrawn_and_both_stay_on_the_ledger(
    node: Node,
) -> None:
    before = room(node)
    node.calendars.put(VAN, actor="sue", seen=0)
    assert {each.name for each in node.resources()} >= {"van"}
    more = room(node)
    assert more > before
    node.calendars.withdraw("van", DAY + timedelta(hours=10), actor="tom", seen=1)
    # From six in the morning, the hour that runs included, to four in the afternoon.
    assert room(node) == before + 10 * 3
    made = [(v.version, v.by) for v in node.calendars.calendar.versions]
    assert made == [(1, "sue"), (2, "tom")]
    tables, capacity = contents(node), node.capacity
    node.rebuild()
    assert (contents(node), node.capacity) == (tables, capacity)
    assert node.ledger.verify() is None


def test_of_two_who_change_what_both_saw_the_second_is_refused(small_node: Node) -> None:
    small_node.calendars.put(VAN, actor="sue", seen=0)
    with pytest.raises(Refused) as refused:
        small_node.calendars.withdraw("van", None, actor="tom", seen=0)
    assert refused.value.code is Refusal.STALE_VERSION


def test_another_process_knows_the_calendar_in_force(small_node: Node, open_node, tmp_path) -> None:
    small_node.calendars.put(VAN, actor="sue", seen=0)
    other = open_node(str(tmp_path / "node.sqlite"))
    assert other.capacity == small_node.capacity
    other.calendars.withdraw("van", None, actor="tom", seen=1)
    assert [each.name for each in small_node.resources() if each.name == "van"] == []


def test_a_node_that_is_given_another_file_begins_with_that(small_node: Node) -> None:
    small_node.calendars.put(VAN, actor="sue", seen=0)
    file = msgspec.structs.replace(small_node.capacity, resource=(VAN,))
    small_node.describe(Description(name="Port", capacity=file))
    assert small_node.capacity == file
    small_node.describe(Description(name="Other name", capacity=file))
    small_node.calendars.ask(Coverage(shares={"EC": 0.2}), actor="sue", seen=1)
    small_node.describe(Description(name="Third name", capacity=file))
    assert small_node.capacity.coverage.shares == {"EC": 0.2}


def test_what_is_asked_of_a_stratum_is_frozen_with_the_day_and_told_by_its_plan(
    small_node: Node,
) -> None:
    small_node.calendars.ask(Coverage(shares={"EC": 1.0}), actor="sue", seen=0)
    progress = traffic(small_node).plan_day(actor="sue")
    assert progress is not None
    (covered,) = progress.plan.covered
    assert (covered.stratum, covered.boxes) == ("EC", 30)
    assert 0 < covered.reached <= covered.asked == 30
    # What is asked later changes nothing of the day, which can be made again as it was frozen.
    small_node.calendars.ask(Coverage(), actor="sue", seen=1)
    assert small_node.draws.verify(small_node.today()) == []


def test_a_day_is_planned_again_without_what_was_withdrawn(small_node: Node) -> None:
    traffic(small_node).plan_day(actor="sue")
    before = {line.box_id for line in small_node.worklist().lines if line.basis}
    assert before
    scanner = f"scan {TERMINAL}"
    small_node.calendars.withdraw(scanner, None, actor="sue", seen=0)
    progress = small_node.plan_day(actor="sue")
    assert progress is not None
    plan = progress.plan
    assert plan.draw == 2
    assert plan.cause is not None
    assert plan.cause.change == "rules"
    assert small_node.draws.verify(small_node.today()) == []
    (gone,) = [each for each in small_node.resources() if each.name == scanner]
    assert max(hour.at for hour in gone.hours) < DAY
