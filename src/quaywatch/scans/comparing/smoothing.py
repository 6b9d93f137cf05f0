"""Means over windows of cells, and pictures read between their cells."""

import numpy as np

from quaywatch.scans.physics.arrays import Ints, Pixels


def mean_over(values: Pixels, along: int, up: int) -> Pixels:
    """Return means over windows that reach so many cells each way; at borders over what is there.

    The first axis is along the container, the second up.
    """
    return _mean(_mean(values, along, 0), up, 1)


def _mean(values: Pixels, reach: int, axis: int) -> Pixels:
    if reach == 0:
        return values
    size = values.shape[axis]
    total = np.cumsum(values, axis=axis, dtype=np.float64)
    total = np.concatenate([np.zeros_like(total.take([0], axis)), total], axis=axis)
    at: Ints = np.arange(size, dtype=np.int64)
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, size)
    count = (high - low).reshape((-1, 1) if axis == 0 else (1, -1))
    return ((total.take(high, axis) - total.take(low, axis)) / count).astype(np.float32)


def rows_from(values: Pixels, offset: int, reach: int = 0) -> Pixels:
    """Return for each row the one `offset` above it, or the mean around that; ends repeat."""
    return mean_over(values, 0, reach)[:, _within(values.shape[1], offset)]


def moved(values: Pixels, along: int, up: int) -> Pixels:
    """Return what stands so many whole cells further along and up; ends repeat."""
    return values[_within(values.shape[0], along)][:, _within(values.shape[1], up)]


def _within(size: int, offset: int) -> Ints:
    at: Ints = np.arange(size, dtype=np.int64)
    return np.clip(at + offset, 0, size - 1)


def displaced(values: Pixels, along: Pixels, up: Pixels | None = None) -> Pixels:
    """Return what stands a part of a cell or more further along (and up), by cell; bilinear."""
    lines, rows = values.shape
    at = np.clip(np.arange(lines, dtype=np.float32)[:, None] + along, 0, lines - 1.001)
    line = at.astype(np.int64)
    part = (at - line).astype(np.float32)
    level = np.broadcast_to(np.arange(rows, dtype=np.float32)[None, :], at.shape)
    if up is None:
        row = level.astype(np.int64)
        level_only = values[line, row] * (1 - part) + values[line + 1, row] * part
        return level_only.astype(np.float32)
    level = np.clip(level + up, 0, rows - 1.001)
    row = level.astype(np.int64)
    rise = (level - row).astype(np.float32)
    below = values[line, row] * (1 - part) + values[line + 1, row] * part
    above = values[line, row + 1] * (1 - part) + values[line + 1, row + 1] * part
    return (below * (1 - rise) + above * rise).astype(np.float32)


def halved(values: Pixels) -> Pixels:
    """Return means over squares of two cells; an odd last line or row goes."""
    lines, rows = values.shape[0] // 2, values.shape[1] // 2
    return (
        values[: 2 * lines, : 2 * rows]
        .reshape(lines, 2, rows, 2)
        .mean(axis=(1, 3), dtype=np.float32)
    )


def doubled(values: Pixels, shape: tuple[int, ...]) -> Pixels:
    """Return a picture on twice as fine a grid of a shape, linear in between."""
    lines = np.clip((np.arange(shape[0], dtype=np.float32) - 0.5) / 2, 0, values.shape[0] - 1.001)
    rows = np.clip((np.arange(shape[1], dtype=np.float32) - 0.5) / 2, 0, values.shape[1] - 1.001)
    line, row = lines.astype(np.int64), rows.astype(np.int64)
    part, rise = (lines - line)[:, None], (rows - row)[None, :]
    below = values[line][:, row] * (1 - part) + values[line + 1][:, row] * part
    above = values[line][:, row + 1] * (1 - part) + values[line + 1][:, row + 1] * part
    return (below * (1 - rise) + above * rise).astype(np.float32)
