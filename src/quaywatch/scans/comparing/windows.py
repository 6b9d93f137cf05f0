"""What windows of several sizes show beyond what was foretold, and what they are to be judged by.

A mass of kilograms fills a window of its size; noise, goods that slid a little unlike their
neighbours and edges seen from elsewhere fill others. How much of that is usual where a window
stands is told by what lies around it and by its place in the container.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.smoothing import mean_over
from quaywatch.scans.standard import GRID, OVER, UNDERSIDE

SIZES: tuple[tuple[int, int], ...] = (
    (3, 1), (6, 1), (16, 1), (16, 3), (8, 6), (28, 2), (28, 8), (30, 16),
)  # fmt: skip
"""Cells that each window reaches along and up from its middle."""
LINE_STEP, ROW_STEP = 4, 2
"""Cells between middles of windows."""
SOME = (slice(None, None, LINE_STEP), slice(None, None, ROW_STEP))
"""The middles among all cells."""
_MOST = 3.0
"""Attenuation beyond which more says no more."""
_LITTLE = 0.3
"""What one cell counts where clutter is measured."""
_BORDER = 60
"""Cells from an end, the underside or the top within which the place counts."""
STANDS_OUT = 2.0
"""Windows that show less than so many times what is usual in their row are passed over."""
_LEAST = 0.01
PER_GRAM = 0.036
"""Attenuation of 1 g/cm² of organic matter in a beam of some MeV."""
KG_PER_CELL = 10.0 * GRID**2
"""Kilograms of 1 g/cm² over one cell."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two scans brought together: all that windows are judged by."""

    foretold: Pixels
    """What the later scan should show, attenuation."""
    noise: Pixels
    """Standard deviation of both scans' noise together."""
    sides: tuple[float, ...]
    """Of the pair: where beams are open below, which way each passed, distances of sources."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of one size or another, as many as there are lines of each array."""

    line: NDArray[np.int64]
    row: NDArray[np.int64]
    """Cell of each one's middle."""
    size: NDArray[np.int64]
    """Place in `SIZES`."""
    mean: Floats
    """Attenuation that it shows more than was foretold."""
    around: Floats
    """What it is to be judged by: by window and figure."""

    def __len__(self) -> int:
        return len(self.line)


def windows(rest: Pixels, compared: Compared, least: float = STANDS_OUT) -> Windows:
    """Return the windows in which `rest`, later less foretold attenuation, stands out upwards.

    `least` is in times of what is usual in the row of a window of that size.
    """
    capped = np.clip(rest, -_MOST, _MOST)
    means = _means(capped, compared)
    surroundings = [values[SOME] for values in _surroundings(capped, compared)]
    found: list[Windows] = []
    for size, mean in enumerate(means):
        usual = _usual(mean)
        chosen = np.nonzero(mean > least * (usual + _LEAST))
        line, row = chosen[0] * LINE_STEP, chosen[1] * ROW_STEP
        shown = mean[chosen]
        around = [values[chosen] for values in surroundings]
        around += _place(line, row, rest.shape)
        around += [np.full(len(line), value) for value in (size, *compared.sides)]
        found.append(
            Windows(
                line,
                row,
                np.full(len(line), size, dtype=np.int64),
                shown.astype(np.float64),
                np.stack(around, axis=1).astype(np.float64),
            )
        )
    return joined(found)


def joined(parts: list[Windows]) -> Windows:
    """Return all windows of several lots."""
    return Windows(
        np.concatenate([part.line for part in parts]),
        np.concatenate([part.row for part in parts]),
        np.concatenate([part.size for part in parts]),
        np.concatenate([part.mean for part in parts]),
        np.concatenate([part.around for part in parts]),
    )


def _means(capped: Pixels, compared: Compared) -> list[Pixels]:
    """Return by size the mean of each window; cells with noise or at steep edges count less."""
    steep = np.gradient(compared.foretold, axis=0)
    trust = (1.0 / (0.01 + compared.noise**2 + steep**2)).astype(np.float32)
    trusted = capped * trust
    return [mean_over(trusted, *size)[SOME] / mean_over(trust, *size)[SOME] for size in SIZES]


def _usual(mean: Pixels) -> Pixels:
    """Return what windows of each row show on the mean; what is far out counts little."""
    shown = np.abs(mean)
    most = 4 * np.median(shown, axis=0) + 0.05
    return np.minimum(shown, most).mean(axis=0)[None, :]


def _surroundings(capped: Pixels, compared: Compared) -> list[Pixels]:
    """Return slopes, texture, noise, depth and clutter around each cell."""
    foretold = compared.foretold
    along = mean_over(np.abs(np.gradient(foretold, axis=0)), 8, 4)
    up = mean_over(np.abs(np.gradient(foretold, axis=1)), 8, 4)
    mean = mean_over(foretold, 25, 12)
    square = mean_over(foretold * foretold, 25, 12)
    texture = np.sqrt(np.maximum(square - mean**2, 0.0))
    clutter = mean_over(np.minimum(np.abs(capped), np.float32(_LITTLE)), 40, 20)
    return [along, up, texture, compared.noise, mean_over(foretold, 8, 4), clutter]


def _place(
    line: NDArray[np.int64], row: NDArray[np.int64], shape: tuple[int, ...]
) -> list[NDArray[np.int64]]:
    """Return cells from the doors, the front wall, the underside and the top, none beyond 60."""
    lines, rows = shape
    return [
        np.minimum(line, _BORDER),
        np.minimum(lines - 1 - line, _BORDER),
        np.minimum(row - UNDERSIDE, _BORDER),
        np.minimum(rows - OVER - row, _BORDER),
    ]
