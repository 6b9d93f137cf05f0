"""Everything that is said of a policy, together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.inspections.evaluation import (
    Judge,
    Reason,
    Sample,
    Totals,
    calibration,
    delay,
    evaluate,
    finds_per_hour,
    policies,
    ranking,
    reliability,
)
from tests.inspections.evaluation.making import frames, port, row, sample, seen


def test_the_first_of_a_perfect_score_hold_all_finds() -> None:
    told = Totals(sample(*(seen(f"b{i:03}", found=i < 2) for i in range(200))))
    points = ranking(told, -np.arange(200.0))
    assert (points[1].looked, points[1].inspections) == (0.01, 2)
    assert points[1].precision.value == 1.0
    assert points[1].recall.value == 1.0
    assert points[0].recall.value == 0.5


def test_a_curve_of_reliability_is_finest_at_the_top_and_loses_nobody() -> None:
    told = Totals(sample(*(seen(f"b{i:03}", found=i % 4 == 0) for i in range(100))))
    bins = reliability(told, np.arange(100) / 100)
    sizes = [each.candidates for each in bins]
    assert sum(sizes) == 100
    assert sizes[:3] == [50, 25, 12]
    assert [each.predicted for each in bins] == sorted(each.predicted for each in bins)


def test_a_model_that_expects_twice_what_there_is_is_twice_too_sure() -> None:
    told = Totals(sample(*(seen(f"b{i:03}", found=i < 10) for i in range(100))))
    assert calibration(told, np.full(100, 0.2)).value == pytest.approx(2.0)


def test_finds_are_told_by_the_hours_spent() -> None:
    told = Totals(sample(*(seen(f"b{i}", found=i < 2, hours=0.5) for i in range(10))))
    per_hour = finds_per_hour(told, policies.live(told.sample))
    assert per_hour is not None
    assert per_hour.value == pytest.approx(0.4)
    unknown = Totals(sample(seen("a")))
    assert finds_per_hour(unknown, policies.every(unknown.sample)) is None


def test_only_the_innocent_are_delayed() -> None:
    some = sample(
        seen("a", found=True, delay=100.0), seen("b", delay=1.0), seen("c", delay=3.0), row("d")
    )
    lost = delay(some, policies.every(some))
    assert lost is not None
    assert (lost.value, lost.low, lost.high) == (2.0, 2.0, 2.0)


def test_a_seldom_inspected_box_s_delay_counts_for_more() -> None:
    some = sample(
        *(seen(f"a{i:02}", 0.1, delay=10.0 + i % 2) for i in range(40)),
        *(seen(f"b{i:02}", 1.0, delay=0.0) for i in range(40)),
    )
    lost = delay(some, policies.every(some))
    assert lost is not None
    assert lost.value == pytest.approx(10.5 * 400 / 440)
    assert lost.low < lost.value


def test_a_delay_that_few_inspections_tell_of_is_no_figure() -> None:
    some = sample(seen("a", 0.1, delay=10.0))
    lost = delay(some, policies.every(some))
    assert lost is not None
    assert (lost.value, lost.high, lost.reasons) == (None, None, (Reason.FEW_INSPECTIONS,))


def test_a_model_s_choice_stands_beside_chance_and_what_was_done() -> None:
    one = port(3)
    room = dict.fromkeys(one.sample.rows["round"].to_list(), 14)
    judge = Judge(one.risk, one.risk)
    chosen = policies.best(one.sample, one.risk, room)
    told = evaluate(one.sample, room, "m", chosen, judge)
    assert (told.days, told.candidates, told.inspected) == (60, 12_000, 60 * 14)
    assert told.chosen.uplift.low > 1
    assert told.lot.uplift.value == pytest.approx(1.0)
    assert told.live.hit_rate.value == pytest.approx(told.found / told.inspected)
    assert [each.stratum for each in told.strata] == ["CO", "EC"]
    assert told.reasons == (Reason.NO_DETECTION,)


@settings(max_examples=20)
@given(frames(), st.booleans())
def test_whatever_the_days_were_like_they_can_be_evaluated(rows, taught: bool) -> None:
    some = Sample(rows)
    room = dict.fromkeys(some.rows["round"].to_list(), 2)
    half = np.full(len(some), 0.5)
    told = evaluate(some, room, "x", policies.of(some, half), Judge(half, half), taught=taught)
    assert sum(each.candidates for each in told.strata) == len(some)
    assert (Reason.TAUGHT in told.reasons) == taught


def test_no_day_at_all_says_that_nothing_was_inspected() -> None:
    told = evaluate(sample(), {}, "live")
    assert told.days == 0
    assert Reason.NO_INSPECTIONS in told.reasons
