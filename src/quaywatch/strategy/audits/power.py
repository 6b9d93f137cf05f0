"""How many to look at so that a change of a share is seen, as often as is wished.

The test is `counts.apart`; its power is summed up exactly over the counts that may come. Only where
both counts are in the hundreds, and the sum and its limit agree to three digits, is the limit used
(Casagrande, Pike and Smith, Biometrics 34, 1978: with the correction for whole counts).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

import numpy as np
from scipy.special import ndtr, ndtri

from quaywatch.strategy.audits import counts

_MOST = 50_000_000
"""More than this nobody looks at: the question has no answer then."""
_BEYOND = 20
"""Times what was looked at before: past it, more after tells nothing more."""
_MANY = 150.0
_FEW = 300
"""Up to so many, power goes up and down with each one more: all are tried."""
_ROUGH = 1.15


@dataclass(frozen=True, slots=True)
class Change:
    """A share in two samples: before something changed, and after."""

    before: float
    after: float
    level: float = 0.05
    """How often a difference is told where there is none, at most."""

    def __post_init__(self) -> None:
        """Refuse what is no change; raises ValueError."""
        if not (0 <= self.before <= 1 and 0 <= self.after <= 1):
            raise ValueError("shares lie between 0 and 1")
        if self.before == self.after:
            raise ValueError("what does not change cannot be told from what does not change")
        if not 0 < self.level < 1:
            raise ValueError("the level lies between 0 and 1")

    def power(self, first: int, second: int) -> float:
        """Return how often the change is seen with so many looked at before and after."""
        return _power(self, first, second)

    def needed(self, power: float) -> int | None:
        """Return how many to look at before, and as many after; None where it is never seen."""
        return least(lambda number: self.power(number, number), power)

    def needed_after(self, first: int, power: float) -> int | None:
        """Return how many to look at after, where it is too late to look at more before.

        None where no number is enough, or only one that is out of all proportion.
        """
        if self.most_after(first) < power:
            return None
        return least(lambda number: self.power(first, number), power, _BEYOND * max(first, 1))

    def most_after(self, first: int) -> float:
        """Return how often the change is seen at most: when what comes after is known for sure."""
        hits = counts.chances(first, self.before)
        if not 0 < self.after < 1:
            return float(hits.sum())
        known = np.zeros(len(hits))
        below = counts.chances(first, self.after)
        known[: len(below)] = below[: len(hits)]
        low = np.cumsum(known)
        told = np.minimum(low, 1 - low + known) * 2 <= self.level
        return float(hits @ told)


def least(reached: Callable[[int], float], wished: float, most: int = _MOST) -> int | None:
    """Return the least number from which on the wish is met; None where `most` do not meet it.

    Args:
        reached: what a number reaches; it rises, but for small ups and downs.
        wished: what is to be reached.
        most: the largest number that is tried.
    """
    high = 2
    while reached(high) < wished:
        if high >= most:
            return None
        high = min(2 * high, most)
    low = high // 2
    while high - low > max(1, low // 2000):
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) >= wished else (middle, high)
    if high > _FEW:
        return high
    tried = range(max(1, int(high / _ROUGH)), min(most, ceil(high * _ROUGH) + 4) + 1)
    short = [number for number in tried if reached(number) < wished]
    return short[-1] + 1 if short else tried[0]


@lru_cache(maxsize=4096)
def _power(change: Change, first: int, second: int) -> float:
    if min(first * change.before, second * change.after) > _MANY:
        return _limit(change, first, second)
    one, other = counts.chances(first, change.before), counts.chances(second, change.after)
    told = counts.table((first, second), (len(one), len(other)))
    return told.power(one, other, change.level)


def _limit(change: Change, first: int, second: int) -> float:
    p, q, n, m = change.before, change.after, float(first), float(second)
    whole = (n * p + m * q) / (n + m)
    correction = (1 / n + 1 / m) / 2
    null = sqrt(whole * (1 - whole) * (1 / n + 1 / m))
    real = sqrt(p * (1 - p) / n + q * (1 - q) / m)
    return float(ndtr((abs(p - q) - correction - ndtri(1 - change.level / 2) * null) / real))
