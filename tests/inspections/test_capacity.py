"""A port's calendar becomes the slots of a day."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, free
from quaywatch.inspections.reading import UnreadableCalendar

CALENDAR = """
timezone = "Europe/Brussels"

[[resource]]
terminal = "K1"
kind = "scan"
slots_per_hour = 3
hours = { sunday = [1, 5], monday = [22, 24] }

[[resource]]
terminal = "K1"
kind = "scan"
slots_per_hour = 2
hours = { monday = [23, 24] }
"""


@pytest.fixture
def capacity(tmp_path: Path) -> Capacity:
    (tmp_path / "capacity.toml").write_text(CALENDAR)
    return Capacity.load(tmp_path / "capacity.toml")


def test_local_hours_become_instants_and_two_resources_add_up(capacity: Capacity) -> None:
    slots = capacity.slots(date(2026, 6, 1))
    assert slots.rows() == [
        ("K1", "scan", datetime(2026, 6, 1, 20, tzinfo=UTC), 3),
        ("K1", "scan", datetime(2026, 6, 1, 21, tzinfo=UTC), 5),
    ]


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 3), (date(2026, 6, 7), 4), (date(2026, 10, 25), 5)],
)
def test_a_night_shift_is_as_long_as_the_clocks_make_it(
    capacity: Capacity, day: date, hours: int
) -> None:
    slots = capacity.slots(day)
    assert slots["slot_at"].n_unique() == slots.height == hours


def test_a_day_without_shifts_has_no_slots(capacity: Capacity) -> None:
    assert capacity.slots(date(2026, 6, 2)).is_empty()


def test_the_assumed_day_at_antwerp_scans_a_few_hundred_boxes_and_looks_in_every_way() -> None:
    slots = Capacity.load().slots(date(2026, 6, 1))
    assert slots.filter(kind="open")["terminal"].n_unique() == 4
    assert set(slots["kind"]) == {kind.value for kind in InspectionKind}
    assert slots.filter(kind="documents")["terminal"].unique().to_list() == [""]
    assert 300 < slots.filter(pl.col("kind") == "scan")["slots"].sum() < 1000


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("slots_per_hour = 0", "slots_per_hour"),
        ("hours = { someday = [1, 2] }", "someday"),
        ("hours = { sunday = [1, 25] }", "hours"),
        ('kind = "sniff"', "sniff"),
    ],
)
def test_a_mistake_in_the_calendar_is_named(tmp_path: Path, wrong: str, named: str) -> None:
    field = wrong.split(" =")[0]
    lines = [wrong if line.startswith(field) else line for line in CALENDAR.splitlines()]
    (tmp_path / "capacity.toml").write_text("\n".join(lines))
    with pytest.raises(UnreadableCalendar, match=named):
        Capacity.load(tmp_path / "capacity.toml")


def test_slots_already_given_away_are_no_longer_free(capacity: Capacity) -> None:
    slots = capacity.slots(date(2026, 6, 1))
    one = slots.head(1).select("terminal", "kind", "slot_at")
    assert free(slots, one)["slots"].to_list() == [2, 5]
    assert free(slots, pl.concat([one] * 4))["slots"].to_list() == [0, 5]
    assert free(slots, one.clear()).equals(slots)
