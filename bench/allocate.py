"""The allocation game beside general solvers: HiGHS where traffickers are rational, else SLSQP."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from scipy import optimize, sparse

from bench.result import Result
from quaywatch.strategy.allocation import Sites, quantal, rational
from quaywatch.strategy.allocation.sites import Floats

_optimize: Any = optimize  # their types say little
_sparse: Any = sparse

TITLE = "scanning spread over ports and strata, beside HiGHS and SLSQP"
_NEAR = 1e-8
_RATIONALITY, _STAY = 0.3, 2.0


def run(quick: bool) -> Result:
    """Solve games of three sizes: 15,000 strata beside HiGHS, 150 beside SLSQP, and the largest."""
    middle, found = made(2, 30, 500)
    plan = rational(middle)
    spent = _seconds(lambda: rational(middle), 200)
    theirs, highs_s, highs_by = _by_highs(middle)
    small, small_found = made(3, 3, 50)
    erring = quantal(small, small_found, _RATIONALITY, _STAY)
    slsqp, slsqp_s = _timed(lambda: _by_slsqp(small, small_found))
    before = quantal(middle, found, _RATIONALITY, _STAY)
    large, large_found = made(4, 300, 500 if quick else 5000)
    large_s, qr_large_s = _large(large, large_found)
    qr_s = _seconds(lambda: quantal(middle, found, _RATIONALITY, _STAY), 5)
    moved = _seconds(lambda: quantal(middle, found, 1.05 * _RATIONALITY, _STAY, before), 5)
    qr_diff = erring.arriving - slsqp
    figures: dict[str, object] = {
        "ms_15000": round(spent * 1000, 3),
        "ratio_highs": round(highs_s / spent, 1),
        "abs_diff": abs(plan.level - theirs),
        "dual_gap": plan.level - plan.bound,
        "spread_of_used": _spread(middle),
        f"s_{len(large.gain)}": round(large_s, 3),
        "qr_diff": qr_diff,
        "qr_gap": erring.arriving - erring.bound,
        "qr_ms_15000": round(qr_s * 1000, 1),
        "qr_ms_15000_moved_slider": round(moved * 1000, 1),
        f"qr_s_{len(large.gain)}": round(qr_large_s, 2),
        "qr_ratio_slsqp": round(
            slsqp_s / _seconds(lambda: quantal(small, small_found, _RATIONALITY, _STAY), 20), 1
        ),
    }
    holds = {
        "abs_diff": abs(plan.level - theirs) <= _NEAR,
        "ms_15000": spent <= 0.02,
        "ratio_highs": highs_s / spent >= 1000,
        "spread_of_used": _spread(middle) < 1e-6,
        "qr_diff": abs(qr_diff) <= _NEAR,
        "qr_15000": qr_s <= 1.0,
    }
    if not quick:
        holds |= {"s_1500000": large_s <= 5.0, "qr_s_1500000": qr_large_s <= 60.0}
    peers: dict[str, object] = {
        "highs_s": round(highs_s, 3),
        "highs_by": highs_by,
        "slsqp_s": round(slsqp_s, 2),
    }
    return Result("allocate", figures, peers, holds)


def made(seed: int, ports: int, strata: int) -> tuple[Sites, Floats]:
    """Return a game by lot, and how often a look finds: joint minutes for a tenth of all
    containers, own ones for up to two fifths, and no site that is at its ceiling."""
    rng, count = np.random.default_rng(seed), ports * strata
    port = np.repeat(np.arange(ports), strata)
    gain, minutes = rng.uniform(1, 30, count), rng.uniform(10, 1000, count)
    found = rng.uniform(0.5, 0.95, count)
    whole = np.bincount(port, weights=minutes, minlength=ports)
    sites = Sites(
        gain=gain,
        loss=found * (gain + rng.uniform(10, 40, count)),
        minutes=minutes,
        port=port,
        budget=float(whole.sum() / 10),
        budgets=whole * rng.uniform(0.1, 0.4, ports),
        floor=np.full(count, 0.001),
        ceiling=np.ones(count),
    )
    return sites, found


def _large(sites: Sites, found: Floats) -> tuple[float, float]:
    return (
        _seconds(lambda: rational(sites), 2),
        _seconds(lambda: quantal(sites, found, _RATIONALITY, _STAY), 1),
    )


def _timed(work: Callable[[], float]) -> tuple[float, float]:
    begin = time.process_time()
    came = work()
    return came, time.process_time() - begin


def _seconds(work: Callable[[], object], times: int) -> float:
    """Return processor seconds of one run, the mean of those after a first."""
    work()
    begin = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - begin) / times


def _spread(sites: Sites) -> float:
    """By how much used sites that are at no bound differ in what they bring, of the level."""
    plan = rational(sites)
    used = (plan.share > sites.floor) & (plan.share < sites.ceiling)
    return float(np.ptp(sites.value(plan.share)[used]) / abs(plan.level))


def _by_highs(sites: Sites) -> tuple[float, float, str]:
    """Return the level, processor seconds of the solver alone, and which of its ways was best."""
    count, ports = len(sites.gain), len(sites.budgets)
    by_port = _sparse.csr_matrix(
        (sites.minutes, (sites.port, np.arange(count))), shape=(ports, count)
    )
    above = _sparse.hstack(
        [_sparse.diags_array(-sites.loss), _sparse.csr_matrix(-np.ones((count, 1)))]
    )
    budgets = _sparse.hstack(
        [
            _sparse.vstack([_sparse.csr_matrix(sites.minutes), by_port]),
            _sparse.csr_matrix((ports + 1, 1)),
        ]
    )
    # Minutes in thousands: HiGHS keeps to its tolerances better where figures are of one size.
    matrix = _sparse.vstack([above, budgets * 1e-3]).tocsr()
    limits = np.concatenate([-sites.gain, np.array([sites.budget, *sites.budgets]) * 1e-3])
    cost = np.concatenate([np.zeros(count), [1.0]])
    bounds = np.vstack([np.column_stack([sites.floor, sites.ceiling]), [-np.inf, np.inf]])
    came = [
        (*reversed(_timed(lambda way=way: _level(cost, matrix, limits, bounds, way))), way)
        for way in ("highs-ds", "highs-ipm")
    ]
    seconds, level, way = min(came)
    return level, seconds, way


def _level(cost: Floats, matrix: Any, limits: Floats, bounds: Floats, way: str) -> float:
    solved = _optimize.linprog(cost, A_ub=matrix, b_ub=limits, bounds=bounds, method=way)
    return float(solved.fun)


def _by_slsqp(sites: Sites, found: Floats) -> float:
    def arriving(x: Floats) -> float:
        weight = np.exp(_RATIONALITY * (sites.gain - sites.loss * x))
        kept = np.dot(weight, 1 - found * x)
        return float(kept / (weight.sum() + np.exp(_RATIONALITY * _STAY)))

    scale = sites.minutes.max()
    rows = [sites.minutes / scale]
    rows += [sites.minutes * (sites.port == port) / scale for port in range(len(sites.budgets))]
    limits = np.array([sites.budget, *sites.budgets]) / scale
    even = np.full(len(found), 0.05)
    tight = replace(sites, budget=0.5 * sites.budget)
    starts = (sites.floor, even, quantal(tight, found, _RATIONALITY, _STAY).share)
    return min(
        float(
            _optimize.minimize(
                arriving,
                start,
                method="SLSQP",
                bounds=_optimize.Bounds(sites.floor, sites.ceiling),
                constraints=[_optimize.LinearConstraint(np.array(rows), -np.inf, limits)],
                options={"ftol": 1e-14, "maxiter": 1000},
            ).fun
        )
        for start in starts
    )
