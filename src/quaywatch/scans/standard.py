"""The shared front of all engines: a container on one grid, whatever scanner saw it.

What a scanner delivered is normalised, levelled, freed of scatter, turned so that the doors come
first, cropped to the container and averaged into cells of a square centimetre. Heights are those
at the middle of the load: what stands nearer to the source looks up to a quarter larger, so that
the shadows of the near roof and underside reach beyond the container's own height. The grid has
room for them: `UNDERSIDE` rows below and `OVER` rows above.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.framing.bounds import HEIGHTS, Bounds, bounds
from quaywatch.scans.framing.gridding import averaged, dilution
from quaywatch.scans.framing.levels import level, open_rows, open_variance, roughly_levelled
from quaywatch.scans.framing.shares import Shares, shares
from quaywatch.scans.physics.arrays import Floats, Ints, Pixels
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.scatter import Scatter
from quaywatch.scans.radiograph import Leading, Particulars, Radiograph
from quaywatch.scans.reading import Reason, Region

VERSION = "1"
"""Of what the grid holds; raised whenever a picture's standard changes."""
GRID = 0.01
"""Metres along and up, at the middle of the load."""
UNDERSIDE = 30
"""Row of the container's underside; rows below see its near edge, and the trailer."""
OVER = 50
"""Rows above the container's top."""
LEAST = 1e-5
"""Transmission below which there is no signal; what noise drove lower is taken as that."""
SCATTER, SCATTER_SPREAD = 0.002, 0.30
"""Strength (see `physics.scatter`) and spread over the detectors in metres, taken for every
scanner: files do not tell them, and collimated fans are within half of it either way."""
LENGTHS = {20: 6.058, 40: 12.192, 45: 13.716}
"""Outside lengths of ISO 668, metres, by feet."""
_COARSE = 5
"""Rows at a time over which scatter is computed."""
_NOMINAL = 0.03
"""Metres within which a measure is that of ISO 668, so that equal containers fill equal grids."""
ELECTRONIC = 5e-5
"""Standard deviation of the electronics as a share of the open beam, taken for every scanner:
three counts of sixty thousand."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the grid in the picture's own pixels."""

    edges: Floats
    """Edges of cells, one more than there are; pixel n reaches from n to n + 1."""
    pixels: int

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the pixels, half-open, that cells from `first` to before `last` touch."""
        ends = self.edges[max(first, 0)], self.edges[min(last, len(self.edges) - 1)]
        low, high = int(np.floor(min(ends) + 1e-6)), int(np.ceil(max(ends) - 1e-6))
        low = min(max(low, 0), self.pixels - 1)
        return low, min(max(high, low + 1), self.pixels)

    @property
    def dilution(self) -> Floats:
        """Share of a pixel's variance that averaging leaves, by cell."""
        return dilution(self.edges, self.pixels)


@dataclass(frozen=True, slots=True)
class Standard:
    """A container as any scanner would show it."""

    low: Pixels
    high: Pixels
    """Transmission by line and row of the grid, at least `LEAST`: line 0 begins at the outside of
    the doors, row `UNDERSIDE` at the container's underside."""
    single: bool
    """One energy only is known, which stands for both."""
    length: float
    height: float
    """Of the container as found, metres outside."""
    open_below: bool
    """No trailer stands beneath."""
    doors_told: bool
    """It is known which end is which; else the first line of the picture is taken as the front."""
    fan: Fan
    distance: float
    """Level way from the source to the middle of the load, metres."""
    particulars: Particulars
    lines: Axis
    rows: Axis
    quanta: tuple[float, float]
    """Variance of one pixel of the open beam, low and high."""

    @property
    def heights(self) -> Floats:
        """Middle of each row over the ground at the middle of the load, metres."""
        edges = self.rows.edges
        return self.fan.height((edges[:-1] + edges[1:]) / 2 - 0.5, self.distance)

    @property
    def obliquity(self) -> Floats:
        """Length of each row's ray for one metre of level way."""
        rise = (self.heights - self.fan.source_height) / self.distance
        return np.sqrt(1.0 + rise**2)

    @property
    def size(self) -> int:
        """Length class of ISO 668 in feet: 20, 40 or 45."""
        return min(LENGTHS, key=lambda feet: abs(LENGTHS[feet] - self.length))

    def region(self, first_line: int, last_line: int, first_row: int, last_row: int) -> Region:
        """Return the picture's own pixels under cells of the grid; bounds are half-open."""
        lines = self.lines.span(first_line, last_line)
        rows = self.rows.span(first_row, last_row)
        return Region(first_line=lines[0], last_line=lines[1], first_row=rows[0], last_row=rows[1])

    def attenuation(self) -> tuple[Pixels, Pixels]:
        """Return -ln of the low and high transmission."""
        low = -np.log(self.low)
        return low, low if self.single else -np.log(self.high)

    def noise(self) -> tuple[Pixels, Pixels]:
        """Return the standard deviation of the low and high attenuation in each cell.

        Photons and electronics; neighbouring cells share pixels where edges cut them, which is
        left out.
        """
        left = np.multiply.outer(self.lines.dilution, self.rows.dilution)
        low, high = (
            (np.sqrt((quantum * share + ELECTRONIC**2) * left) / share).astype(np.float32)
            for quantum, share in zip(self.quanta, (self.low, self.high), strict=True)
        )
        return low, high


def standard(radiograph: Radiograph) -> Standard | Reason:
    """Bring a radiograph onto the grid, or tell why it cannot be.

    Reasons: `for_the_eye` (nothing can be measured), `no_calibration` (counts without dark and
    air), `no_geometry` (fan or load distance unknown), `no_container` (none found).
    """
    measured = shares(radiograph)
    if isinstance(measured, Reason):
        return measured
    told = radiograph.particulars
    if told.fan is None or told.load_distance is None or told.fan.rows != radiograph.rows:
        return Reason(code="no_geometry")
    found = bounds(roughly_levelled(_clearest(measured)), told.fan, told.load_distance)
    if found is None:
        return Reason(code="no_container")
    return _gridded(measured, found, told, told.fan, told.load_distance)


def _clearest(measured: Shares) -> Pixels:
    """Return what shows edges best: the low energy attenuates more."""
    return measured.low


def _gridded(
    measured: Shares, found: Bounds, told: Particulars, fan: Fan, distance: float
) -> Standard:
    lines = Axis(_line_edges(found, told, fan), measured.low.shape[0])
    rows = Axis(_row_edges(found, fan, distance), measured.low.shape[1])
    spread = SCATTER_SPREAD / fan.detector_distance * distance / (GRID * _COARSE)
    scatter = Scatter(SCATTER, spread)
    low, low_quantum = _cells(measured.low, found, lines, rows, scatter)
    high, high_quantum = (
        (low, low_quantum)
        if measured.single
        else _cells(measured.high, found, lines, rows, scatter)
    )
    return Standard(
        low=low,
        high=high,
        single=measured.single,
        length=(found.last_line - found.first_line) * fan.line_spacing,
        height=found.top - found.underside,
        open_below=found.open_below,
        doors_told=told.leading is not None,
        fan=fan,
        distance=distance,
        particulars=told,
        lines=lines,
        rows=rows,
        quanta=(low_quantum, high_quantum),
    )


def _cells(
    share: Pixels, found: Bounds, lines: Axis, rows: Axis, scatter: Scatter
) -> tuple[Pixels, float]:
    """Return one energy on the grid and the variance of a pixel in its open beam."""
    open_ = open_rows(share, found)
    share = level(share, open_)
    out = np.empty((len(lines.edges) - 1, len(rows.edges) - 1), dtype=np.float32)
    averaged(share, lines.edges, rows.edges, out)
    seen = np.where(np.isfinite(out), out, _beside(out))
    primary = seen - _scattered(seen, scatter)
    return np.maximum(primary, np.float32(LEAST)), open_variance(share, open_)


def _scattered(seen: Pixels, scatter: Scatter) -> Pixels:
    """Return the scatter in each cell: smooth over the rows, so computed over a few at a time."""
    rows = seen.shape[1]
    firsts: Ints = np.arange(0, rows, _COARSE, dtype=np.int64)
    sizes = np.diff(np.append(firsts, rows))
    coarse = np.add.reduceat(seen, firsts, axis=1, dtype=np.float64) / sizes
    stray = coarse - scatter.removed(coarse)
    middles = firsts + (sizes - 1) / 2
    every: Floats = np.arange(rows, dtype=np.float64)
    at: Floats = np.interp(every, middles, every[: len(middles)])
    left = np.minimum(at.astype(np.int64), len(middles) - 2)
    part = at - left
    return (stray[:, left] * (1 - part) + stray[:, left + 1] * part).astype(np.float32)


def _beside(cells: Pixels) -> Pixels:
    """Return for each cell the nearest known one in its line, open beam where none is."""
    known = np.isfinite(cells)
    if known.all():
        return cells
    rows: Ints = np.arange(cells.shape[1], dtype=np.int64)
    before = np.maximum.accumulate(np.where(known, rows, -1), axis=1)
    after = np.minimum.accumulate(np.where(known, rows, len(rows))[:, ::-1], axis=1)[:, ::-1]
    nearest = np.where((rows - before <= after - rows) & (before >= 0), before, after)
    found = np.take_along_axis(cells, np.clip(nearest, 0, len(rows) - 1), axis=1)
    return np.nan_to_num(found, nan=1.0)


def _line_edges(found: Bounds, told: Particulars, fan: Fan) -> Floats:
    length = (found.last_line - found.first_line) * fan.line_spacing
    cells = round(_nominal(length, tuple(LENGTHS.values())) / GRID)
    way: Floats = np.arange(cells + 1, dtype=np.float64) * (GRID / fan.line_spacing)
    if told.leading is Leading.DOORS:
        return found.first_line + way
    return found.last_line - way


def _row_edges(found: Bounds, fan: Fan, distance: float) -> Floats:
    cells = round(_nominal(found.top - found.underside, HEIGHTS) / GRID)
    cells_up: Floats = np.arange(-UNDERSIDE, cells + OVER + 1, dtype=np.float64)
    heights = found.underside + GRID * cells_up
    # A row's ray passes the middle of its pixel.
    rise = (heights - fan.source_height) * fan.detector_distance / distance
    return (fan.source_height + rise - fan.lowest) / fan.pitch + 0.5


def _nominal(measure: float, known: tuple[float, ...]) -> float:
    nearest = min(known, key=lambda one: abs(one - measure))
    return nearest if abs(nearest - measure) <= _NOMINAL else measure
