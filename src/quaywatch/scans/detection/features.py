"""What the net sees of a container: attenuation at both energies, and where each cell lies."""

import numpy as np

from quaywatch.scans.physics.arrays import Pixels

CELL = 4
"""Grid pixels along and up that one cell of the net's map covers; it is told each of them."""
CHANNELS = 3 * CELL * CELL + 4
MULTIPLE = 8
"""The net halves its map three times: cells along and up are filled up to a multiple of this."""
SCALE = 3.0
"""Attenuation of the high energy is told in units of this."""
DEEPEST = 9.0
"""Attenuation (-ln) beyond which there is but noise."""
_NEAR = 2.0
"""Metres from an end beyond which the distance to it is not told."""
_TALL = 3.0


def features(low: Pixels, high: Pixels, underside: int, top: int, grid: float) -> Pixels:
    """Return the net's input by cell along, cell up and channel.

    `low` and `high` are transmissions by line (doors first) and row, `underside` and `top` the
    rows of the container's outer bounds, `grid` metres a pixel. Beyond the picture there is air.
    """
    lines, rows = low.shape
    planes = np.stack(_planes(low, high), axis=2)
    along, up = (_filled(count) for count in (lines, rows))
    padded = np.zeros((along * CELL, up * CELL, 3), dtype=np.float32)
    padded[:lines, :rows] = planes
    shuffled = padded.reshape(along, CELL, up, CELL, 3).transpose(0, 2, 1, 3, 4)
    out = np.empty((along, up, CHANNELS), dtype=np.float32)
    out[:, :, :-4] = shuffled.reshape(along, up, -1)
    x = (np.arange(along) + 0.5) * CELL * grid
    z = ((np.arange(up) + 0.5) * CELL - underside) * grid
    length, height = lines * grid, (top - underside) * grid
    out[:, :, -4] = np.clip(x / _NEAR, 0.0, 1.0)[:, None]
    out[:, :, -3] = np.clip((length - x) / _NEAR, 0.0, 1.0)[:, None]
    out[:, :, -2] = z / _TALL
    out[:, :, -1] = (height - z) / _TALL
    return out


def _planes(low: Pixels, high: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Return attenuation, what the low energy has more of it, and what is unusual in its row."""
    deep_low, deep_high = (_attenuation(share) for share in (low, high))
    usual = np.median(deep_high, axis=0, keepdims=True)
    unusual = np.clip(deep_high - usual, -3.0, 3.0)
    return deep_high / SCALE, np.clip(deep_low - deep_high, -1.0, 3.0), unusual


def _attenuation(share: Pixels) -> Pixels:
    known = np.nan_to_num(share, nan=1.0)
    return -np.log(np.clip(known, np.exp(-DEEPEST), np.exp(0.3))).astype(np.float32)


def _filled(count: int) -> int:
    """Return cells for so many pixels, filled up."""
    cells = -(-count // CELL)
    return -(-cells // MULTIPLE) * MULTIPLE
