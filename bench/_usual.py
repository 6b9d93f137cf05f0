"""Usual intervals of shares and weighted counts, beside which those of the house are measured."""

from math import exp, lgamma, log, sqrt
from statistics import NormalDist

_STEPS = 1000
"""Terms enough for the series below at any count an inspection service will ever have."""


def wilson(found: float, inspected: float, level: float) -> tuple[float, float]:
    """Interval of a share (Wilson, JASA 22, 1927); 0 to 1 when nothing was inspected.

    Effective numbers of weighted finds and inspections (Kish, 1965) need not be whole.
    """
    if inspected == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, wide = found / inspected, z * z / inspected
    centre = (share + wide / 2) / (1 + wide)
    half = sqrt(share * (1 - share) * wide + wide * wide / 4) / (1 + wide)
    return (0.0 if found == 0 else centre - half), (1.0 if found == inspected else centre + half)


def weighted_count(weights: list[float], heaviest: float, level: float) -> tuple[float, float]:
    """Interval of a sum of weights of rare events (Fay and Feuer, Statistics in Medicine 16, 1997).

    `weights` are those of the events seen, `heaviest` the largest weight that any could have had.
    """
    total, spread = sum(weights), sum(w * w for w in weights)
    tail = (1 - level) / 2
    low = _gamma_quantile(tail, total, spread) if weights else 0.0
    return low, _gamma_quantile(1 - tail, total + heaviest, spread + heaviest * heaviest)


def _gamma_quantile(probability: float, mean: float, variance: float) -> float:
    """Quantile of the gamma distribution with this mean and variance, by bisection."""
    shape, scale = mean * mean / variance, variance / mean
    low, high = 0.0, 1.0
    while _gamma_cdf(shape, high) < probability:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        if _gamma_cdf(shape, middle) < probability:
            low = middle
        else:
            high = middle
    return scale * (low + high) / 2


def _gamma_cdf(shape: float, x: float) -> float:
    """Regularised lower incomplete gamma function: its power series."""
    if x == 0:
        return 0.0
    term = total = exp(shape * log(x) - x - lgamma(shape + 1))
    for step in range(1, int(x) + _STEPS):
        term *= x / (shape + step)
        total += term
        if term < total * 1e-16:
            break
    return min(total, 1.0)
