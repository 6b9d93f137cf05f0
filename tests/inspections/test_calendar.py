"""A calendar keeps every form that its resources had, each for its time."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, Coverage, Resource, Travel
from quaywatch.inspections import calendar as changing
from quaywatch.inspections.calendar import Calendar, Refusal, Refused
from quaywatch.inspections.reading import UnreadableCalendar, faults
from quaywatch.ledger.acts import Act

DAY = date(2026, 6, 1)
START = datetime(2026, 6, 1, tzinfo=UTC)
ALWAYS = {"monday": (0, 24)}


def at(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def resource(name: str = "van", rate: int = 2, **more: object) -> Resource:
    return Resource(
        name=name,
        terminal="K1",
        kind=InspectionKind.SCAN,
        slots_per_hour=rate,
        hours=ALWAYS,
        **more,
    )


FILE = Capacity(timezone="UTC", resource=(resource(), resource("bay", 1)))


def act(calendar: Calendar, hour: float = 0, seen: int | None = None) -> Act:
    return Act(actor="sue", at=at(hour), seen=calendar.version if seen is None else seen)


def rates(calendar: Calendar, name: str = "van") -> list[int]:
    """Slots of a resource by hour of the day, 0 where it is not there."""
    work = calendar.in_force(FILE).work(DAY).filter(resource=name)
    by_hour = dict(work.select("slot_at", "slots").iter_rows())
    return [by_hour.get(at(hour), 0) for hour in range(24)]


def test_a_change_holds_from_its_instant_and_what_was_before_it_stays() -> None:
    calendar = Calendar()
    calendar = calendar.apply(
        changing.put(calendar, resource(rate=5, from_at=at(9.5)), act(calendar, 8))
    )
    assert rates(calendar) == [2] * 10 + [5] * 14
    calendar = calendar.apply(changing.withdraw(calendar, FILE, "van", at(20), act(calendar, 9)))
    assert rates(calendar) == [2] * 10 + [5] * 10 + [0] * 4
    assert rates(calendar, "bay") == [1] * 24
    assert [(v.version, v.by) for v in calendar.versions] == [(1, "sue"), (2, "sue")]


def test_what_would_come_later_does_not_come_once_something_else_does_before_it() -> None:
    calendar = Calendar()
    for rate, since in ((7, 12), (3, 10)):
        event = changing.put(calendar, resource(rate=rate, from_at=at(since)), act(calendar, 1))
        calendar = calendar.apply(event)
    assert rates(calendar) == [2] * 10 + [3] * 14


def test_a_new_file_takes_the_place_of_all_before_it_and_the_same_one_does_not() -> None:
    calendar = Calendar().filed(FILE)
    event = changing.ask(calendar, Coverage(shares={"EC": 0.5}), act(calendar))
    calendar = calendar.apply(event)
    assert calendar.filed(FILE).in_force(FILE).coverage.shares == {"EC": 0.5}
    other = msgspec.structs.replace(FILE, timezone="Europe/Brussels")
    replaced = calendar.filed(other)
    assert replaced.in_force(FILE) == other
    assert replaced.version == 1


def test_travel_is_told_anew_either_way_round() -> None:
    calendar = Calendar()
    for between, minutes in ((("K1", "K2"), 30), (("K2", "K1"), 45)):
        travel = Travel(between=between, minutes=minutes)
        calendar = calendar.apply(changing.tell_travel(calendar, travel, act(calendar)))
    assert calendar.in_force(FILE).travel == (Travel(between=("K2", "K1"), minutes=45),)


def test_the_past_an_old_sight_and_the_unknown_are_refused() -> None:
    calendar = Calendar()
    with pytest.raises(Refused) as past:
        changing.put(calendar, resource(from_at=at(1)), act(calendar, 2))
    with pytest.raises(Refused) as stale:
        changing.ask(calendar, Coverage(), act(calendar, seen=3))
    with pytest.raises(Refused) as unknown:
        changing.withdraw(calendar, FILE, "no such", None, act(calendar))
    codes = [each.value.code for each in (past, stale, unknown)]
    assert codes == [Refusal.PAST, Refusal.STALE_VERSION, Refusal.UNKNOWN_RESOURCE]


def test_what_makes_no_sense_is_refused_with_its_field() -> None:
    calendar = Calendar()
    wrong = msgspec.structs.replace(resource(), hours={"monday": (9, 9)}, moves_to=("",))
    with pytest.raises(UnreadableCalendar) as found:
        changing.put(calendar, wrong, act(calendar))
    assert [fault.field for fault in found.value.faults] == ["hours.monday", "moves_to"]


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["van", "bay", "dogs"]),
        st.integers(0, 9),
        st.integers(0, 23),
    ),
    max_size=12,
)


@given(_STEPS)
def test_whatever_is_changed_no_resource_is_there_twice_at_any_hour(steps) -> None:
    calendar, wanted = Calendar(), {"van": [2] * 24, "bay": [1] * 24, "dogs": [0] * 24}
    for name, rate, since in steps:
        new = resource(name, max(rate, 1), from_at=at(since))
        if rate:
            event = changing.put(calendar, new, act(calendar))
        elif any(wanted[name][since:]):
            event = changing.withdraw(calendar, FILE, name, at(since), act(calendar))
        else:
            with pytest.raises(Refused):
                changing.withdraw(calendar, FILE, name, at(since), act(calendar))
            continue
        calendar = calendar.apply(event)
        wanted[name][since:] = [rate] * (24 - since)
    assert {name: rates(calendar, name) for name in wanted} == wanted
    assert list(faults(calendar.in_force(FILE))) == []
    again = msgspec.json.decode(msgspec.json.encode(calendar), type=Calendar)
    assert again == calendar
