"""Rates of many readers at once: each is drawn towards its like by as much as it is little known.

Readers' rates come from one beta distribution whose mean and concentration are themselves unknown
(beta-binomial partial pooling). Both are integrated over a grid, so that nothing is sampled and the
same looks give the same figures. What is then known of one reader is told as the beta distribution
of the same mean and variance.
"""

from collections import Counter
from collections.abc import Sequence
from math import lgamma

import msgspec
import numpy as np
from numpy.typing import NDArray

from quaywatch.risk import beta

Reals = NDArray[np.float64]

_FARTHEST, _STEPS = 6.5, 105
"""Means are tried evenly in their logit, from one in 670 to its complement."""
_LIKE: Reals = np.geomspace(1.0, 30.0, 6)
"""Concentrations: of 1, readers differ as they may; of 30, little. Were readers taken to be nearly
equal, intervals of those who are not would miss them."""
_FAITH = 2.0
"""Looks that what is declared of a rate weighs as much as."""
TAIL = 0.025
"""Outside an interval, on each side."""


class Count(msgspec.Struct, frozen=True):
    """How often something happened, of so many times that it could."""

    times: int
    of: int


class Group(msgspec.Struct, frozen=True):
    """Counts of readers that are each other's like, and what is taken of one that is unknown."""

    counts: tuple[Count, ...]
    declared: float


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """A rate, within what it lies with 95 % probability, and what it rests on."""

    times: int
    of: int
    mean: float
    low: float
    high: float


def rates(groups: Sequence[Group]) -> list[tuple[Rate, ...]]:
    """Return the rate of each reader of each group."""
    counts = [count for group in groups for count in group.counts]
    known = [pair for group in groups for pair in _known(group)]
    a, b = (np.array([pair[side] for pair in known], dtype=np.float64) for side in (0, 1))
    low, high = (beta.quantile(tail, a, b) for tail in (TAIL, 1 - TAIL))
    made = [
        Rate(times=count.times, of=count.of, mean=p / (p + q), low=float(below), high=float(above))
        for count, (p, q), below, above in zip(counts, known, low, high, strict=True)
    ]
    each = iter(made)
    return [tuple(next(each) for _ in group.counts) for group in groups]


def _known(group: Group) -> list[tuple[float, float]]:
    """Return the two counts of the beta distribution that tells what is known of each reader."""
    logits = np.repeat(np.linspace(-_FARTHEST, _FARTHEST, _STEPS), len(_LIKE))
    means = 1.0 / (1.0 + np.exp(-logits))
    like = np.tile(_LIKE, _STEPS)
    a, b = means * like, (1.0 - means) * like
    # Half a look either way keeps a rate that was never seen to fail below one.
    log = (_FAITH * group.declared + 0.5) * np.log(means)
    log += (_FAITH * (1.0 - group.declared) + 0.5) * np.log1p(-means)
    for count, many in Counter(group.counts).items():
        if count.of:
            log += many * (_log_beta(a + count.times, b + count.of - count.times) - _log_beta(a, b))
    weights = np.exp(log - log.max())
    weights /= weights.sum()
    return [_matched(weights, a + one.times, b + one.of - one.times) for one in group.counts]


def _matched(weights: Reals, a: Reals, b: Reals) -> tuple[float, float]:
    """Return the beta distribution with the mean and variance of a mixture of such."""
    total = a + b
    mean = float(weights @ (a / total))
    square = float(weights @ (a * (a + 1.0) / (total * (total + 1.0))))
    spread = max(square - mean**2, 1e-12)
    weight = mean * (1.0 - mean) / spread - 1.0
    return mean * weight, (1.0 - mean) * weight


def _log_beta(a: Reals, b: Reals) -> Reals:
    made = [lgamma(p) + lgamma(q) - lgamma(p + q) for p, q in zip(a, b, strict=True)]
    return np.array(made)
