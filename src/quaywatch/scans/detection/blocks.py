"""A large block in a load that is denser than the load at the same height elsewhere.

The net was taught threats of up to 30 kg. What hides by the hundred kilograms fills windows of its
own: each window of the hold is held against all others at its height, by their median and by how
much the upper tenth of them differs, so that in a load of unlike things nothing stands out.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from quaywatch.scans.detection.features import DEEPEST
from quaywatch.scans.detection.model import BLOCKS, checked
from quaywatch.scans.detection.regions import grown
from quaywatch.scans.detection.zones import Zone, zones
from quaywatch.scans.physics.arrays import Bools, Floats

WINDOWS = ((8, 8), (12, 10), (20, 16), (30, 24))
"""Cells along and up: from a third of a metre to more than a metre."""
_LOADED = 0.35
"""Attenuation from which a window shows a load."""
_MOSTLY = 0.5
"""Share of the windows at a height that must show one."""
_UPPER, _NORMAL = 0.9, 1.28
"""Quantile, and the standard deviations from the median at which normal numbers have it."""
_OF_MEDIAN = 1.4826
"""Standard deviation of normal numbers over the median of their distances."""
_DOUBT = 0.05
"""Attenuation, and share of it, by which windows of one load differ anyhow."""
_DOORS = 3
"""Cells of the door leaves."""
_PART = 0.5
"""Share of a window's excess from which a cell beside it belongs to the block."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands out most of a hold."""

    score: float
    cells: Bools
    """By cell along and up."""
    hold: tuple[slice, slice]
    """Lines and rows among which it stands out."""

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """First and last cell along, first and last up; half-open."""
        along, up = np.nonzero(self.cells)
        return int(along.min()), int(along.max()) + 1, int(up.min()), int(up.max()) + 1


@dataclass(frozen=True, slots=True)
class Measured:
    """Highest scores of simulated containers; which quantile is compared was chosen by
    them."""

    honest: Floats
    """Falling."""
    hidden: Floats
    """Of containers with 100 kg or more in one place, falling."""

    def false_alarm(self, score: float) -> float:
        """Return the share of honest containers that score as high; none proves less than one of
        them all."""
        return (_beyond(self.honest, score) + 1) / (len(self.honest) + 1)

    def log_likelihood_ratio(self, score: float) -> float:
        """Return ln of how much likelier a score as high is with such a block than without."""
        share = (_beyond(self.hidden, score) + 1) / (len(self.hidden) + 1)
        return float(np.log(share / self.false_alarm(score)))


def _beyond(falling: Floats, score: float) -> int:
    return int(np.searchsorted(-falling, -score, side="right"))


@cache
def measured() -> Measured:
    """Return what scores mean; raises `AlteredModelError` where the file was changed."""
    told = json.loads(checked(BLOCKS))
    return Measured(*(np.array(told[part], dtype=np.float64) for part in ("honest", "hidden")))


def block(attenuation: Floats, lines: int, rows: int) -> Block | None:
    """Return what stands out most of a hold; None where there is too little load.

    `attenuation` is that of the high energy by cell of the net's map, `lines` and `rows` the
    grid's.
    """
    load = zones(lines, rows)[Zone.LOAD]
    along, up = np.flatnonzero(load.any(axis=1)), np.flatnonzero(load.any(axis=0))
    hold = slice(_DOORS, int(along[-1]) + 1), slice(int(up[0]), int(up[-1]) + 1)
    shown = np.minimum(attenuation[hold], DEEPEST)
    found = max(_windows(shown), key=lambda one: one[0], default=None)
    if found is None:
        return None
    score, first, low, size = found
    excess = np.zeros(attenuation.shape)
    excess[hold] = shown - np.median(shown, axis=0)
    first, low = first + hold[0].start, low + hold[1].start
    window = np.zeros(attenuation.shape, dtype=np.bool_)
    window[first : first + size[0], low : low + size[1]] = True
    beside = excess >= _PART * max(float(excess[window].mean()), _DOUBT)
    peak = np.unravel_index(int(np.argmax(np.where(window, excess, -np.inf))), excess.shape)
    return Block(score, grown(beside, int(peak[0]), int(peak[1])), hold)


def _windows(shown: Floats) -> Iterator[tuple[float, int, int, tuple[int, int]]]:
    """Yield by size the window that stands out most: score, first line and row, size."""
    for size in WINDOWS:
        if shown.shape[0] < 3 * size[0] or shown.shape[1] < size[1]:
            continue
        means = _means(shown, size)
        scores = np.stack([_scores(means[:, row]) for row in range(means.shape[1])], axis=1)
        at = int(np.argmax(scores))
        first, low = (int(one) for one in np.unravel_index(at, scores.shape))
        yield float(scores.flat[at]), first, low, size


def _means(shown: Floats, size: tuple[int, int]) -> Floats:
    total = np.zeros((shown.shape[0] + 1, shown.shape[1] + 1))
    np.cumsum(np.cumsum(shown, axis=0), axis=1, out=total[1:, 1:])
    along, up = size
    sums = total[along:, up:] - total[:-along, up:] - total[along:, :-up] + total[:-along, :-up]
    return sums / (along * up)


def _scores(means: Floats) -> Floats:
    """Return how far windows at one height lie above the usual, in what they differ by."""
    loaded = means[means > _LOADED]
    if len(loaded) < _MOSTLY * len(means):
        return np.zeros(len(means))
    usual = float(np.median(loaded))
    spread = max(
        _OF_MEDIAN * float(np.median(np.abs(loaded - usual))),
        (float(np.quantile(loaded, _UPPER)) - usual) / _NORMAL,
    )
    return (means - usual) / (spread + _DOUBT * (1.0 + usual))
