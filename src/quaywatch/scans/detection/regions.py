"""Where in a map of logits something stands out: peaks and the cells around them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.scans.physics.arrays import Bools, Floats, Pixels

_EDGE = 0.0
"""Logit from which a cell beside a peak counts as of it…"""
_BELOW = 2.0
"""…or, of faint peaks, so much below the peak."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that stands out."""

    peak: float
    cells: Bools
    """By cell along and up."""

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """First and last cell along, first and last up; half-open."""
        along, up = np.nonzero(self.cells)
        return int(along.min()), int(along.max()) + 1, int(up.min()), int(up.max()) + 1


def spots(logits: Pixels, within: Bools) -> Iterator[Spot]:
    """Yield what stands out in some cells, the highest peak first, without overlap."""
    left = np.where(within, logits, -np.inf)
    while np.isfinite(left).any():
        along, up = (int(at) for at in np.unravel_index(int(np.argmax(left)), left.shape))
        peak = float(left[along, up])
        cells = grown(logits >= min(_EDGE, peak - _BELOW), along, up)
        yield Spot(peak, cells)
        left[cells] = -np.inf
        left[max(along - 2, 0) : along + 3, max(up - 2, 0) : up + 3] = -np.inf


def grown(of_it: Bools, along: int, up: int) -> Bools:
    """Return the cells that hang together with one."""
    cells = np.zeros(of_it.shape, dtype=np.bool_)
    _grow(cells, of_it, along, up)
    return cells


@compiled
def _grow(cells: Bools, of_it: Bools, along: int, up: int) -> None:
    """Mark the cells that hang together with one."""
    lines, rows = cells.shape
    waiting = [(along, up)]
    cells[along, up] = True
    while waiting:
        i, j = waiting.pop()
        for k in range(max(i - 1, 0), min(i + 2, lines)):
            for m in range(max(j - 1, 0), min(j + 2, rows)):
                if of_it[k, m] and not cells[k, m]:
                    cells[k, m] = True
                    waiting.append((k, m))


def ring(cells: Bools, width: int) -> Bools:
    """Return the cells up to so many away from a spot's bounds, the spot itself left out."""
    along, up = np.nonzero(cells)
    around = np.zeros_like(cells)
    around[
        max(int(along.min()) - width, 0) : int(along.max()) + width + 1,
        max(int(up.min()) - width, 0) : int(up.max()) + width + 1,
    ] = True
    return around & ~cells


def mean_over(values: Floats, cells: Bools) -> float:
    """Return the mean of what is known in some cells; NaN where nothing is."""
    chosen = values[cells]
    known = chosen[np.isfinite(chosen)]
    return float(known.mean()) if known.size else float("nan")
