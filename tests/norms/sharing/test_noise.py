"""A stated epsilon holds against whoever tries to tell one requirement's state."""

import random
from math import exp, log, sqrt

import numpy as np
import pytest

from quaywatch.norms.sharing import noisy, within
from quaywatch.norms.sharing.counting import Counts
from quaywatch.norms.standing import State

_DRAWS = 2500
_FAIL = 1e-9
"""Chance with which a right mechanism fails a test: the noise has no seed."""
SLACK = 2 * sqrt(log(2 / _FAIL) / (2 * _DRAWS))
"""By how much a measured advantage may exceed the true one (Hoeffding, both sides)."""


def counts(met: int) -> Counts:
    bare = dict.fromkeys(State, 0)
    return {"SCN": bare | {State.MET: met, State.NOT_MET: 9 - met}}


def advantage(epsilon: float, claimed: float) -> tuple[float, float]:
    """Return what the best attack on `claimed` gains in telling two neighbours apart, and may gain.

    Answers are drawn at `epsilon`. The attack is the likelihood ratio of the mechanism claimed: by
    Neyman and Pearson none does better; it is tried at each threshold.
    """
    here, there = (
        [_leaning(noisy(counts(met), epsilon), claimed) for _ in range(_DRAWS)] for met in (5, 4)
    )
    marks = sorted({*here, *there})
    gained = max(
        (sum(one >= mark for one in here) - sum(one >= mark for one in there)) / _DRAWS
        for mark in marks
    )
    return gained, (exp(claimed) - 1) / (exp(claimed) + 1)


def _leaning(told: Counts, epsilon: float) -> float:
    met, failed = told["SCN"][State.MET], told["SCN"][State.NOT_MET]
    return (abs(met - 4) - abs(met - 5) + abs(failed - 5) - abs(failed - 4)) * epsilon / 2


@pytest.mark.parametrize("epsilon", [0.25, 0.5, 1.0])
def test_the_best_attack_gains_no_more_than_the_stated_epsilon_allows(epsilon: float) -> None:
    gained, allowed = advantage(epsilon, epsilon)
    assert gained <= allowed + SLACK


def test_the_attack_notices_noise_that_is_too_small() -> None:
    gained, allowed = advantage(4.0, 1.0)
    assert gained > allowed + SLACK


def test_no_answer_speaks_for_a_neighbour_by_more_than_the_stated_factor() -> None:
    epsilon = 1.0
    here, there = (
        [(t["SCN"][State.MET], t["SCN"][State.NOT_MET]) for t in drawn]
        for drawn in (
            [noisy(counts(5), epsilon) for _ in range(_DRAWS)],
            [noisy(counts(4), epsilon) for _ in range(_DRAWS)],
        )
    )
    for one in set(here) | set(there):
        low = here.count(one) / _DRAWS - SLACK / 2
        high = there.count(one) / _DRAWS + SLACK / 2
        assert low <= exp(epsilon) * high


def test_no_seed_repeats_the_noise() -> None:
    wide = {f"G{number:02}": dict.fromkeys(State, 50) for number in range(20)}
    random.seed(1)
    np.random.seed(1)
    first = noisy(wide, 0.5)
    random.seed(1)
    np.random.seed(1)
    assert noisy(wide, 0.5) != first


@pytest.mark.parametrize("epsilon", [0.25, 1.0])
def test_the_stated_distance_holds_19_of_20_counts(epsilon: float) -> None:
    wide = {f"G{number:03}": dict.fromkeys(State, 1000) for number in range(500)}
    told = [many for states in noisy(wide, epsilon).values() for many in states.values()]
    off = np.abs(np.array(told) - 1000)
    assert np.mean(off <= within(epsilon)) >= 0.95 - SLACK
    assert np.mean(off <= within(epsilon) - 1) <= 0.95 + SLACK


@pytest.mark.parametrize("epsilon", [0.0, -1.0, float("nan")])
def test_an_answer_that_costs_nothing_is_refused(epsilon: float) -> None:
    with pytest.raises(ValueError, match="costs more than nothing"):
        noisy(counts(5), epsilon)
