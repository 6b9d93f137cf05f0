"""From cases to a figure with its 95 % interval.

A period's cases are taken as draws of a port's way of working: what is asked is whether it works
so, and not only whether it did. Where the cases are all there ever are (ports of loading,
requirements) nothing is drawn and the count is exact.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import exp, log, sqrt

import numpy as np

_Z = 1.959964
"""Standard normal quantile of 97.5 %."""

Bounds = tuple[float, float]


def wilson(right: int, of: float, share: float | None = None) -> Bounds:
    """Return Wilson's score interval of a share.

    Args:
        right: cases that count.
        of: cases; may be an effective number, then with `share`.
        share: of those that count; `right / of` when left out.
    """
    p = right / of if share is None else share
    spread = _Z * sqrt(p * (1 - p) / of + _Z**2 / (4 * of**2))
    middle, whole = p + _Z**2 / (2 * of), 1 + _Z**2 / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def finite(right: int, judged: int, among: int) -> Bounds:
    """Return the interval of the share among `among` cases of which `judged` could be judged.

    Wilson's interval with the finite population correction: the nearer to all are judged, the
    narrower; with all of them it is the count itself.
    """
    if judged >= among:
        return right / judged, right / judged
    correction = (among - judged) / (among - 1)
    return wilson(right, judged / correction, right / judged)


def clustered(cases: Sequence[tuple[str, bool]]) -> Bounds:
    """Return the interval of a share whose cases come in clusters (an analyst's, say).

    Wilson's interval on the effective number of cases: by the variance of a ratio of cluster totals
    (Korn and Graubard, Survey Methodology 1998). Fewer than two clusters tell nothing of how they
    differ, and alike clusters count as independent cases.
    """
    of, right = len(cases), sum(good for _, good in cases)
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for cluster, good in cases:
        totals[cluster][0] += 1
        totals[cluster][1] += good
    p, many = right / of, len(totals)
    if many < 2 or p in (0.0, 1.0):
        return wilson(right, of)
    apart = sum((count_right - p * count) ** 2 for count, count_right in totals.values())
    variance = many / (many - 1) * apart / of**2
    effective = of if variance == 0 else min(of, p * (1 - p) / variance)
    return wilson(right, effective, p)


class Survival:
    """How long it takes, by Kaplan and Meier, from times some of which are still running."""

    def __init__(self, hours: Sequence[float], over: Sequence[bool]) -> None:
        """Take times in hours and whether each is over; one that is not lasts at least so long."""
        time, ended = np.asarray(hours, dtype=float), np.asarray(over, dtype=bool)
        self._at = np.unique(time[ended])
        ordered = np.sort(time)
        at_risk = len(time) - np.searchsorted(ordered, self._at, side="left")
        last = np.sort(time[ended])
        events = np.searchsorted(last, self._at, side="right") - np.searchsorted(
            last, self._at, side="left"
        )
        self._left = np.cumprod(1 - events / at_risk)
        """Share for whom it lasts longer, just after each of these times."""
        with np.errstate(divide="ignore", invalid="ignore"):
            self._greenwood = np.cumsum(events / (at_risk * (at_risk - events)))

    def within(self, hours: float) -> tuple[float, Bounds | None]:
        """Return the share over within `hours`, with its interval where it is not 0 or 1.

        The interval is Greenwood's on the scale of log(-log): it never leaves 0 to 1.
        """
        place = int(np.searchsorted(self._at, hours, side="right")) - 1
        if place < 0:
            return 0.0, None
        left = float(self._left[place])
        if left <= 0 or left >= 1:
            return 1 - left, None
        half = _Z * sqrt(float(self._greenwood[place])) / abs(log(left))
        return 1 - left, (1 - left ** exp(-half), 1 - left ** exp(half))

    def median(self) -> tuple[float | None, float | None, float | None]:
        """Return the median in hours and its interval (Brookmeyer and Crowley, 1982).

        None where fewer than half are over, and for a bound that the data do not reach.
        """
        reached = self._at[self._left <= 0.5]
        if not len(reached):
            return None, None, None
        return float(reached[0]), self._first(upper=False), self._first(upper=True)

    def _first(self, *, upper: bool) -> float | None:
        """Return the first time at which a bound of the share left falls to a half."""
        for at, left, variance in zip(self._at, self._left, self._greenwood, strict=True):
            if left <= 0:
                return float(at) if not upper else None
            half = 0.0 if left >= 1 else _Z * sqrt(variance) / abs(log(left))
            bound = left ** exp(-half) if upper else left ** exp(half)
            if bound <= 0.5:
                return float(at)
        return None
