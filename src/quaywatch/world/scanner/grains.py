"""Grain of goods: how the areal density of a package varies over it.

A ray that crosses a depth of pieces of one size meets a number of them that varies as the root of
their number (Poisson), so relative grain is about the root of size over depth.
"""

from functools import cache

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.scanner.scene import Solids
from quaywatch.world.streams import stream

CELL = 0.005
"""Metres of one cell of a tile."""
_SIDE = 512
_SIZE: Floats = np.array([0.0, 0.02, 0.06, 0.10])
"""Metres of a piece by `Grain`."""
_CONTRAST: Floats = np.array([0.0, 0.35, 0.40, 1.1])
"""How much pieces differ from the gaps between them (assumption, by the look of real scans)."""

_FILTER = 1.5
"""Of a tile's white noise, in sizes of a piece."""


@cache
def tiles() -> Pixels:
    """Return one endless tile a grain, of mean 0 and variance 1."""
    result = np.zeros((len(_SIZE), _SIDE, _SIDE), dtype=np.float32)
    frequency = np.fft.fftfreq(_SIDE, CELL)
    radius = np.hypot(frequency[:, None], frequency[None, : _SIDE // 2 + 1])
    for grain in range(1, len(_SIZE)):
        white = stream(0, f"grain/{grain}").standard_normal((_SIDE, _SIDE))
        passed = np.exp(-0.5 * (radius * _SIZE[grain] * _FILTER) ** 2)
        passed[0, 0] = 0.0
        made = np.fft.irfft2(np.fft.rfft2(white) * passed, (_SIDE, _SIDE))
        result[grain] = np.clip(made / made.std(), -3.0, 3.0)
    return result


def strengths(solids: Solids) -> Floats:
    """Return the relative grain of each solid, at most 0.3: none has less than nothing in it."""
    depth = solids.bounds[:, 3] - solids.bounds[:, 2]
    size, contrast = _SIZE[solids.grain], _CONTRAST[solids.grain]
    return np.minimum(contrast * np.sqrt(size / np.maximum(depth, 1e-3)), 0.3)


def correlation(grain: int) -> float:
    """Return the standard deviation, metres, of the Gaussian that a grain is correlated by."""
    return float(_FILTER * _SIZE[grain] / (np.pi * np.sqrt(2.0)))
