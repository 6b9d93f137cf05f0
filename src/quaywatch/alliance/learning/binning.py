"""Where features are cut, from sums alone: counts over a fine common grid, cut at equal shares."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quaywatch.alliance.learning.logistic import Scale
from quaywatch.alliance.learning.masks import Floats

CELLS = 256
"""Cells of the grid on which a feature's rows are counted before it is cut."""
_SIDES = 4.0
"""Deviations to either side of the mean that the grid spans; its last cells hold the rest."""

Edges = tuple[NDArray[np.float32], ...]
"""Where each feature is cut, rising: a row lies in the bin of as many edges as it reaches."""


def counted(rows: Floats, scale: Scale) -> Floats:
    """Return a port's part of the step: rows in each cell of each feature."""
    values = rows.astype(np.float32)
    every = [
        np.bincount(np.searchsorted(edges, values[:, at], side="right"), minlength=CELLS)
        for at, edges in enumerate(grid(scale))
    ]
    return np.concatenate(every).astype(np.float64)


def cut(total: Floats, scale: Scale, bins: int) -> Edges:
    """Return the edges by which each feature falls into at most so many bins of like size."""
    counts = total.reshape(len(scale.mean), CELLS)
    return tuple(
        _at_shares(edges, count, bins) for edges, count in zip(grid(scale), counts, strict=True)
    )


def grid(scale: Scale) -> Edges:
    """Return the inner edges of the common grid, of each feature."""
    steps = np.linspace(-_SIDES, _SIDES, CELLS - 1)
    return tuple(
        (mean + deviation * steps).astype(np.float32)
        for mean, deviation in zip(scale.mean, scale.deviation, strict=True)
    )


def binned(rows: Floats, edges: Edges) -> NDArray[np.int64]:
    """Return the bin of each row in each feature."""
    values = rows.astype(np.float32)
    found = [np.searchsorted(one, values[:, at], side="right") for at, one in enumerate(edges)]
    return np.column_stack(found).astype(np.int64)


def widths(edges: Sequence[NDArray[np.float32]]) -> list[int]:
    """Return how many bins each feature has."""
    return [len(one) + 1 for one in edges]


def _at_shares(edges: NDArray[np.float32], count: Floats, bins: int) -> NDArray[np.float32]:
    below = np.cumsum(count)[:-1]
    rows = count.sum()
    wanted = rows * np.arange(1, bins) / bins
    # An edge with nobody on one side of it tells nothing.
    reached = np.asarray(np.searchsorted(below, wanted, side="left"), dtype=np.int64)
    kept = {int(at) for at in reached if at < len(edges) and 0 < below[at] < rows}
    return np.array(sorted({float(edges[at]) for at in kept}), dtype=np.float32)
