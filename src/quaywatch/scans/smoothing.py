"""Means over windows of cells, and pictures read between their cells."""

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.scans.physics.arrays import Ints, Pixels


def mean_over(values: Pixels, along: int, up: int) -> Pixels:
    """Return means over windows that reach so many cells each way; at borders over what is there.

    The first axis is along the container, the second up.
    """
    return _mean(_mean(values, along, 0), up, 1)


def _mean(values: Pixels, reach: int, axis: int) -> Pixels:
    if reach == 0:
        return values
    even = np.ascontiguousarray(values, dtype=np.float32)
    out = np.empty_like(even)
    if axis == 0:
        _mean_along(even, reach, out)
    else:
        _mean_up(even, reach, out)
    return out


@compiled
def _mean_along(values: Pixels, reach: int, out: Pixels) -> None:
    lines, rows = values.shape
    total = np.zeros(rows, dtype=np.float64)
    for i in range(min(reach, lines)):
        for r in range(rows):
            total[r] += values[i, r]
    for i in range(lines):
        if i + reach < lines:
            for r in range(rows):
                total[r] += values[i + reach, r]
        if i > reach:
            for r in range(rows):
                total[r] -= values[i - reach - 1, r]
        each = 1.0 / (min(i + reach, lines - 1) - max(i - reach, 0) + 1)
        for r in range(rows):
            out[i, r] = total[r] * each


@compiled
def _mean_up(values: Pixels, reach: int, out: Pixels) -> None:
    lines, rows = values.shape
    for i in range(lines):
        total = 0.0
        for r in range(min(reach, rows)):
            total += values[i, r]
        for r in range(rows):
            if r + reach < rows:
                total += values[i, r + reach]
            if r > reach:
                total -= values[i, r - reach - 1]
            out[i, r] = total / (min(r + reach, rows - 1) - max(r - reach, 0) + 1)


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
    even = np.ascontiguousarray(values, dtype=np.float32)
    out = np.empty_like(even)
    rise = np.zeros_like(even) if up is None else up
    _displaced(even, _own(along), _own(rise), out)
    return out


def _own(values: Pixels) -> Pixels:
    # What is broadcast may not be written to, which would be another type to the compiler.
    return np.array(values, dtype=np.float32, order="C")


@compiled
def _displaced(values: Pixels, along: Pixels, up: Pixels, out: Pixels) -> None:
    lines, rows = values.shape
    last_line, last_row = np.float32(lines - 1.001), np.float32(rows - 1.001)
    nothing, whole = np.float32(0.0), np.float32(1.0)
    for i in range(lines):
        for r in range(rows):
            at = min(max(np.float32(i) + along[i, r], nothing), last_line)
            level = min(max(np.float32(r) + up[i, r], nothing), last_row)
            line, row = int(at), int(level)
            part, rise = at - np.float32(line), level - np.float32(row)
            below = values[line, row] * (whole - part) + values[line + 1, row] * part
            above = values[line, row + 1] * (whole - part) + values[line + 1, row + 1] * part
            out[i, r] = below * (whole - rise) + above * rise


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
