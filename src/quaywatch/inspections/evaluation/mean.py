"""The mean of a skewed thing, of which few and uneven observations tell.

A weighted mean (Särndal, Swensson and Wretman 1992, 5.7) of delays is skewed twice: by the delays,
and by the few that stand for many. Wald's interval then lies too low and is too short. So

- its middle is moved by k (1 + 2 z²) / 6 standard errors (Johnson, JASA 73, 1978; Hall, JRSS B 54,
  1992), k being the skewness of the mean: that of the delays themselves, as few heavy ones tell too
  little of it, times that of the weights;
- its width is Student's, with the degrees of freedom that the estimated variance has (Satterthwaite
  1946).
"""

from statistics import NormalDist

import msgspec
import numpy as np

from quaywatch.inspections.evaluation.estimate import LEVEL
from quaywatch.inspections.evaluation.sample import Floats

_Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
_FEWEST = 2.0
"""Degrees of freedom with which the series for Student's quantile still holds."""


class Mean(msgspec.Struct, frozen=True, kw_only=True):
    """A mean with its limits."""

    value: float
    low: float
    high: float


def weighted_mean(values: Floats, weights: Floats, chances: Floats) -> Mean:
    """Return the mean of things of which none is negative.

    Args:
        values: of what was seen, at least one.
        weights: how much of the whole each stands for.
        chances: with which each was seen.
    """
    share = weights / weights.sum()
    mean = float(share @ values)
    off = values - mean
    parts = (share * off) ** 2 * (1 - chances)
    variance = float(parts.sum())
    if variance <= 0:
        return Mean(value=mean, low=mean, high=mean)
    error = variance**0.5
    middle = mean + error * _skewness(off, share, chances) * (1 + 2 * _Z * _Z) / 6
    half = error * student(max(variance**2 / float((parts**2).sum()), _FEWEST))
    return Mean(value=mean, low=min(max(middle - half, 0.0), mean), high=max(middle + half, mean))


def _skewness(off: Floats, share: Floats, chances: Floats) -> float:
    """Return the skewness of a weighted mean, values and weights being independent in it."""
    spread = float(share @ off**2)
    own = float(share @ off**3) / spread**1.5
    thirds = float((share**3 * (1 - chances) * (1 - 2 * chances)).sum())
    return own * thirds / float((share**2 * (1 - chances)).sum()) ** 1.5


def student(freedom: float) -> float:
    """Return Student's quantile, with two degrees of freedom or more (Abramowitz and Stegun 1964,
    26.7.5)."""
    z = [_Z**power for power in range(10)]
    terms = (
        _Z,
        (z[3] + z[1]) / 4,
        (5 * z[5] + 16 * z[3] + 3 * z[1]) / 96,
        (3 * z[7] + 19 * z[5] + 17 * z[3] - 15 * z[1]) / 384,
        (79 * z[9] + 776 * z[7] + 1482 * z[5] - 1920 * z[3] - 945 * z[1]) / 92160,
    )
    return float(np.polynomial.polynomial.polyval(1 / freedom, terms))
