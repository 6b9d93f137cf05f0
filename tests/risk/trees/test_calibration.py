"""Calibration makes scores true and never changes their order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.risk.trees.calibration import beta, calibrated, isotonic
from quaywatch.risk.trees.measures import auc, average_precision, measure


def sample(size: int, stretch: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return log-odds `stretch` times too bold, and outcomes by the true ones."""
    random = np.random.default_rng(seed)
    true = random.normal(-1, 1, size)
    return stretch * true, (random.random(size) < 1 / (1 + np.exp(-true))).astype(float)


@pytest.mark.parametrize("fit", [beta, isotonic])
def test_scores_too_bold_are_made_true(fit) -> None:
    z, found = sample(8000, 2.5)
    curve = fit(z, found, np.ones(8000))
    fresh, outcome = sample(8000, 2.5, seed=1)
    before = measure(outcome, 1 / (1 + np.exp(-fresh))).expected_calibration_error
    after = measure(outcome, 1 / (1 + np.exp(-curve.at(fresh)))).expected_calibration_error
    assert after < 0.03 < 0.1 < before


@pytest.mark.parametrize("fit", [beta, isotonic])
@given(st.lists(st.tuples(st.floats(-8, 8), st.booleans()), min_size=4, max_size=60))
def test_a_curve_only_rises(fit, pairs) -> None:
    z = np.array([pair[0] for pair in pairs])
    found = np.array([float(pair[1]) for pair in pairs])
    found[:2] = 0.0, 1.0
    curve = fit(z, found, np.ones(len(z)))
    assert (np.diff(curve.at(np.linspace(-12, 12, 200))) > 0).all()


def test_few_finds_do_not_bend_the_curve_freely() -> None:
    z, found = sample(300, 2.5)
    assert calibrated(z, found, np.ones(300)).kind == "beta"


def test_scores_that_are_true_are_left_alone() -> None:
    z, found = sample(300, 1.0)
    assert calibrated(z, found, np.ones(300)).kind == "none"


def test_figures_of_a_ranking_are_those_of_the_textbook() -> None:
    found = np.array([1.0, 0.0, 1.0, 0.0])
    score = np.array([0.9, 0.8, 0.7, 0.1])
    assert auc(found, score) == 0.75
    assert average_precision(found, score) == pytest.approx((1 + 2 / 3) / 2)
    assert auc(found, np.ones(4)) == 0.5
    assert measure(found, np.ones(4)).tie_rate == 1.0
