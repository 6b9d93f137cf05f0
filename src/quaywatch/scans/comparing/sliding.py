"""Where each part of the later scan lies in the earlier one: ends of the container, then the load.

The ends of two scans are found within a few centimetres of each other; the load slides, as a whole
and package by package. Both are found by trying displacements and keeping, around each cell, the
one that leaves least.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.smoothing import doubled, halved, mean_over, moved

_END = 25
"""Cells of each end in which posts, rails and door gear are."""
_REACH = 5
"""Cells by which the ends of two scans may lie apart."""
_ALONG, _UP = 7, 2
"""Double cells by which the load may have slid, and depth may move it up or down."""
_AROUND = 10
"""Double cells each way over which one displacement is judged…"""
_SMOOTH = 8
"""…and over which neighbouring ones are evened out."""
_FAR = 0.004
"""Attenuation that a displacement must save for each double cell of its length."""
_MOST = 1.0
"""What one cell may count: what is new must not pull the rest."""


@dataclass(frozen=True, slots=True)
class Slide:
    """Displacements in cells, by cell of the later scan: where it lies in the earlier one."""

    along: Pixels
    up: Pixels


def ends_aligned(earlier: Pixels, later: Pixels) -> Pixels:
    """Return by line how far along the container's structure lies in the earlier scan."""
    lines = len(later)
    first = _offset(earlier[: _END + _REACH], later[: _END + _REACH])
    last = -_offset(earlier[: -_END - _REACH : -1], later[: -_END - _REACH : -1])
    way = np.linspace(first, last, lines, dtype=np.float32)
    return np.broadcast_to(way[:, None], later.shape)


def _offset(earlier: Pixels, later: Pixels) -> float:
    tried = np.arange(-_REACH, _REACH + 1)
    left = np.array([_apart(moved(earlier, int(step), 0), later)[:_END].mean() for step in tried])
    best = int(left.argmin())
    return float(tried[best]) + _vertex(left, best)


def _vertex(left: Floats, best: int) -> float:
    """Return by how much the lowest point of a parabola lies beside the least of three values."""
    if not 0 < best < len(left) - 1:
        return 0.0
    before, at, after = left[best - 1 : best + 2]
    bend = before - 2 * at + after
    return float(0.5 * (before - after) / bend) if bend > 0 else 0.0


def slid(earlier: Pixels, later: Pixels) -> Slide:
    """Return the displacement that leaves least around each cell, smoothed."""
    coarse, wanted = halved(earlier), halved(later)
    least = np.full(wanted.shape, np.inf, dtype=np.float32)
    along, up = np.zeros_like(wanted), np.zeros_like(wanted)
    for rise in range(-_UP, _UP + 1):
        for step in range(-_ALONG, _ALONG + 1):
            apart = _apart(moved(coarse, step, rise), wanted)
            left = mean_over(apart, _AROUND, _AROUND) + np.float32(_FAR * np.hypot(step, rise))
            better = left < least
            least[better] = left[better]
            along[better], up[better] = step, rise
    return Slide(_evened(along, later.shape), _evened(up, later.shape))


def _evened(steps: Pixels, shape: tuple[int, ...]) -> Pixels:
    return doubled(mean_over(2 * steps, _SMOOTH, _SMOOTH), shape)


def _apart(one: Pixels, other: Pixels) -> Pixels:
    return np.minimum(np.abs(one - other), np.float32(_MOST))


def unlike(earlier: Pixels, later: Pixels) -> float:
    """Return how far two pictures are apart on the whole, each cell counting little."""
    return float(_apart(halved(earlier), halved(later)).mean())
