"""Intervals hold what they promise, against draws of known truth and other ways to count."""

from math import inf, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.norms.measures.estimating import Survival, clustered, finite, wilson


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.98])
@pytest.mark.parametrize("cases", [30, 100, 400])
def test_wilson_holds_the_true_share_in_95_of_100_periods(share: float, cases: int) -> None:
    draws = np.random.default_rng(1).binomial(cases, share, 4000)
    inside = [low <= share <= high for low, high in (wilson(int(k), cases) for k in draws)]
    assert 0.92 <= np.mean(inside) <= 0.99


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_bounds_solve_the_score_equation(case: tuple[int, int]) -> None:
    right, of = case
    for bound in wilson(right, of):
        if 1e-9 < bound < 1 - 1e-9:
            away = abs(right / of - bound) / sqrt(bound * (1 - bound) / of)
            assert away == pytest.approx(1.959964, rel=1e-6)


def test_a_population_judged_whole_is_exact_and_judged_in_part_narrower_than_a_draw() -> None:
    assert finite(40, 50, 50) == (0.8, 0.8)
    low, high = finite(40, 50, 60)
    outer_low, outer_high = wilson(40, 50)
    assert outer_low < low < 0.8 < high < outer_high


def test_the_finite_interval_holds_the_share_of_the_population() -> None:
    rng = np.random.default_rng(2)
    right = rng.hypergeometric(120, 80, 100, 4000)
    inside = [low <= 0.6 <= high for low, high in (finite(int(k), 100, 200) for k in right)]
    assert 0.93 <= np.mean(inside) <= 0.98


def test_analysts_who_differ_make_the_interval_wider_and_it_holds_the_true_share() -> None:
    rng = np.random.default_rng(3)
    held = naive = 0
    for _ in range(600):
        skill = rng.beta(8, 2, 20)
        cases = [
            (str(who), bool(rng.random() < p)) for who, p in enumerate(skill) for _ in range(40)
        ]
        low, high = clustered(cases)
        held += low <= 0.8 <= high
        low, high = wilson(sum(good for _, good in cases), len(cases))
        naive += low <= 0.8 <= high
    assert held / 600 >= 0.9
    assert naive / 600 <= 0.8


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), min_size=1, max_size=40))
def test_kaplan_and_meier_by_the_textbook(times: list[tuple[float, bool]]) -> None:
    curve = Survival([hours for hours, _ in times], [over for _, over in times])
    for asked in (0.0, 10.0, 36.0, 200.0):
        left = 1.0
        for at in sorted({hours for hours, over in times if over and hours <= asked}):
            at_risk = sum(hours >= at for hours, _ in times)
            left *= 1 - sum(hours == at and over for hours, over in times) / at_risk
        assert curve.within(asked)[0] == pytest.approx(1 - left)


def test_times_still_running_do_not_make_a_port_look_quick() -> None:
    rng = np.random.default_rng(4)
    true, held = 1 - np.exp(-36 / 24), 0
    for _ in range(400):
        takes, since = rng.exponential(24, 200), rng.uniform(0, 100, 200)
        over = takes <= since
        _, bounds = Survival(np.minimum(takes, since).tolist(), over.tolist()).within(36)
        assert bounds is not None
        held += bounds[0] <= true <= bounds[1]
    assert 0.92 <= held / 400 <= 0.98


def test_the_interval_of_the_median_holds_it() -> None:
    rng = np.random.default_rng(5)
    true, held = 24 * np.log(2), 0
    for _ in range(400):
        takes, since = rng.exponential(24, 80), rng.uniform(10, 100, 80)
        curve = Survival(np.minimum(takes, since).tolist(), (takes <= since).tolist())
        _, low, high = curve.median()
        held += (low or 0) <= true <= (high or inf)
    assert 0.92 <= held / 400 <= 0.985


def test_a_median_that_half_did_not_reach_is_not_told() -> None:
    assert Survival([1.0, 5.0, 5.0, 5.0], [True, False, False, False]).median()[0] is None
