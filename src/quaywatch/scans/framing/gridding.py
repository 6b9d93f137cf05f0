"""Pixels averaged into the cells of a grid, each by the share of it that lies within."""

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.scans.physics.arrays import Floats, Pixels


@compiled
def averaged(share: Pixels, line_edges: Floats, row_edges: Floats, out: Pixels) -> None:
    """Fill `out` with means over cells between consecutive edges, in lines and rows of `share`.

    Edges may fall or rise. Pixels that are not known (NaN) count for nothing; a cell without any
    known one is NaN.
    """
    lines, rows = share.shape
    for i in range(len(line_edges) - 1):
        left = min(line_edges[i], line_edges[i + 1])
        right = max(line_edges[i], line_edges[i + 1])
        first, last = max(int(left), 0), min(int(right) + 1, lines)
        for j in range(len(row_edges) - 1):
            low, high = row_edges[j], row_edges[j + 1]
            lowest, highest = max(int(low), 0), min(int(high) + 1, rows)
            total, weight = 0.0, 0.0
            for k in range(first, last):
                along = min(right, k + 1.0) - max(left, float(k))
                if along <= 0.0:
                    continue
                for r in range(lowest, highest):
                    up = min(high, r + 1.0) - max(low, float(r))
                    value = share[k, r]
                    if up > 0.0 and value == value:
                        total += along * up * value
                        weight += along * up
            out[i, j] = total / weight if weight > 0.0 else float("nan")


def dilution(edges: Floats, count: int) -> Floats:
    """Return by cell what averaging over pixels of one axis leaves of a pixel's variance.

    1 where no pixel is under the cell.
    """
    low = np.clip(np.minimum(edges[:-1], edges[1:]), 0.0, count)
    high = np.clip(np.maximum(edges[:-1], edges[1:]), 0.0, count)
    pixels = np.arange(int((high - low).max(initial=0.0)) + 2)
    at = np.floor(low)[:, None] + pixels
    parts = np.clip(np.minimum(high[:, None], at + 1) - np.maximum(low[:, None], at), 0.0, None)
    squares = (high - low) ** 2
    return np.where(squares > 0, (parts**2).sum(axis=1) / np.where(squares > 0, squares, 1.0), 1.0)
