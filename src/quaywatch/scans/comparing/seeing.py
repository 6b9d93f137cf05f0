"""What the net sees of two scans: the end of a container at its doors, before and after.

Beside both pictures and what is left between them it is told how much is left in the rest of the
container, row by row: a load that is untidy elsewhere is untidy at the doors.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.comparing.registering import Registered
from quaywatch.scans.detection.features import CELL, MULTIPLE
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.smoothing import mean_over
from quaywatch.scans.standard import GRID, OVER, UNDERSIDE

LINES = 192
"""Of the grid, from the outside of the doors on, that the net sees."""
_FINE, _HALF, _COARSE = 4, 2, 2
"""Planes that it is told by the cell of the grid, by four, and by all sixteen of one of its own."""
_FACTS = 3 + 5 + 3
CHANNELS = _FINE * CELL * CELL + _HALF * 4 + _COARSE + _FACTS
_MOST = 2.0
"""Attenuation left between two scans beyond which more says no more."""
_OPAQUE, _FADING = 0.5, 0.35
"""Noise, as attenuation, from which nothing is told of a cell but that it is opaque, and over how
much less that fades in: what is opaque looks alike, of whatever goods it is."""
_DEEP = 6.5
"""Attenuation beyond which more says no more, either."""
_TALL = 3.0


@dataclass(frozen=True, slots=True)
class End:
    """Both scans at the doors, and what is left in the rest of the container."""

    planes: Pixels
    """By plane, line and row: later at both energies; the earlier in the later's energies, its
    load in place and where the later has it; its material; what is left; noise."""
    rows: Pixels
    """Of the rest of the container, by figure and row: mean of what is left, of its amount, and
    the amount that one line in ten exceeds."""
    sides: tuple[float, ...]


def end(pair: Registered) -> End:
    """Return what there is at the doors of two scans brought together."""
    planes = (
        pair.later,
        pair.later_low,
        pair.same,
        pair.followed,
        pair.material,
        pair.rest,
        pair.compared.noise,
    )
    rest = np.clip(pair.rest[LINES:], -1.0, 1.0)
    much = np.abs(rest)
    rows = np.stack([much.mean(axis=0), rest.mean(axis=0), np.quantile(much, 0.9, axis=0)])
    near = np.stack([plane[:LINES] for plane in planes])
    return End(near, rows.astype(np.float32), pair.compared.sides)


def seen(told: End) -> Pixels:
    """Return the net's input by cell along, cell up and channel; beyond the picture there is
    nothing."""
    later, low, same, followed, material, rest, noise = told.planes
    lines, rows = later.shape
    along, up = (_filled(count) for count in (lines, rows))
    clear = np.clip((_OPAQUE - mean_over(noise, 2, 2)) / _FADING, 0.0, 1.0)
    rest, material, more = (
        values * clear for values in (np.clip(rest, -_MOST, _MOST), material, low - later)
    )
    later, same, followed = (np.minimum(values, _DEEP) for values in (later, same, followed))
    fine = np.stack([later / 3, followed / 3, rest, np.clip(rest * 4, -1.0, 1.0)], axis=2)
    half = np.stack([np.clip(more, -1.0, 3.0), same / 3], axis=2)
    coarse = np.stack([np.clip(material, -2.0, 2.0), np.clip(noise, 0.0, 1.0)], axis=2)
    parts = [
        _shuffled(values, along, up, size)
        for values, size in ((fine, 1), (half, 2), (coarse, CELL))
    ]
    facts = np.zeros((along, up, _FACTS), dtype=np.float32)
    facts[:, :, 0] = ((np.arange(along) + 0.5) / along)[:, None]
    z = ((np.arange(up) + 0.5) * CELL - UNDERSIDE) * GRID
    facts[:, :, 1] = z / _TALL
    facts[:, :, 2] = ((rows - OVER - UNDERSIDE) * GRID - z) / _TALL
    facts[:, :, 3:8] = told.sides
    of_rows = np.zeros((up * CELL, 3), dtype=np.float32)
    of_rows[:rows] = told.rows.T
    facts[:, :, 8:] = of_rows.reshape(up, CELL, 3).mean(axis=1)
    return np.concatenate([*parts, facts], axis=2)


def _shuffled(values: Pixels, along: int, up: int, size: int) -> Pixels:
    """Return planes by cell, each with the means over squares of `size` in it."""
    lines, rows, planes = values.shape
    filled = np.zeros((along * CELL, up * CELL, planes), dtype=np.float32)
    filled[:lines, :rows] = values
    each = CELL // size
    parts = filled.reshape(along, each, size, up, each, size, planes).mean(axis=(2, 5))
    return parts.transpose(0, 2, 1, 3, 4).reshape(along, up, -1)


def _filled(count: int) -> int:
    cells = -(-count // CELL)
    return -(-cells // MULTIPLE) * MULTIPLE
