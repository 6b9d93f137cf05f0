"""Whether a reader has become worse, watched look by look, with a stated rate of false signals.

For each look the odds of a hit as expected of this reader at such a place are compared with lower
ones. The products of these ratios from every possible start, added up (Shiryaev and Roberts), grow
by one with every look as long as nothing has changed. So a signal at a sum of A comes after A looks
or more in the mean where nothing has changed, whatever the mix of places (Shin, Ramdas and Rinaldo,
E-detectors, 2024).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import sqrt

import msgspec
import numpy as np

from quaywatch.cargo import Concealment
from quaywatch.inspections.readers.curves import DECLARED_ALARMS, DECLARED_HITS
from quaywatch.inspections.readers.looks import Look

HITS_APART, ALARMS_APART = 500, 20_000
"""Looks, at inserted threats and at clean pictures, between two false signals in the mean."""
REFERENCE = 40
"""Inserted threats by which a reader's own rate is told, before it is watched; of clean pictures
ten times as many."""
_WORSE = (1.5, 2.0, 3.0)
"""By how much the odds are taken to have become worse, each as likely as the others."""
_WIDE = 3.0
"""Looks that a place's rate weighs as much as the rate of all places."""


class Signal(msgspec.Struct, frozen=True, kw_only=True):
    """A reader became worse."""

    at: datetime
    """Look at which it was noticed."""
    since: datetime
    """Look from which on it is likeliest to have been so."""
    looks: int
    """From then to when it was noticed."""
    before: float
    """Rate expected of those looks,"""
    after: float
    """and the rate seen."""


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """How a rate of one reader went on."""

    watched: int
    """Looks since the reference."""
    wanting: int
    """Looks still wanted for it."""
    level: float
    """How near a signal is: 1 is one."""
    signals: tuple[Signal, ...]


def of_hits(looks: Sequence[Look]) -> Drift:
    """Return how one reader's hits went on, looks earliest first."""
    seen = [(look, look.alarmed) for look in looks if look.threatened]
    return _watched(seen, REFERENCE, DECLARED_HITS, HITS_APART, fewer=True)


def of_alarms(looks: Sequence[Look]) -> Drift:
    """Return how one reader's false alarms went on, looks earliest first."""
    seen = [(look, look.alarmed) for look in looks if not look.threatened]
    return _watched(seen, 10 * REFERENCE, DECLARED_ALARMS, ALARMS_APART, fewer=False)


def _watched(
    seen: Sequence[tuple[Look, bool]], reference: int, declared: float, apart: int, *, fewer: bool
) -> Drift:
    first, later = seen[:reference], seen[reference:]
    expected = _Expected(first, declared, fewer=fewer)
    odds = np.array(_WORSE)
    sums = np.zeros(len(odds))
    runs: list[tuple[Look, bool]] = []
    signals: list[Signal] = []
    for look, spoke in later:
        share = expected.of(look.concealment)
        worse = _changed(share, 1 / odds if fewer else odds)
        ratio = worse / share if spoke else (1 - worse) / (1 - share)
        sums = (1.0 + sums) * ratio
        runs.append((look, spoke))
        if sums.mean() >= apart:
            signals.append(_signal(runs, expected, fewer=fewer))
            sums, runs = np.zeros(len(odds)), []
    return Drift(
        watched=len(later),
        wanting=max(reference - len(seen), 0),
        level=float(min(sums.mean() / apart, 1.0)),
        signals=tuple(signals),
    )


class _Expected:
    """What is expected of a reader by place, a little worse than was seen of it at first.

    A rate told too well would signal where nothing changed; so it is taken half a standard
    deviation to the side that signals less.
    """

    def __init__(self, seen: Iterable[tuple[Look, bool]], declared: float, *, fewer: bool) -> None:
        counts: dict[Concealment | None, tuple[int, int]] = {}
        times = of = 0
        for look, spoke in seen:
            had = counts.get(look.concealment, (0, 0))
            counts[look.concealment] = had[0] + spoke, had[1] + 1
            times, of = times + spoke, of + 1
        self._side = -0.5 if fewer else 0.5
        self._all = (times + 2 * declared) / (of + 2)
        self._known = {
            place: self._aside((k + _WIDE * self._all) / (n + _WIDE), n + _WIDE)
            for place, (k, n) in counts.items()
        }
        self._other = self._aside(self._all, of + 2)

    def of(self, place: Concealment | None) -> float:
        return self._known.get(place, self._other)

    def _aside(self, share: float, weight: float) -> float:
        moved = share + self._side * sqrt(share * (1 - share) / (weight + 1))
        return min(max(moved, 0.002), 0.998)


def _changed(share: float, odds: np.ndarray) -> np.ndarray:
    made = odds * share / (1 - share)
    return made / (1 + made)


def _signal(runs: Sequence[tuple[Look, bool]], expected: _Expected, *, fewer: bool) -> Signal:
    """Return a signal since the look from which on a change of the odds by two explains most."""
    factor = np.array([0.5 if fewer else 2.0])
    logs: list[float] = []
    for look, spoke in runs:
        share = expected.of(look.concealment)
        worse = float(_changed(share, factor)[0])
        logs.append(float(np.log(worse / share if spoke else (1 - worse) / (1 - share))))
    start = int(np.argmax(np.cumsum(logs[::-1])[::-1]))
    chosen = runs[start:]
    return Signal(
        at=runs[-1][0].at,
        since=chosen[0][0].at,
        looks=len(chosen),
        before=sum(expected.of(look.concealment) for look, _ in chosen) / len(chosen),
        after=sum(spoke for _, spoke in chosen) / len(chosen),
    )
