"""What changed from one period to the next, told by number and by size and never by mass alone."""

from importlib import import_module
from math import log, sqrt
from typing import Any

import msgspec

_stats: Any = import_module("scipy.stats")  # without types

SIZE_SPREAD = (1.5, 3.5)
"""Standard deviation over mean of the mass of one seizure, as large ports have it; the noise of a
yearly mass follows from it. Range over the ports whose single seizures were published."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """From one period to the next of the same length: a mass is a number times a mean size."""

    mass_log: float
    """Log of the ratio of masses; that of numbers and that of sizes sum up to it."""
    count_log: float
    size_log: float
    count_p: float
    """Two-sided, of numbers as far apart as these if seizures came at one rate in both periods."""
    noise: tuple[float, float]
    """Relative standard deviation of a yearly mass if nothing changes, over `SIZE_SPREAD`."""


def change(mass_before: float, count_before: int, mass_after: float, count_after: int) -> Change:
    """Take a change of mass apart.

    Masses in kg, numbers of seizures, over two periods of one length. Raises ValueError where one
    of them is not above zero.

    >>> round(change(116_000, 124, 44_000, 136).size_log, 2)
    -1.06
    """
    if min(mass_before, count_before, mass_after, count_after) <= 0:
        raise ValueError("masses and numbers are above zero")
    mass, count = log(mass_after / mass_before), log(count_after / count_before)
    fewest = min(count_before, count_after)
    return Change(
        mass_log=mass,
        count_log=count,
        size_log=mass - count,
        count_p=float(_stats.binomtest(count_after, count_before + count_after, 0.5).pvalue),
        noise=(_noise(SIZE_SPREAD[0], fewest), _noise(SIZE_SPREAD[1], fewest)),
    )


def _noise(spread: float, count: int) -> float:
    """Relative sd of the sum of a Poisson number of sizes (compound Poisson)."""
    return sqrt((1 + spread**2) / count)
