"""How long somebody has been at the screen, when they ask for the next picture."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.readers.sessions import BREAK, at_work

START = datetime(2026, 3, 1, 8, tzinfo=UTC)


def test_who_has_looked_at_nothing_has_not_worked() -> None:
    assert at_work([], START) == 0


@given(st.lists(st.floats(1, 9), min_size=1, max_size=40), st.floats(0, 30))
def test_work_goes_on_until_a_break(gaps: list[float], since: float) -> None:
    given_at, at = [], START
    for gap in gaps:
        at += timedelta(minutes=gap)
        given_at.append((at, 30.0))
    worked = at_work(given_at, at + timedelta(minutes=since))
    if timedelta(minutes=since) >= BREAK:
        assert worked == 0
    else:
        first = given_at[0][0] - timedelta(seconds=30)
        assert worked == pytest.approx((at - first).total_seconds() / 60 + since, abs=1e-6)
