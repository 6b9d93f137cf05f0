"""The density's slope is the one that it has, and its sampler draws from what it should."""

import numpy as np
import pytest

from quaywatch.strategy.flow import EXPLANATIONS, Evidence
from quaywatch.strategy.flow.assumptions import Assumptions
from quaywatch.strategy.flow.density import density
from quaywatch.strategy.flow.diagnostics import effective, split_r_hat
from quaywatch.strategy.flow.problem import Problem, problem
from quaywatch.strategy.flow.published import published
from quaywatch.strategy.flow.simulated import Design, simulate

CASES = [published()] + [
    simulate(each, Design(audit=0.01, tests=100), 5).evidence for each in EXPLANATIONS
]


def at(of: Problem, z: np.ndarray, slope: np.ndarray) -> float:
    return density(
        z, slope, of.cell, of.seen, of.upstream, of.level, of.prior, of.receivers, of.years
    )


@pytest.mark.parametrize("evidence", CASES)
def test_the_slope_is_that_of_differences(evidence: Evidence) -> None:
    of = problem(evidence, Assumptions())
    z = np.random.default_rng(1).normal(0, 0.8, of.size)
    slope, unused = np.zeros(of.size), np.zeros(of.size)
    at(of, z, slope)
    for place in range(of.size):
        step = np.zeros(of.size)
        step[place] = 1e-5
        rise = (at(of, z + step, unused) - at(of, z - step, unused)) / 2e-5
        assert slope[place] == pytest.approx(rise, abs=1e-5, rel=1e-6), place


def test_outdated_tests_are_believed_to_show_little_of_a_fall_and_fresh_ones_most() -> None:
    def unseen(refreshed: bool) -> float:
        design = Design(audit=0.01, tests=100, refreshed=refreshed)
        of = problem(simulate(EXPLANATIONS[3], design, 1).evidence, Assumptions())
        return float(1 / (1 + np.exp(-of.prior[6])))

    assert unseen(refreshed=False) > 0.7
    assert unseen(refreshed=True) < 0.3


def test_independent_draws_are_worth_themselves() -> None:
    draws = np.random.default_rng(2).normal(size=(4, 1000))
    assert effective(draws) == pytest.approx(4000, rel=0.15)
    assert split_r_hat(draws) == pytest.approx(1, abs=0.01)


def test_slow_chains_are_worth_less_and_apart_ones_disagree() -> None:
    rng = np.random.default_rng(3)
    slow = np.zeros((4, 4000))
    for turn in range(1, 4000):
        slow[:, turn] = 0.9 * slow[:, turn - 1] + rng.normal(size=4)
    assert effective(slow) == pytest.approx(16_000 / 19, rel=0.3), "(1 + 0.9) / (1 - 0.9) = 19"
    apart = rng.normal(size=(4, 500)) + np.arange(4)[:, None]
    assert split_r_hat(apart) > 1.3
