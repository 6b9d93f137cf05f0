"""An indicator fades with time; being met renews it, being wrong weakens it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance import Source, strength
from quaywatch.alliance.bodies import Feedback, Indicator, Seen, Sighting, Verdict
from quaywatch.alliance.handling import Accuracy, Reliability
from tests.alliance.making import NOW, notice

BEST = Source(reliability=Reliability.ALWAYS, accuracy=Accuracy.CERTAIN)
ONE = Indicator(what=Seen.TELEPHONE, value="+593 4 000 0000", half_life_days=30)
NAME = notice(ONE).reference


def sighting(days: float) -> Sighting:
    at = NOW + timedelta(days=days)
    return Sighting(of=NAME, first_at=at, last_at=at)


def test_after_its_half_life_it_is_worth_half() -> None:
    now = NOW + timedelta(days=30)
    assert strength(ONE, BEST, NOW, [], [], now).value == pytest.approx(0.5)
    assert strength(ONE, BEST, NOW, [sighting(30)], [], now).value == 1.0


def test_a_sighting_that_is_still_to_come_renews_nothing() -> None:
    now = NOW + timedelta(days=30)
    found = strength(ONE, BEST, NOW, [sighting(31)], [], now)
    assert found.last_at == NOW


def test_a_weak_source_is_worth_less_than_a_strong_one() -> None:
    weak = strength(ONE, Source(), NOW, [], [], NOW)
    assert weak.value == weak.source < strength(ONE, BEST, NOW, [], [], NOW).value


@given(st.lists(st.sampled_from(Verdict), max_size=12))
def test_its_value_is_a_share_and_the_product_of_its_reasons(verdicts: list[Verdict]) -> None:
    feedback = [Feedback(of=NAME, verdict=verdict) for verdict in verdicts]
    found = strength(ONE, BEST, NOW, [], feedback, NOW + timedelta(days=7))
    assert 0 < found.value <= 1
    assert found.value == found.source * found.freshness * found.record
    worse = strength(
        ONE,
        BEST,
        NOW,
        [],
        [*feedback, Feedback(of=NAME, verdict=Verdict.FALSE)],
        NOW + timedelta(days=7),
    )
    better = strength(
        ONE,
        BEST,
        NOW,
        [],
        [*feedback, Feedback(of=NAME, verdict=Verdict.FOUND)],
        NOW + timedelta(days=7),
    )
    assert worse.value < found.value <= better.value
