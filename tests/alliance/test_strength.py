"""An indicator fades with time; being met renews it, being wrong weakens it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance import Source, strength
from quaywatch.alliance.bodies import Feedback, Indicator, Seen, Sighting, Verdict
from quaywatch.alliance.handling import Accuracy, Reliability
from quaywatch.alliance.strength import MOST, Strength
from tests.alliance.making import NOW, notice

BEST = Source(reliability=Reliability.ALWAYS, accuracy=Accuracy.CERTAIN)
ONE = Indicator(what=Seen.TELEPHONE, value="+593 4 000 0000", half_life_days=30)
NAME = notice(ONE).reference
SAID = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(Verdict)), max_size=40)
"""Who answers what."""


def answered(*said: tuple[str, Verdict]) -> Strength:
    """Return what the indicator is worth a week after, with those answers."""
    feedback = [(by, Feedback(of=NAME, verdict=verdict)) for by, verdict in said]
    return strength(ONE, BEST, NOW, [], feedback, NOW + timedelta(days=7))


def counted(said: list[tuple[str, Verdict]]) -> tuple[float, float]:
    """Return what answers count for and against, each authority within its bound."""
    finds = against = 0.0
    for by in {by for by, _ in said}:
        own = [verdict for other, verdict in said if other == by]
        good = sum(one in (Verdict.FOUND, Verdict.IRREGULARITY) for one in own)
        bad = own.count(Verdict.FALSE) + own.count(Verdict.NOTHING) / 5
        cut = max(1.0, (good + bad) / MOST)
        finds, against = finds + good / cut, against + bad / cut
    return finds, against


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
    said = [(f"port-{number}", verdict) for number, verdict in enumerate(verdicts)]
    found = answered(*said)
    assert 0 < found.value <= 1
    assert found.value == found.source * found.freshness * found.record
    worse, better = answered(*said, ("x", Verdict.FALSE)), answered(*said, ("x", Verdict.FOUND))
    assert worse.value < found.value <= better.value


@given(SAID, st.integers(0, 2000), st.sampled_from(Verdict))
def test_one_authority_moves_a_record_no_further_than_its_bound(
    others: list[tuple[str, Verdict]], many: int, verdict: Verdict
) -> None:
    finds, against = counted(others)
    loud = answered(*others, *[("loud", verdict)] * many).record
    whole = 1 + finds + against + MOST
    assert (1 + finds) / whole <= loud + 1e-12
    assert loud <= (1 + finds + MOST) / whole + 1e-12


@given(SAID, st.sampled_from(["a", "b", "loud"]))
def test_a_further_answer_never_counts_for_its_opposite(
    said: list[tuple[str, Verdict]], by: str
) -> None:
    before = answered(*said).record
    assert answered(*said, (by, Verdict.FOUND)).record >= before - 1e-12
    assert answered(*said, (by, Verdict.FALSE)).record <= before + 1e-12
    assert answered(*said, (by, Verdict.NOT_LOOKED)).record == before


@given(SAID.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_of_answers_changes_nothing(
    both: tuple[list[tuple[str, Verdict]], list[tuple[str, Verdict]]],
) -> None:
    said, mixed = both
    assert answered(*said) == answered(*mixed)


def test_false_alarms_of_one_authority_leave_a_third_and_those_of_two_a_fifth() -> None:
    loud = [("a", Verdict.FALSE)] * 500
    assert answered(*loud).record == pytest.approx(1 / 3)
    assert answered(*loud, *[("b", Verdict.FALSE)] * 500).record == pytest.approx(1 / 5)
