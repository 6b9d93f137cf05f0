"""Coordinate-wise Newton steps towards the figures that explain weighted outcomes best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.risk.samples import Floats, Rows

_SWEEPS = 60
_SETTLED = 1e-7
"""A sweep that moves no figure by more ends the search."""
_LONGEST_STEP = 1.0
"""Log-odds; keeps a first step from a poor start within reach of the right place."""
_BASE_SPREAD = 2.0
"""How far the true base rate may lie from the declared one, in log-odds."""


@dataclass(slots=True)
class Block:
    """Figures of which at most one touches each sample, so that they can move together."""

    names: list[str]
    sample: Rows
    """Samples that a figure touches …"""
    cell: Rows
    """… and the position in `names` of that figure."""
    mean: Floats
    """Where each figure stands without evidence."""
    spread: float
    """How far it is expected to stray from there (standard deviation, log-odds)."""
    low: Floats
    high: Floats
    value: Floats

    @classmethod
    def of_values(cls, known: pl.DataFrame, means: dict[str, float], spread: float) -> "Block":
        """Return a figure for each distinct value of `known` (`sample`, `value`)."""
        names = known["value"].unique().sort().to_list()
        mean = np.array([means.get(name, 0.0) for name in names], dtype=np.float64)
        cell = pl.Series(names, dtype=pl.String).search_sorted(known["value"])
        unbounded = np.full(len(names), np.inf)
        return cls(
            names=names,
            sample=known["sample"].to_numpy().astype(np.int64),
            cell=cell.to_numpy().astype(np.int64),
            mean=mean,
            spread=spread,
            low=-unbounded,
            high=unbounded,
            value=mean.copy(),
        )

    @classmethod
    def of_trait(cls, code: str, samples: pl.Series, mean: float, spread: float) -> "Block":
        """Return one figure for the samples that bear a trait; it keeps the sign of `mean`."""
        sample = samples.to_numpy().astype(np.int64)
        return cls(
            names=[code],
            sample=sample,
            cell=np.zeros_like(sample),
            mean=np.array([mean]),
            spread=spread,
            low=np.array([0.0 if mean >= 0 else -np.inf]),
            high=np.array([np.inf if mean >= 0 else 0.0]),
            value=np.array([mean]),
        )


class Learner:
    """Weighted samples, and their log-odds under the figures so far.

    The evidence of a figure is scaled by the effective number of its own samples (Kish, 1965), so
    that a few samples of great weight do not pass for many.
    """

    def __init__(self, found: Floats, weight: Floats, base: float) -> None:
        self._found = found
        self._weight = weight
        everyone = pl.DataFrame({"sample": np.arange(len(found)), "value": ["base"] * len(found)})
        self._base = Block.of_values(everyone, {"base": base}, _BASE_SPREAD)
        self._declared = base
        self._log_odds = np.full(len(found), base)

    @property
    def base(self) -> float:
        """Log-odds of a sample that no figure touches."""
        return float(self._base.value[0]) if self._base.names else self._declared

    def run(self, blocks: Sequence[Block]) -> None:
        """Move the figures of `blocks` and the base until they settle."""
        for block in blocks:
            self._log_odds[block.sample] += block.value[block.cell]
        for _ in range(_SWEEPS):
            moved = [self._improve(block) for block in (self._base, *blocks)]
            if max(moved) < _SETTLED:
                break

    def _improve(self, block: Block) -> float:
        """Take one bounded Newton step for each figure; return the longest."""
        if not len(block.sample):
            return 0.0
        weight = self._weight[block.sample]
        odds = np.exp(self._log_odds[block.sample])
        expected = odds / (1 + odds)
        variance = expected * (1 - expected)

        def gathered(each: Floats) -> Floats:
            sums = np.bincount(block.cell, weights=each, minlength=len(block.names))
            return sums.astype(np.float64)

        missed = gathered(weight * (self._found[block.sample] - expected))
        information = gathered(weight * variance)
        scale = gathered(weight * weight * variance) / information
        precision = block.spread**-2
        slope = missed / scale - precision * (block.value - block.mean)
        step = np.clip(slope / (information / scale + precision), -_LONGEST_STEP, _LONGEST_STEP)
        moved = np.clip(block.value + step, block.low, block.high)
        change = moved - block.value
        self._log_odds[block.sample] += change[block.cell]
        block.value = moved
        return float(np.abs(change).max())
