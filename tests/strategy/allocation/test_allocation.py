"""Moving gains a trafficker nothing, and no plan within the budgets leaves him less."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linprog, minimize

from quaywatch.strategy.allocation import Sites, quantal, rational
from quaywatch.strategy.allocation.sites import Floats


def made(
    seed: int, count: int, ports: int = 3, *, share: float = 0.2, capped: bool = True
) -> Sites:
    rng = np.random.default_rng(seed)
    gain, port = rng.uniform(1, 30, count), rng.integers(0, ports, count)
    minutes = rng.uniform(10, 1000, count)
    floor = np.where(rng.random(count) < 0.3, rng.uniform(0, 0.02, count), 0.0)
    whole = np.bincount(port, weights=minutes, minlength=ports)
    own = whole * rng.uniform(0.1, 0.6, ports) if capped else np.full(ports, np.inf)
    return Sites(
        gain=gain,
        loss=gain * rng.uniform(0.3, 0.9, count) + rng.uniform(1, 20, count),
        minutes=minutes,
        port=port,
        budget=float(whole.sum() * share),
        budgets=np.maximum(own, np.bincount(port, weights=minutes * floor, minlength=ports)),
        floor=floor,
        ceiling=np.ones(count),
    )


def by_simplex(sites: Sites) -> float:
    """The same as a linear programme, solved by HiGHS."""
    count, ports = len(sites.gain), len(sites.budgets)
    rows = [np.concatenate([sites.minutes, [0.0]])]
    limits = [sites.budget]
    for port in range(ports):
        if np.isfinite(sites.budgets[port]):
            rows.append(np.concatenate([sites.minutes * (sites.port == port), [0.0]]))
            limits.append(float(sites.budgets[port]))
    above = np.hstack([-np.diag(sites.loss), -np.ones((count, 1))])
    solved = linprog(
        np.concatenate([np.zeros(count), [1.0]]),
        A_ub=np.vstack([above, *rows]),
        b_ub=np.concatenate([-sites.gain, limits]),
        bounds=[*zip(sites.floor, sites.ceiling, strict=True), (None, None)],
    )
    return float(solved.fun)


GAMES = st.builds(
    made,
    st.integers(0, 10_000),
    st.integers(1, 40),
    ports=st.integers(1, 4),
    share=st.floats(0.03, 0.9),
    capped=st.booleans(),
)


@given(GAMES)
@settings(max_examples=120)
def test_no_linear_programme_finds_a_better_plan(sites: Sites) -> None:
    assert rational(sites).level == pytest.approx(by_simplex(sites), rel=1e-8, abs=1e-8)


@given(GAMES)
@settings(max_examples=120)
def test_nothing_is_gained_by_moving_and_the_dual_proves_the_plan(sites: Sites) -> None:
    plan = rational(sites)
    value = sites.value(plan.share)
    assert value.max() <= plan.level + 1e-9
    used = (plan.share > sites.floor) & (plan.share < sites.ceiling)
    assert np.ptp(value[used]) < 1e-9 if used.any() else True
    assert (sites.spent(plan.share) <= sites.budgets * (1 + 1e-12) + 1e-9).all()
    assert sites.spent(plan.share).sum() <= sites.budget * (1 + 1e-12)
    assert plan.bound == pytest.approx(plan.level, rel=1e-9, abs=1e-9)


@given(GAMES)
@settings(max_examples=60)
def test_a_port_never_loses_its_floor_and_one_minute_more_is_worth_its_price(sites: Sites) -> None:
    plan = rational(sites)
    assert (plan.share >= sites.floor).all()
    more = replace(sites, budget=sites.budget + 1e-6, budgets=sites.budgets + 1e-6)
    fell = plan.level - rational(more).level
    assert fell == pytest.approx(1e-6 * (plan.price + plan.prices.sum()), abs=1e-9)


def detections(sites: Sites, seed: int) -> Floats:
    return np.random.default_rng(seed).uniform(0.3, 0.95, len(sites.gain))


def arriving(sites: Sites, detection: Floats, rationality: float, stay: float, x: Floats) -> float:
    weight = np.exp(rationality * (sites.gain - sites.loss * x))
    total = weight.sum() + np.exp(rationality * stay)
    return float(np.dot(weight, 1 - detection * x) / total)


@given(st.integers(0, 10_000), st.integers(2, 8), st.sampled_from([0.05, 0.3, 1.0]), st.booleans())
@settings(max_examples=25)
def test_a_general_solver_finds_no_plan_under_which_less_arrives(
    seed: int, count: int, rationality: float, capped: bool
) -> None:
    sites = made(seed, count, ports=2, capped=capped)
    detection = detections(sites, seed)
    plan = quantal(sites, detection, rationality, stay=2.0)
    scale = sites.minutes.max()
    rows, limits = [sites.minutes / scale], [sites.budget / scale]
    for port in np.flatnonzero(np.isfinite(sites.budgets)):
        rows.append(sites.minutes * (sites.port == port) / scale)
        limits.append(float(sites.budgets[port]) / scale)
    best = min(
        minimize(
            lambda x: arriving(sites, detection, rationality, 2.0, x),
            start,
            method="SLSQP",
            bounds=Bounds(sites.floor, sites.ceiling),
            constraints=[LinearConstraint(np.array(rows), -np.inf, limits)],
            options={"ftol": 1e-14, "maxiter": 500},
        ).fun
        for start in (sites.floor, plan.share)
    )
    assert plan.arriving <= best + 1e-8
    assert plan.arriving == pytest.approx(
        arriving(sites, detection, rationality, 2.0, plan.share), rel=1e-12
    )


@given(st.integers(0, 10_000), st.integers(5, 60))
@settings(max_examples=40)
def test_a_plan_keeps_to_all_budgets_and_its_bound_is_near(seed: int, count: int) -> None:
    sites = made(seed, count)
    plan = quantal(sites, detections(sites, seed), 0.4, stay=1.0)
    assert (sites.spent(plan.share) <= sites.budgets * (1 + 1e-9)).all()
    assert sites.spent(plan.share).sum() <= sites.budget * (1 + 1e-9)
    assert (plan.share >= sites.floor).all()
    assert plan.bound == pytest.approx(plan.arriving, rel=1e-9)
    assert plan.chosen.sum() < 1


def test_against_traffickers_who_choose_by_lot_minutes_go_where_most_is_found_in_them() -> None:
    sites = made(7, 30, capped=False)
    detection = detections(sites, 7)
    plan = quantal(sites, detection, 1e-7, stay=0.0)
    assert plan.chosen == pytest.approx(np.full(30, 1 / 31), rel=1e-4)
    left, share = sites.budget - sites.spent(sites.floor).sum(), sites.floor.copy()
    for one in np.argsort(-detection / sites.minutes):
        room = min(1 - share[one], left / sites.minutes[one])
        share[one] += room
        left -= room * sites.minutes[one]
    assert plan.arriving == pytest.approx((30 - np.dot(detection, share)) / 31, rel=1e-5)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"loss": np.zeros(5)}, "above zero"),
        ({"floor": np.full(5, 0.9), "ceiling": np.full(5, 0.5)}, "floors below"),
        ({"budget": 0.0, "floor": np.full(5, 0.5)}, "floors alone"),
        ({"port": np.full(5, 9)}, "has a budget"),
        ({"minutes": np.ones(4)}, "one figure of each"),
    ],
)
def test_what_makes_no_game_is_refused(more: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(made(1, 5), **more)
