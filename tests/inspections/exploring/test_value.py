"""What a look is worth by what it teaches."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.inspections.exploring import Beliefs, Prior, of_knowing, of_looks

rates = st.floats(0.0005, 0.2)
strengths = st.floats(1.0, 2_000.0)
cuts = st.floats(0.0005, 0.2)


def believed(rate: float, strength: float) -> Beliefs:
    return Beliefs(np.array([rate * strength]), np.array([(1 - rate) * strength]))


@given(rates, strengths, st.floats(1.0, 100.0), cuts)
def test_more_uncertainty_never_lowers_the_value_of_knowing(
    rate: float, strength: float, times: float, cut: float
) -> None:
    surer = of_knowing(believed(rate, strength * times), np.array([500.0]), cut)
    doubtful = of_knowing(believed(rate, strength), np.array([500.0]), cut)
    assert doubtful[0] >= surer[0] - 1e-9


@given(rates, strengths, cuts, st.floats(0, 1e4), st.floats(1, 10))
def test_knowing_is_never_worth_less_than_nothing_and_grows_with_the_boxes_to_come(
    rate: float, strength: float, cut: float, coming: float, times: float
) -> None:
    few = of_knowing(believed(rate, strength), np.array([coming]), cut)
    many = of_knowing(believed(rate, strength), np.array([coming * times]), cut)
    assert 0 <= few[0] <= many[0] + 1e-12


def test_a_look_that_can_change_nothing_teaches_nothing() -> None:
    hopeless, certain = believed(0.001, 10_000.0), believed(0.2, 10_000.0)
    assert of_knowing(hopeless, np.array([1e6]), 0.05)[0] == 0
    assert of_knowing(certain, np.array([1e6]), 0.05)[0] == pytest.approx(0, abs=1e-6)


def test_one_look_at_a_stratum_that_nobody_knows_is_reckoned_exactly() -> None:
    # Beta(1, 99): a find, one chance in a hundred, would raise the rate to 2/101; the cut is 0.015.
    worth = of_knowing(believed(0.01, 100.0), np.array([1000.0]), 0.015)
    assert worth[0] == pytest.approx(1000 * 0.01 * (2 / 101 - 0.015))


@given(st.floats(0.0005, 0.02), strengths)
def test_below_the_cut_each_further_look_of_a_round_is_worth_no_more(
    rate: float, strength: float
) -> None:
    worth = of_looks(believed(rate, strength), np.array([300.0]), 0.02, 40)[0]
    assert (np.diff(worth) <= 1e-12).all()
    assert (worth >= rate - 1e-12).all()


def test_looks_teach_and_fade() -> None:
    prior = Prior(strength=100.0, moves=0.0, half_life=26.0)
    nothing, forty = np.zeros(1), np.array([40.0])
    fresh = Beliefs.of(prior, np.array([0.005]), 0.01, forty, nothing)
    faded = forty * prior.left(np.array([52.0]))
    old = Beliefs.of(prior, np.array([0.005]), 0.01, faded, nothing)
    before = Beliefs.of(prior, np.array([0.005]), 0.01, nothing, nothing)
    assert fresh.rate[0] < old.rate[0] < before.rate[0]
    assert before.rate[0] == pytest.approx(0.005)
    assert Beliefs.of(prior, np.array([0.005]), 0.01, forty, np.ones(1)).rate[0] > 0.01
