"""Quantiles of beta distributions, many at once.

The regularised incomplete beta function by its continued fraction (Lentz's method; Abramowitz and
Stegun 26.5.8), inverted by bisection.
"""

from collections.abc import Callable
from math import lgamma

import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]

_HALVINGS = 48
_TERMS = 300
_TINY = 1e-300
_ENOUGH = 1e-13


def quantile(probability: float, a: Reals, b: Reals) -> Reals:
    """Return x with P(X ≤ x) = `probability` for X ~ Beta(a, b), element by element."""
    low, high = np.zeros_like(a), np.ones_like(a)
    below = _distribution(a, b)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        left = below(middle) < probability
        low, high = np.where(left, middle, low), np.where(left, high, middle)
    return (low + high) / 2


def cdf(x: Reals, a: Reals, b: Reals) -> Reals:
    """Return P(X ≤ x) for X ~ Beta(a, b), element by element."""
    return _distribution(a, b)(x)


def _distribution(a: Reals, b: Reals) -> Callable[[Reals], Reals]:
    constant = np.array(
        [lgamma(p + q) - lgamma(p) - lgamma(q) for p, q in zip(a.flat, b.flat, strict=True)]
    ).reshape(a.shape)

    def below(x: Reals) -> Reals:
        inside = np.clip(x, _TINY, 1 - 1e-16)
        front = np.exp(constant + a * np.log(inside) + b * np.log1p(-inside))
        # The fraction converges fast on this side only; the other follows by symmetry.
        swap = inside > (a + 1) / (a + b + 2)
        p, q = np.where(swap, b, a), np.where(swap, a, b)
        tail = front * _fraction(np.where(swap, 1 - inside, inside), p, q) / p
        return np.where(swap, 1 - tail, tail)

    return below


def _fraction(x: Reals, a: Reals, b: Reals) -> Reals:
    c = np.ones_like(x)
    d = 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _away_from_zero(1 + even * d)
        c = _away_from_zero(1 + even / c)
        value = value * d * c
        d = 1 / _away_from_zero(1 + odd * d)
        c = _away_from_zero(1 + odd / c)
        value = value * d * c
        if np.all(np.abs(d * c - 1) < _ENOUGH):
            break
    return value


def _away_from_zero(x: Reals) -> Reals:
    return np.where(np.abs(x) < _TINY, _TINY, x)
