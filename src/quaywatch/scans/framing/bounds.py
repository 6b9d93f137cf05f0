"""Where the container is in a picture: its ends, its top and its underside.

The shadow of a top rail is the highest thing that is dark over five metres or more; the ends are
those of the shadow just below it, where no trailer and no tractor reaches. The underside is the
shadow's lower edge where the beam is open beneath it. Where a trailer stands there, it is told by
the floor's cross members, which repeat along the container, and by the heights that ISO 668 knows.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Floats, Ints, Pixels
from quaywatch.scans.physics.geometry import Fan

WIDTH = 2.438
"""Of every ISO container, metres."""
HEIGHTS = (2.438, 2.591, 2.896)
"""Outside heights of ISO 668, metres."""
_DARK = 0.95
"""Share of the open beam below which something is there; two walls of sheet let 0.9 pass."""
_SHORTEST, _LONGEST, _TALLEST = 5.0, 25.0, 6.0
"""Metres: wide of any container, so that no file has a grid built that fills the memory."""
_STEP = 0.02
"""Metres a pixel where the search begins."""
_OPEN = 0.004
"""Share of lines that noise and cables may darken in a row of the open beam."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Outer bounds: lines as edges in the picture's own, heights over the ground in metres."""

    first_line: float
    last_line: float
    underside: float
    top: float
    open_below: bool
    """The beam is open beneath the container: no trailer."""
    shadow: tuple[int, int]
    """Rows that the container darkens; those outside are open, below only if `open_below`."""


def bounds(share: Pixels, fan: Fan, distance: float) -> Bounds | None:
    """Find the container in transmissions by line and row; None where there is none."""
    lines_step = max(round(_STEP / fan.line_spacing), 1)
    rows_step = max(round(_STEP / fan.row_height(distance)), 1)
    small = _shrunk(share, lines_step, rows_step)
    if 0 in small.shape:
        return None
    dark = small < _DARK
    spacing = fan.line_spacing * lines_step
    runs = _longest_runs(_closed(dark, max(round(0.3 / spacing), 1)))
    long = np.flatnonzero(runs[:, 1] - runs[:, 0] >= _SHORTEST / spacing)
    if long.size == 0:
        return None
    top_row = int(long[-1])
    reach = max(round(0.3 / (fan.row_height(distance) * rows_step)), 2)
    beneath = slice(max(top_row - 2 * reach, 0), max(top_row - reach // 3, 1))
    rows = slice(beneath.start * rows_step, beneath.stop * rows_step)
    profile: Floats = np.asarray(np.nanmean(share[:, rows], axis=1, dtype=np.float64))
    first, last = (int(edge) * lines_step for edge in runs[top_row])
    ends = _end(profile, first, -1, fan.line_spacing), _end(profile, last, 1, fan.line_spacing)
    inside = share[max(int(ends[0]), 0) : int(np.ceil(ends[1]))]
    if not _SHORTEST <= len(inside) * fan.line_spacing <= _LONGEST:
        return None
    found = _upright(inside, top_row * rows_step, rows_step, ends, fan, distance)
    return found if found is not None and 0 < found.top - found.underside <= _TALLEST else None


def _upright(
    inside: Pixels,
    top_row: int,
    step: int,
    ends: tuple[float, float],
    fan: Fan,
    distance: float,
) -> Bounds | None:
    """Find top and underside in the lines of the container."""
    # Single pixels are too noisy to tell an open beam by.
    together = _shrunk(inside, max(round(_STEP / fan.line_spacing), 1), 1)
    middle: Floats = np.median(np.nan_to_num(together, nan=1.0), axis=0).astype(np.float64)
    darkened: Floats = (together < _DARK).mean(axis=0)
    rows = len(middle)
    from_top = np.flatnonzero(middle[: min(top_row + 3 * step, rows)] < _DARK)
    if from_top.size == 0:
        return None
    upper = int(from_top[-1])
    top = _edge(fan.height(np.array(upper + 0.5), distance).item(), fan, distance, top=True)
    clear = np.flatnonzero(darkened[:upper] <= _OPEN)
    open_below = clear.size > 0 and bool((darkened[: int(clear[-1]) + 1] <= 5 * _OPEN).all())
    if open_below:
        seen = np.flatnonzero(middle < _DARK)
        lower = int(seen[0])
        height = fan.height(np.array(lower - 0.5), distance).item()
        underside = _edge(height, fan, distance, top=False)
    else:
        underside = top - _iso_height(inside, top, fan, distance)
        lower = max(int(fan.row(underside, distance - WIDTH / 2)), 0)
    return Bounds(ends[0], ends[1], underside, top, open_below, (lower, upper + 1))


def _edge(height: float, fan: Fan, distance: float, *, top: bool) -> float:
    """Return the height of an upper or lower edge whose shadow ends at `height`, both over ground.

    The outermost ray passes the near edge of what sticks out beyond the level of the source, and
    the far edge of what does not.
    """
    beyond = (height > fan.source_height) == top
    at = distance - WIDTH / 2 if beyond else distance + WIDTH / 2
    return fan.source_height + (height - fan.source_height) * at / distance


def _iso_height(inside: Pixels, top: float, fan: Fan, distance: float) -> float:
    """Return the ISO height at whose floor the picture repeats most along the container."""
    scores: list[float] = []
    for height in HEIGHTS[1:]:
        underside = top - height
        low = max(int(fan.row(underside + 0.03, distance)), 0)
        high = max(int(fan.row(underside + 0.15, distance)), low + 1)
        scores.append(_webs(inside[:, low:high], fan.line_spacing))
    return HEIGHTS[1:][int(np.argmax(scores))]


def _webs(share: Pixels, spacing: float) -> float:
    """Return how much narrow dark lines repeat every 25 to 46 cm in some rows."""
    depth = -np.log(np.clip(np.nan_to_num(share, nan=1.0), 1e-3, 1.0)).T.astype(np.float64)
    # Webs of cross members are edge-on: narrow and dark, as neither walls nor goods are.
    aside = max(round(0.02 / spacing), 1)
    narrow = depth[:, aside:-aside] - (depth[:, : -2 * aside] + depth[:, 2 * aside :]) / 2
    narrow = np.maximum(narrow, 0.0)
    narrow -= narrow.mean(axis=1, keepdims=True)
    size = 2 * narrow.shape[1]
    alike = np.fft.irfft(np.abs(np.fft.rfft(narrow, size, axis=1)) ** 2, size, axis=1)
    lags = slice(int(0.25 / spacing), int(0.46 / spacing) + 1)
    return float((alike[:, lags].max(axis=1) / alike[:, 0]).mean())


def _end(profile: Floats, near: int, way: int, spacing: float) -> float:
    """Return the line, as an edge, where the shadow ends near a line on the way outwards."""
    reach = max(round(0.25 / spacing), 4)
    if way > 0:
        return len(profile) - _end(profile[::-1], len(profile) - near, -1, spacing)
    start, stop = max(near - reach, 0), min(near + reach, len(profile))
    part = np.nan_to_num(profile[start:stop], nan=1.0)
    half = (1.0 + min(float(part.min()), 0.9)) / 2
    below = np.flatnonzero(part < half)
    at = int(below[0]) if below.size else near - start
    if at == 0:
        return float(start)
    outer, inner = float(part[at - 1]), float(part[at])
    # Values stand for the middle of their lines.
    return start + at - 0.5 + (outer - half) / max(outer - inner, 1e-6)


def _shrunk(share: Pixels, lines: int, rows: int) -> Pixels:
    """Return means over blocks; what is left over at the ends goes."""
    if lines == rows == 1:
        return share
    count, height = share.shape[0] // lines, share.shape[1] // rows
    blocks = share[: count * lines, : height * rows].reshape(count, lines, height, rows)
    return blocks.mean(axis=(1, 3))


def _closed(dark: Bools, gap: int) -> Bools:
    """Return `dark` by row and line, with gaps of up to so many lines closed."""
    lines: Ints = np.arange(dark.shape[0], dtype=np.int64)[:, None]
    before = np.maximum.accumulate(np.where(dark, lines, -gap - 1), axis=0)
    after = np.minimum.accumulate(np.where(dark, lines, 2 * len(lines) + gap)[::-1], axis=0)[::-1]
    return (after - before <= gap + 1).T


def _longest_runs(dark: Bools) -> Floats:
    """Return first and last line (half-open) of the longest run of each row."""
    found: list[tuple[int, int]] = []
    for row in dark:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], row.astype(np.int8), [0]])))
        starts, stops = edges[::2], edges[1::2]
        if starts.size == 0:
            found.append((0, 0))
            continue
        longest = int(np.argmax(stops - starts))
        found.append((int(starts[longest]), int(stops[longest])))
    return np.array(found, dtype=np.float64)
