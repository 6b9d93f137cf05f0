"""Rounds of public beacons are named before they are out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.drawing import SOURCES, round_at
from quaywatch.inspections.drawing.beacons import Source

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
INSTANTS = st.integers(0, 10**15).map(lambda us: SINCE + timedelta(microseconds=us))


def test_rounds_are_counted_as_the_beacons_count_them() -> None:
    midnight = datetime(2026, 4, 20, tzinfo=UTC)
    assert round_at("drand", midnight).round == "27946612"
    assert round_at("nist", midnight).round == "1776643200000"


@given(st.sampled_from(SOURCES), INSTANTS)
def test_the_round_is_the_first_that_is_not_out_before(source: Source, at: datetime) -> None:
    found = round_at(source, at)
    assert timedelta(0) <= found.at - at < timedelta(minutes=1)
    assert round_at(source, found.at) == found
    assert round_at(source, found.at + timedelta(seconds=1)).at > found.at
