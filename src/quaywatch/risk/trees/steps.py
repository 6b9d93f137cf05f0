"""Where the trees start: declared log-odds made true, and one figure for each value of a factor.

With few finds, figures that are drawn towards what was declared tell more than trees, which have
to find out first that ports and goods matter at all; trees then learn what figures cannot say.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Floats, Rows
from quaywatch.risk.trees.encoding import Values, vocabulary
from quaywatch.risk.trees.spec import Factor, Start
from quaywatch.risk.trees.told import Told, numbers

_optimize: Any = import_module("scipy.optimize")
_ROUNDS = 200
_SLOPE_SPREAD = 0.5
"""How far the declared log-odds may be too bold or too timid; their slope is believed to be 1."""


class Effects(msgspec.Struct, frozen=True):
    """The figure of each value of a factor; values sorted."""

    values: tuple[str, ...] = ()
    effects: tuple[float, ...] = ()

    def at(self, known: Values) -> Floats:
        """Return what each row's values add together; nought for values never seen."""
        figures = np.append(np.array(self.effects, dtype=np.float64), 0.0)
        return np.bincount(known.row, figures[known.code], known.rows).astype(np.float64)


class Steps(msgspec.Struct, frozen=True):
    """Log-odds of a row before any tree: base, declared log-odds by their slope, and figures."""

    base: float = 0.0
    """Of a row of which nothing is known."""
    slope: float = 1.0
    factors: tuple[Effects, ...] = ()

    def parts(self, declared: Floats | None, known: Sequence[Values]) -> list[Floats]:
        """Return what the start adds to each row, if there is one, and what each factor does.

        `declared` is what the start says beyond a row of which nothing is known.
        """
        start = [] if declared is None else [self.slope * declared]
        return start + [e.at(values) for values, e in zip(known, self.factors, strict=True)]

    def total(self, parts: Sequence[Floats], rows: int) -> Floats:
        """Return the log-odds of each row, of which `parts` are the parts."""
        log_odds = np.full(rows, self.base)
        for part in parts:
            log_odds = log_odds + part  # In one order, so that a row adds up alike in any batch.
        return log_odds


def learned(
    table: pl.DataFrame,
    found: Floats,
    weight: Floats,
    fold: Rows,
    start: Start | None,
    factors: Sequence[Factor],
) -> tuple[Steps, Floats]:
    """Return the steps of all rows, and the log-odds of each by those of other folds."""
    known = [Values.of(table[f.name], vocabulary(table[f.name])) for f in factors]
    names = [vocabulary(table[f.name]) for f in factors]
    sizes = [len(each) for each in names]
    offsets = np.cumsum([2, *sizes])
    pairs = _Pairs(
        rows=np.concatenate([np.zeros(0, np.int64), *(k.row for k in known)]),
        figures=np.concatenate(
            [np.zeros(0, np.int64), *(k.code + o for k, o in zip(known, offsets, strict=False))]
        ),
        declared=np.zeros(table.height) if start is None else declared(table, start),
        precision=np.concatenate(
            [
                [0.0, _SLOPE_SPREAD**-2],
                *(np.full(s, f.spread**-2.0) for s, f in zip(sizes, factors, strict=True)),
            ]
        ),
    )
    whole = pairs.fitted(found, weight, pairs.nothing(found, weight))
    others = np.zeros(table.height)
    for number in np.unique(fold).tolist():
        here = fold == number
        figures = pairs.fitted(found, weight * ~here, whole)
        others[here] = pairs.log_odds(figures)[here]
    each = np.split(whole, offsets)[1:-1]
    effects = tuple(Effects(n, tuple(e.tolist())) for n, e in zip(names, each, strict=True))
    return Steps(float(whole[0]), float(whole[1]), effects), others


class _Pairs(msgspec.Struct, frozen=True):
    """Which figure touches which row; the first two figures are base and slope."""

    rows: Rows
    figures: Rows
    declared: Floats
    precision: Floats

    def nothing(self, found: Floats, weight: Floats) -> Floats:
        """Return the figures to begin with: the base rate, the slope as believed."""
        figures = np.zeros(len(self.precision))
        rate = float(np.clip((weight * found).sum() / weight.sum(), 1e-6, 1 - 1e-6))
        figures[0], figures[1] = np.log(rate / (1 - rate)), 1.0
        # The declared log-odds already tell rows apart, so their mean is taken off the base.
        figures[0] -= float((weight * self.declared).sum() / weight.sum())
        return figures

    def log_odds(self, figures: Floats) -> Floats:
        added = np.bincount(self.rows, figures[self.figures], len(self.declared))
        return figures[0] + figures[1] * self.declared + added

    def fitted(self, found: Floats, weight: Floats, begin: Floats) -> Floats:
        """Return the figures of highest posterior density."""
        believed = np.zeros(len(begin))
        believed[1] = 1.0

        def loss(figures: Floats) -> tuple[float, Floats]:
            z = self.log_odds(figures)
            off = figures - believed
            fit = (weight * (np.logaddexp(0, z) - found * z)).sum()
            missed = weight * (1 / (1 + np.exp(-z)) - found)
            slope = np.bincount(self.figures, missed[self.rows], len(figures))
            slope[0], slope[1] = missed.sum(), (missed * self.declared).sum()
            held = self.precision * off
            return float(fit + 0.5 * (held * off).sum()), slope + held

        options = {"maxiter": _ROUNDS}
        result = _optimize.minimize(loss, begin, jac=True, method="L-BFGS-B", options=options)
        return np.asarray(result.x, dtype=np.float64)


def declared(table: Told, start: Start) -> Floats:
    """Return what the start says beyond a row of which nothing is known."""
    return numbers(table, start.name) - start.nothing
