"""Changes that no single pair of counts shows: of the flow by seizures, and from port to port."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from scipy.special import gammaln, ndtri, pdtr, pdtrc

from quaywatch.strategy.audits import counts
from quaywatch.strategy.audits.mix import detection
from quaywatch.strategy.audits.power import Change, least

_HERMITE = ((-sqrt(3.0), 1 / 6), (0.0, 2 / 3), (sqrt(3.0), 1 / 6))
"""Places and weights that stand for a standard normal spread (Gauss and Hermite, three points)."""
_ROUNDS = 6
_RARE = 1e-5
"""Chance below which a number, of seizures or of tests found, is left out."""
_TESTS = 2000
"""More than so many before and after nobody makes."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The flow at one port by its seizures, corrected by what test loads say of detection.

    Seizures are flow times detection. With detection measured before and after, what is left of a
    change of seizures is one of the flow (`told`).
    """

    seizures: float
    """Expected number before."""
    flow: float
    """What the flow is multiplied by."""
    detection: tuple[float, float]
    """Share of loads that is found, before and after."""
    level: float = 0.05

    @property
    def after(self) -> float:
        """Expected number of seizures after."""
        return self.seizures * self.flow * self.detection[1] / self.detection[0]

    def power(self, tests: int) -> float:
        """Return how often the flow's change is told with so many tests before and after."""
        return _corrected(self, tests)

    def needed(self, power: float) -> int | None:
        """Return how many tests to make before, and as many after; None where none are enough."""
        if self.most < power:
            return None
        return least(self.power, power, _TESTS)

    @property
    def most(self) -> float:
        """How often it is told at most: seizures are few, and tests do not make them more."""
        shift = np.log(np.array([self.detection[1] / self.detection[0]]))
        value = float(ndtri(1 - self.level / 2))
        return float(_seen(self.seizures, self.after, shift, np.zeros(1), value)[0])


def told(
    seizures: tuple[counts.Floats, counts.Floats],
    found: tuple[counts.Ints, counts.Ints],
    tests: int,
    level: float = 0.05,
) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Say whether seizures before and after speak of another flow, put right by tests.

    Wald's test of the log ratio, with half a count added to each, for many years at once.

    Args:
        seizures: numbers before and after.
        found: test loads found before and after…
        tests: …of so many each time.
        level: how often it may say so where the flow is the same.
    """
    before, after = (np.asarray(each, dtype=np.float64) + 0.5 for each in seizures)
    off = np.log(after / before) - np.log(detection(found[1], tests) / detection(found[0], tests))
    variance = 1 / before + 1 / after + _spread(found[0], tests) + _spread(found[1], tests)
    return np.abs(off) > float(ndtri(1 - level / 2)) * np.sqrt(variance)


@dataclass(frozen=True, slots=True)
class Moved:
    """What left one port shows at others, beside ports that it cannot reach.

    Without such ports a rise elsewhere may be everybody's. Hits by lot before and after, at both
    sorts of port, are one table of two by two: the test is `counts.apart` on its rows.
    """

    there: float
    """Share of looks that are hits where it may have moved to, before."""
    control: float
    """The same at ports that it cannot reach."""
    rise: float
    """What the share is multiplied by where it moved to, beside the common trend."""
    trend: float = 1.0
    """What it is multiplied by everywhere."""
    level: float = 0.05

    def power(self, looks: int) -> float:
        """Return how often it is told with so many looks before and after at either sort of port.

        That is four times as many in all.
        """
        rows = (self.there * (1 + self.rise * self.trend), self.control * (1 + self.trend))
        after = (
            self.rise * self.trend / (1 + self.rise * self.trend),
            self.trend / (1 + self.trend),
        )
        total = 0.0
        for place, weight in _HERMITE:
            for other, beside in _HERMITE:
                hits = [
                    max(1, round(looks * row + at * sqrt(looks * row * (1 - row / 2))))
                    for row, at in zip(rows, (place, other), strict=True)
                ]
                total += weight * beside * Change(*after, self.level).power(*hits)
        return total

    def needed(self, power: float) -> int | None:
        """Return how many looks it takes before, and as many after, at either sort of port."""
        return least(self.power, power)


@lru_cache(maxsize=4096)
def _corrected(asked: Corrected, tests: int) -> float:
    before, after = (counts.chances(tests, share) for share in asked.detection)
    here, there = (np.flatnonzero(each > _RARE) for each in (before, after))
    found = (here[:, None], there[None, :])
    shift = np.log(detection(found[1], tests) / detection(found[0], tests))
    variance = _spread(found[0], tests) + _spread(found[1], tests)
    value = float(ndtri(1 - asked.level / 2))
    seen = _seen(asked.seizures, asked.after, shift, variance, value)
    return float(before[here] @ seen @ after[there])


def _seen(
    first: float, second: float, shift: counts.Floats, variance: counts.Floats, value: float
) -> counts.Floats:
    """Return how often it is told for each outcome of the tests, over all numbers of seizures.

    The fewer seizures are summed over; of the more, those beyond two bounds are told.
    """
    if first < second:
        return _seen(second, first, -shift, variance, value)
    seen = np.zeros_like(shift)
    for other, chance in _poisson(second):
        middle = np.log(other + 0.5) - shift
        fixed = variance + 1 / (other + 0.5)
        above = _bound(middle, fixed, value) - 0.5
        below = _bound(middle, fixed, -value) - 0.5
        told_above = pdtrc(np.maximum(np.floor(above), 0.0), first)
        told_above = np.where(above < 0, 1.0, told_above)
        told_below = np.where(below > 0, pdtr(np.maximum(np.ceil(below) - 1, 0.0), first), 0.0)
        seen += chance * (told_above + told_below)
    return seen


def _bound(middle: counts.Floats, fixed: counts.Floats, value: float) -> counts.Floats:
    """Return the number, with its half, at which Wald's test just speaks (by iteration)."""
    log = middle
    for _ in range(_ROUNDS):
        log = middle + value * np.sqrt(fixed + np.exp(-np.clip(log, -0.7, 30.0)))
    return np.exp(np.minimum(log, 30.0))


def _poisson(mean: float) -> list[tuple[int, float]]:
    """Return numbers with their chances, but those that hardly ever come."""
    number = np.arange(int(mean + 10 * sqrt(mean) + 12))
    chance = np.exp(number * np.log(mean) - mean - gammaln(number + 1.0))
    return [(int(n), float(p)) for n, p in zip(number, chance, strict=True) if p > _RARE]


def _spread(found: counts.Ints, tests: int) -> counts.Floats:
    """Return the variance of the log of a tested share."""
    share = detection(found, tests)
    return (1 - share) / (share * (tests + 1))
