"""Whatever of the assumptions is true, no plan does better in its worst case."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, minimize

from quaywatch.strategy.allocation import Scenario, quantal, robust
from tests.strategy.allocation.test_allocation import detections, made

SCENARIOS = (
    Scenario(rationality=0.1),
    Scenario(rationality=0.6),
    Scenario(rationality=0.3, gain=1.3, detection=0.7),
)


@given(st.integers(0, 10_000), st.integers(3, 25))
@settings(max_examples=20)
def test_the_bound_is_near_and_no_scenario_comes_out_above_the_worst(seed: int, count: int) -> None:
    sites = made(seed, count)
    plan = robust(sites, detections(sites, seed), 2.0, SCENARIOS)
    assert plan.worst == pytest.approx(plan.arriving.max())
    assert plan.bound <= plan.worst + 1e-12
    assert plan.worst - plan.bound < 1e-4
    assert (plan.share >= sites.floor - 1e-12).all()
    assert (sites.spent(plan.share) <= sites.budgets * (1 + 1e-9)).all()
    assert sites.spent(plan.share).sum() <= sites.budget * (1 + 1e-9)


@given(st.integers(0, 10_000), st.sampled_from([0.05, 0.3, 1.0]))
@settings(max_examples=15)
def test_of_one_scenario_it_is_the_plan_for_that(seed: int, rationality: float) -> None:
    sites = made(seed, 12)
    detection = detections(sites, seed)
    plan = robust(sites, detection, 2.0, (Scenario(rationality=rationality),))
    alone = quantal(sites, detection, rationality, 2.0)
    assert plan.worst == pytest.approx(alone.arriving, rel=1e-9)
    assert plan.bound == pytest.approx(alone.bound, rel=1e-8)


@given(st.integers(0, 10_000))
@settings(max_examples=8)
def test_a_general_solver_finds_no_plan_with_a_better_worst_case(seed: int) -> None:
    sites = made(seed, 5, ports=1)
    d = detections(sites, seed)
    plan = robust(sites, d, 2.0, SCENARIOS)

    def worst(x: np.ndarray) -> float:
        came = []
        for one in SCENARIOS:
            loss = one.detection * (sites.loss + d * (one.gain - 1) * sites.gain)
            weight = np.exp(one.rationality * (one.gain * sites.gain - loss * x))
            kept = np.dot(weight, 1 - one.detection * d * x)
            came.append(kept / (weight.sum() + np.exp(one.rationality * 2.0)))
        return float(max(came))

    scale = min(sites.budget, float(sites.budgets[0]))
    best = min(
        minimize(
            worst,
            start,
            method="COBYLA",
            bounds=Bounds(sites.floor, sites.ceiling),
            constraints=[LinearConstraint(sites.minutes[None, :] / scale, -np.inf, 1.0)],
            options={"rhobeg": 0.05, "maxiter": 3000, "tol": 1e-9},
        ).fun
        for start in (plan.share, sites.floor)
    )
    assert worst(plan.share) == pytest.approx(plan.worst, rel=1e-9)
    assert plan.bound <= best + 1e-6
