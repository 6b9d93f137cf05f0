"""An earlier scan of a container as it would lie in a later one's picture, to be shown in turn."""

import numpy as np

from quaywatch.scans import standard as grid
from quaywatch.scans.comparing.registering import registered
from quaywatch.scans.physics.arrays import Counts, Floats, Ints, Pixels
from quaywatch.scans.physics.normalising import FULL_SCALE
from quaywatch.scans.planes import plane
from quaywatch.scans.radiograph import Band, Energy, Radiograph, Scale
from quaywatch.scans.reading import Reason
from quaywatch.scans.standard import Axis, Standard


def alongside(earlier: Radiograph, later: Radiograph) -> Counts | Reason:
    """Return the high energy of an earlier scan in the later one's pixels, as `planes.plane` does.

    Ends are laid on ends, and each part of the load where the later scan has it. Around the
    container there is the open beam. Reason: why the two cannot be laid on each other.
    """
    before, now = grid.standard(earlier), grid.standard(later)
    if isinstance(now, Reason):
        return now
    if isinstance(before, Reason):
        return before
    pair = registered(before, now)
    if pair is None:
        figures = {"earlier_m": round(before.length, 2), "later_m": round(now.length, 2)}
        return Reason(code="scans_unlike", figures=figures)
    shares = _in_pixels(np.exp(-pair.earlier), now)
    counts = np.rint(np.clip(shares, 0.0, 1.0) * FULL_SCALE).astype(np.uint16)
    return plane(Band(Energy.HIGH, counts), Scale.TRANSMISSION)


def _in_pixels(shares: Pixels, of: Standard) -> Pixels:
    """Return cells of the grid by line and row of the picture; 1 where the grid does not reach."""
    lines, rows = _cells(of.lines), _cells(of.rows)
    inside = np.logical_and.outer(lines >= 0, rows >= 0)
    drawn = shares[np.maximum(lines, 0)][:, np.maximum(rows, 0)]
    return np.where(inside, drawn, np.float32(1.0))


def _cells(axis: Axis) -> Ints:
    """Return the cell in which the middle of each pixel lies, -1 where there is none."""
    edges: Floats = axis.edges
    last = len(edges) - 1
    turned = bool(edges[0] > edges[-1])
    rising = edges[::-1] if turned else edges
    cells = np.searchsorted(rising, np.arange(axis.pixels) + 0.5, side="right") - 1
    cells = np.where((cells < 0) | (cells >= last), -1, cells)
    return np.where(cells < 0, -1, last - 1 - cells) if turned else cells
