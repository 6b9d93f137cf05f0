"""The allocation game beside general solvers: HiGHS where traffickers are rational, else SLSQP."""

import time
from collections.abc import Callable
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


def run(quick: bool) -> Result:
    """Solve games of three sizes."""
    middle = made(2, 30, 500)
    spent = _seconds(lambda: rational(middle), 5)
    plan = rational(middle)
    begin = time.process_time()
    theirs = _by_highs(middle if not quick else made(2, 30, 100))
    highs_s = time.process_time() - begin
    ours = plan.level if not quick else rational(made(2, 30, 100)).level
    ours_s = spent if not quick else _seconds(lambda: rational(made(2, 30, 100)), 5)
    small, detection = made(3, 3, 50), np.random.default_rng(3).uniform(0.3, 0.95, 150)
    erring = quantal(small, detection, 0.3, 2.0)
    large = made(4, 300, 5000 if not quick else 500)
    large_s = _seconds(lambda: rational(large), 1)
    figures: dict[str, object] = {
        "ms_15000": round(spent * 1000, 2),
        "highs_strata": len(made(2, 30, 100).gain) if quick else 15_000,
        "ratio_highs": round(highs_s / ours_s, 1),
        "abs_diff": abs(ours - theirs),
        "largest_strata": len(large.gain),
        "s_largest": round(large_s, 3),
        "spread_of_used": _spread(middle),
        "qr_diff": erring.arriving - _by_slsqp(small, detection, 0.3, 2.0),
        "qr_s_15000": round(_seconds(lambda: _erring(middle), 1), 3),
        "qr_s_largest": round(_seconds(lambda: _erring(large), 1), 3),
        "qr_gap": erring.arriving - erring.bound,
    }
    holds = {
        "abs_diff": abs(ours - theirs) <= _NEAR,
        "ms_15000": spent <= 0.02,
        "ratio_highs": highs_s / ours_s >= 1000,
    }
    peers: dict[str, object] = {"highs_s": round(highs_s, 2)}
    return Result("allocate", figures, peers, holds)


def made(seed: int, ports: int, strata: int) -> Sites:
    """Return a game by lot: joint minutes for a tenth of all, own ones for up to two fifths."""
    rng, count = np.random.default_rng(seed), ports * strata
    port = np.repeat(np.arange(ports), strata)
    gain, minutes = rng.uniform(1, 30, count), rng.uniform(10, 1000, count)
    whole = np.bincount(port, weights=minutes, minlength=ports)
    return Sites(
        gain=gain,
        loss=gain * rng.uniform(0.3, 0.9, count) + rng.uniform(1, 20, count),
        minutes=minutes,
        port=port,
        budget=float(whole.sum() / 10),
        budgets=whole * rng.uniform(0.1, 0.4, ports),
        floor=np.full(count, 0.001),
        ceiling=np.ones(count),
    )


def _erring(sites: Sites) -> None:
    detection = np.random.default_rng(5).uniform(0.3, 0.95, len(sites.gain))
    quantal(sites, detection, 0.3, 2.0)


def _seconds(work: Callable[[], object], times: int) -> float:
    """Return processor seconds, the least of several runs."""
    taken: list[float] = []
    for _ in range(times):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return min(taken)


def _spread(sites: Sites) -> float:
    """By how much used sites that are at no bound differ in what they bring, of the level."""
    plan = rational(sites)
    used = (plan.share > sites.floor) & (plan.share < sites.ceiling)
    return float(np.ptp(sites.value(plan.share)[used]) / plan.level)


def _by_highs(sites: Sites) -> float:
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
    solved = _optimize.linprog(
        np.concatenate([np.zeros(count), [1.0]]),
        A_ub=_sparse.vstack([above, budgets]).tocsr(),
        b_ub=np.concatenate([-sites.gain, [sites.budget], sites.budgets]),
        bounds=np.vstack([np.column_stack([sites.floor, sites.ceiling]), [-np.inf, np.inf]]),
        method="highs",
    )
    return float(solved.fun)


def _by_slsqp(sites: Sites, detection: Floats, rationality: float, stay: float) -> float:
    def arriving(x: Floats) -> float:
        weight = np.exp(rationality * (sites.gain - sites.loss * x))
        kept = np.dot(weight, 1 - detection * x)
        return float(kept / (weight.sum() + np.exp(rationality * stay)))

    scale = sites.minutes.max()
    rows = [sites.minutes / scale]
    rows += [sites.minutes * (sites.port == port) / scale for port in range(len(sites.budgets))]
    limits = np.array([sites.budget, *sites.budgets]) / scale
    even = np.full(len(detection), 0.05)
    starts = (sites.floor, even, quantal(sites, detection, rationality, stay).share)
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
