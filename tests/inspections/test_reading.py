"""What is wrong with a calendar is told with its line and field."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.reading import Fault, UnreadableCalendar, read_calendar

GOOD = """timezone = "Europe/Brussels"

[[resource]]
terminal = "K1"
kind = "scan"
slots_per_hour = 6
hours = { monday = [0, 24], friday = [6, 22] }

[[resource]]
name = "van"
terminal = "K1"
kind = "scan"
slots_per_hour = 4
moves_to = ["K2"]
hours = { monday = [6, 22] }

[[travel]]
between = ["K1", "K2"]
minutes = 40

[[closing]]
hours = 24

[[patience]]
goods = ["0803"]
hours = 48

[coverage.shares]
EC = 0.3
"""


def faults(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(UnreadableCalendar) as found:
        read_calendar(text)
    return [(fault.line, fault.field) for fault in found.value.faults]


def test_a_calendar_says_what_looks_when_and_how_much_is_asked() -> None:
    capacity = read_calendar(GOOD)
    assert capacity.coverage.shares == {"EC": 0.3}
    assert (capacity.closing[0].hours, capacity.patience[0].goods) == (24, ("0803",))


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("slots_per_hour = 4", "slots_per_hour = 0", (13, "resource[1].slots_per_hour")),
        ("[6, 22] }\n\n[[travel", "[22, 6] }\n\n[[travel", (15, "resource[1].hours.monday")),
        ('name = "van"', 'name = "scan K1"', (10, "resource[1].name")),
        ('["K1", "K2"]\nmin', '["K1", "K1"]\nmin', (18, "travel[0].between")),
        ("Europe/Brussels", "Europe/Nowhere", (1, "timezone")),
        ("EC = 0.3", "ECGYE = 0.3", (28, "coverage")),
        ("EC = 0.3", "EC = 3", (28, "coverage.shares")),
        ("hours = 48", "hours = 0", (26, "patience[0].hours")),
        ("minutes = 40", "minuten = 40", (17, "travel[0]")),
        ("minutes = 40", "minutes = = 40", (19, "")),
    ],
)
def test_a_fault_is_told_with_its_line_and_field(
    old: str, new: str, where: tuple[int, str]
) -> None:
    assert old in GOOD
    assert faults(GOOD.replace(old, new)) == [where]


def test_all_that_makes_no_sense_is_told_at_once() -> None:
    wrong = GOOD.replace("friday = [6, 22]", "friday = [6, 6]").replace('"van"', '"scan K1"')
    assert faults(wrong) == [(7, "resource[0].hours.friday"), (10, "resource[1].name")]


def told(text: str) -> tuple[Fault, ...] | None:
    """What is wrong with a text, None where it is a calendar."""
    try:
        read_calendar(text)
    except UnreadableCalendar as wrong:
        return wrong.faults
    return None


@given(st.text() | st.builds(GOOD.replace, st.sampled_from(GOOD.split()), st.text(max_size=9)))
def test_a_text_is_a_calendar_or_its_faults_are_told(text: str) -> None:
    found = told(text)
    if found is None:
        assert tomllib.loads(text)
        return
    lines = len(text.splitlines()) + 1
    assert found
    assert all(fault.message for fault in found)
    assert all(fault.line is None or 1 <= fault.line <= lines for fault in found)
