"""The mean of delays, of which a few boxes that stand for many tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from quaywatch.inspections.evaluation.mean import student, weighted_mean


def test_a_skewed_mean_is_held_as_often_as_is_said_where_wald_s_interval_is_not() -> None:
    rng = np.random.default_rng(8)
    chance = np.where(np.arange(3000) < 1000, 0.02, 0.8)
    held, usual, above = [], [], []
    for _ in range(600):
        delays = rng.exponential(3.0, len(chance))
        seen = rng.random(len(chance)) < chance
        weight = 1 / chance[seen]
        told = weighted_mean(delays[seen], weight, chance[seen])
        off = weight / weight.sum() * (delays[seen] - told.value)
        half = 1.96 * float((off**2 * (1 - chance[seen])).sum()) ** 0.5
        held.append(told.low <= delays.mean() <= told.high)
        above.append(delays.mean() > told.high)
        usual.append(abs(delays.mean() - told.value) <= half)
    assert 0.93 <= np.mean(held) <= 0.975
    assert np.mean(usual) < np.mean(held)
    assert np.mean(above) < 0.05


def test_what_was_all_seen_for_certain_is_known() -> None:
    told = weighted_mean(np.array([1.0, 5.0]), np.ones(2), np.ones(2))
    assert (told.low, told.value, told.high) == (3.0, 3.0, 3.0)


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.floats(0.001, 1), st.floats(0.001, 1)),
        min_size=1,
        max_size=20,
    )
)
def test_a_mean_lies_within_its_limits_and_none_is_below_nought(rows: list) -> None:
    values, weights, chances = (np.array(each) for each in zip(*rows, strict=True))
    told = weighted_mean(values, weights, chances)
    assert 0 <= told.low <= told.value <= told.high


@pytest.mark.parametrize("freedom", [2, 3, 7.3, 30, 1000])
def test_the_width_is_student_s(freedom: float) -> None:
    assert student(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=0.01)
