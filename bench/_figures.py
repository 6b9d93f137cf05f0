"""The first part of the learned model on numbered values: declared log-odds, then figures.

It seeks the same posterior as `quaywatch.risk.trees.steps`: base, slope of what was declared (held
near 1), and one figure for each value, held near nought. As there, thirty misses for each find,
drawn by lot, stand for all.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from bench._loop import Bools, Floats, Ints
from bench._traces import NOTHING, SPREADS, TRACE_SPREAD, Rows

_optimize: Any = import_module("scipy.optimize")
_SLOPE_SPREAD = 0.5
_MISSES = 30.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Base, slope, and a figure for each value."""

    sizes: tuple[int, ...]
    """Number of values of each name, for those met in training."""
    values: Floats

    def log_odds(self, rows: Rows) -> Floats:
        """Return the log-odds of each row; a value never seen adds nothing."""
        base, slope = self.values[:2]
        padded = np.append(self.values, 0.0)
        said = padded[_places(rows, self.sizes, len(self.values))].sum(axis=1)
        traces = rows.traces @ self.values[len(self.values) - rows.traces.shape[1] :]
        return base + slope * (rows.declared - NOTHING) + said + traces


def learned(rows: Rows, found: Bools, rng: np.random.Generator) -> Figures:
    """Return the figures of highest posterior density."""
    share = min(1.0, _MISSES * found.sum() / max(int((~found).sum()), 1))
    kept = found | (rng.random(len(found)) < share)
    weight = np.where(found, 1.0, 1 / share)[kept]
    used, y = rows[kept], found[kept].astype(np.float64)
    sizes = tuple(int(n) for n in rows.codes.max(axis=0) + 1)
    traces = rows.traces.shape[1]
    total = 2 + sum(sizes) + traces
    place, shown = _places(used, sizes, total), used.traces.astype(np.float64)
    beyond = used.declared - NOTHING
    spreads = [np.full(n, s**-2.0) for n, s in zip(sizes, SPREADS.values(), strict=True)]
    held = np.concatenate([[0.0, _SLOPE_SPREAD**-2], *spreads, np.full(traces, TRACE_SPREAD**-2)])
    begin = np.zeros(total)
    rate = float((weight * y).sum() / weight.sum())
    begin[0] = np.log(rate / (1 - rate)) - float((weight * beyond).sum() / weight.sum())
    begin[1] = believed = 1.0

    def loss(x: Floats) -> tuple[float, Floats]:
        z = x[0] + x[1] * beyond + x[place].sum(axis=1) + shown @ x[total - traces :]
        missed = weight * (1 / (1 + np.exp(-z)) - y)
        slope = np.bincount(place.ravel(), np.repeat(missed, len(sizes)), total)
        slope[0], slope[1] = missed.sum(), (missed * beyond).sum()
        slope[total - traces :] = missed @ shown
        off = x.copy()
        off[1] -= believed
        fit = (weight * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (held * off * off).sum()
        return float(fit), slope + held * off

    result = _optimize.minimize(
        loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 60, "ftol": 1e-7}
    )
    return Figures(sizes, np.asarray(result.x, dtype=np.float64))


def _places(rows: Rows, sizes: tuple[int, ...], unseen: int) -> Ints:
    """Return where the figure of each row's values stands."""
    offsets = np.cumsum([2, *sizes[:-1]])
    return np.where(rows.codes < np.array(sizes), rows.codes + offsets, unseen)
