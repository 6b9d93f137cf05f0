from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo.identifiers import instant

BOGOTA = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("written", "code", "at"),
    [
        ("261121", "101", datetime(2026, 11, 21, 5, tzinfo=UTC)),
        ("20261121", "102", datetime(2026, 11, 21, 5, tzinfo=UTC)),
        ("2611210830", "201", datetime(2026, 11, 21, 13, 30, tzinfo=UTC)),
        ("261121083015", "202", datetime(2026, 11, 21, 13, 30, 15, tzinfo=UTC)),
        ("202611210830", "203", datetime(2026, 11, 21, 13, 30, tzinfo=UTC)),
        ("20261121083015", "204", datetime(2026, 11, 21, 13, 30, 15, tzinfo=UTC)),
        ("211126", "2", datetime(2026, 11, 21, 5, tzinfo=UTC)),
    ],
)
def test_a_time_without_zone_is_read_in_the_zone_given(
    written: str, code: str, at: datetime
) -> None:
    assert instant.parse(written, format=code, zone=BOGOTA).at == at


@pytest.mark.parametrize(
    ("written", "code", "at"),
    [
        ("202611210830CET", "303", datetime(2026, 11, 21, 7, 30, tzinfo=UTC)),
        ("202611210830UTC", "303", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)),
        ("20261121083015-05", "304", datetime(2026, 11, 21, 13, 30, 15, tzinfo=UTC)),
        ("202611210830+0530", "205", datetime(2026, 11, 21, 3, 0, tzinfo=UTC)),
        ("2611210830GMT", "301", datetime(2026, 11, 21, 8, 30, tzinfo=UTC)),
    ],
)
def test_a_time_that_names_its_zone_needs_no_other(written: str, code: str, at: datetime) -> None:
    assert instant.parse(written, format=code, zone=BOGOTA).at == at


def test_iso_8601_is_read_without_a_format() -> None:
    found = instant.parse("2026-11-21T08:30:00-05:00")
    assert found.at == datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
    assert found.precision == "second"
    assert instant.parse("2026-11-21", zone=UTC).precision == "day"


@pytest.mark.parametrize(
    ("written", "code", "problem"),
    [
        ("202611210830", "203", "instant.zone"),
        ("2026-11-21T08:30", None, "instant.zone"),
        ("2611210830", "203", "instant.length"),
        ("2026112108300", "203", "instant.length"),
        ("", "203", "instant.length"),
        ("20261321", "102", "instant.calendar"),
        ("202611210830QQQ", "303", "instant.zone"),
        ("202611210830", "303", "instant.zone"),
        ("202611210830+9900", "303", "instant.zone"),
        ("20261121", "999", "instant.format"),
        ("tomorrow", None, "instant.form"),
    ],
)
def test_what_is_no_instant_is_kept_and_explained(
    written: str, code: str | None, problem: str
) -> None:
    found = instant.parse(written, format=code)
    assert found.at is None
    assert found.written == written
    assert [p.code for p in found.problems] == [problem]


@given(st.text(max_size=20), st.sampled_from([None, "101", "102", "203", "205", "303", "304", "x"]))
def test_any_text_yields_an_instant_or_a_problem(written: str, code: str | None) -> None:
    found = instant.parse(written, format=code, zone=UTC)
    assert (found.at is None) == bool(found.problems)


@given(st.integers(0, 40_000_000), st.integers(-14 * 60, 14 * 60))
def test_a_minute_written_with_its_offset_is_the_same_instant(minute: int, offset: int) -> None:
    at = datetime(1985, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    local = at.astimezone(timezone(timedelta(minutes=offset)))
    assert instant.parse(local.strftime("%Y%m%d%H%M%z"), format="205").at == local
    assert instant.parse(local.isoformat()).at == local


def test_the_end_of_a_year_is_the_first_moment_of_the_next() -> None:
    ended = instant.parse("202512312400", format="203", zone=UTC)
    assert ended.at == datetime(2026, 1, 1, tzinfo=UTC)


def test_no_hour_is_after_the_end_of_a_day() -> None:
    assert instant.parse("202512312401", format="203", zone=UTC).at is None


def test_a_zone_may_part_its_hours_and_minutes() -> None:
    written = instant.parse("202512312359+05:30", format="205")
    assert written.at == datetime(2025, 12, 31, 18, 29, tzinfo=UTC)
