"""What two counts tell apart and what one tells: exact, however small they are.

Audits find little and tests are few, so nothing here rests on a normal approximation.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, gammaln

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_LEVEL = 0.05
_NEAR = 1e-9
"""What is left out of sums over counts, at each end."""


@dataclass(frozen=True, slots=True)
class Table:
    """P-values of all pairs of counts up to a largest one each, of the same two samples."""

    value: Floats
    """Rows by the first count, columns by the second."""

    def power(self, first: Floats, second: Floats, level: float) -> float:
        """Return how often two counts are told apart.

        Args:
            first: chance of each count of the first sample, from 0.
            second: the same of the second.
            level: how often they may be told apart where there is no difference, at most.
        """
        return float(first @ (self.value <= level) @ second)


def interval(hits: int, of: int, level: float = 1 - _LEVEL) -> tuple[float, float]:
    """Return the exact interval of a share (Clopper and Pearson, Biometrika 26, 1934).

    It holds the truth at least as often as `level` says. Of nothing, it is all there is.

    >>> [round(float(each), 3) for each in interval(0, 30)]
    [0.0, 0.116]
    """
    if not 0 <= hits <= of:
        raise ValueError("no more can be found than is looked at")
    tail = (1 - level) / 2
    low = 0.0 if hits == 0 else float(betaincinv(hits, of - hits + 1, tail))
    high = 1.0 if hits == of else float(betaincinv(hits + 1, of - hits, 1 - tail))
    return low, high


def apart(hits: tuple[int, int], of: tuple[int, int]) -> float:
    """Return how likely two shares as far apart as these are if there is but one.

    Fisher's exact test, two-sided by doubling the smaller tail: what agrees with an exact interval.

    >>> round(apart((33, 13), (12_200, 12_200)), 4)
    0.0045
    """
    for found, looked in zip(hits, of, strict=True):
        if not 0 <= found <= looked:
            raise ValueError("no more can be found than is looked at")
    return float(table(of, (hits[0] + 1, hits[1] + 1)).value[hits])


def table(of: tuple[int, int], sizes: tuple[int, int]) -> Table:
    """Return the p-values of `apart` for many pairs at once.

    Args:
        of: how many are looked at, in each sample.
        sizes: counts from 0 to one less than this, in each sample.
    """
    if sizes[0] > sizes[1]:
        return Table(table((of[1], of[0]), (sizes[1], sizes[0])).value.T)
    first = np.arange(sizes[0])[:, None]
    both = np.arange(sizes[0] + sizes[1] - 1)[None, :]
    second = both - first
    possible = (second >= 0) & (second <= of[1])
    log = (
        _choose(of[0], first)
        + _choose(of[1], np.where(possible, second, 0))
        - _choose(of[0] + of[1], both)
    )
    chance = np.exp(np.where(possible, log, -np.inf))
    below = np.cumsum(chance, axis=0)
    tail = np.minimum(below, 1 - below + chance)
    value = np.minimum(1.0, 2 * tail)
    return Table(np.take_along_axis(value, first + np.arange(sizes[1]), axis=1))


def chances(of: int, share: float) -> Floats:
    """Return the chance of each number of hits among `of`, up to one that is all but certain."""
    mean = of * share
    most = min(of, int(mean + 8 * np.sqrt(mean + 1) + 12))
    hits = np.arange(most + 1, dtype=np.float64)
    if share in (0.0, 1.0):
        return (hits == mean).astype(np.float64)
    log = _choose(of, hits) + hits * np.log(share) + (of - hits) * np.log1p(-share)
    made = np.exp(log)
    return made[: int(np.flatnonzero(made > _NEAR / (most + 1))[-1]) + 1]


def _choose(of: int, hits: Ints | Floats) -> Floats:
    return gammaln(of + 1.0) - gammaln(hits + 1.0) - gammaln(of - hits + 1.0)
