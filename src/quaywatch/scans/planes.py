"""What a viewer draws: one energy as shares of the open beam, whole or shrunk."""

import math

import numpy as np

from quaywatch.scans.physics.arrays import Counts
from quaywatch.scans.physics.normalising import FULL_SCALE, transmission
from quaywatch.scans.radiograph import Band, Scale
from quaywatch.scans.writers.raised import raised

LEAST_STEP, MOST_STEP = 1, 16
_AT_ONCE = 100_000
"""Pixels of the picture that a viewer asks for first."""


def plane(band: Band, scale: Scale) -> Counts:
    """Return a band by height and width, topmost row first, 65,535 for the open beam.

    Counts are normalised where their calibration is known. A detector that sees nothing is drawn
    black, one that was dazzled white.
    """
    if scale is not Scale.COUNTS or band.calibration is None:
        return np.ascontiguousarray(raised(band))
    share = transmission(band.pixels, band.calibration)
    dazzled = band.pixels == FULL_SCALE
    known = np.nan_to_num(np.clip(share, 0.0, 1.0), nan=0.0) * FULL_SCALE
    drawn = np.where(dazzled, np.float32(FULL_SCALE), known)
    return np.ascontiguousarray(np.rint(drawn).astype(np.uint16).T[::-1])


def preview_step(lines: int, rows: int) -> int:
    """Return how often a viewer shrinks a picture so that the first one comes at once."""
    step = math.floor(math.sqrt(lines * rows / _AT_ONCE) + 0.5)
    return min(MOST_STEP, max(LEAST_STEP, step))


def shrunk(drawn: Counts, step: int) -> Counts:
    """Return means over squares of `step` pixels; what is left over at right and foot goes.

    Raises:
        ValueError: `step` is not from 1 to 16.
    """
    if not LEAST_STEP <= step <= MOST_STEP:
        raise ValueError(f"a picture is shrunk {LEAST_STEP} to {MOST_STEP} times, not {step}")
    if step == 1:
        return drawn
    height, width = (max(side // step, 1) for side in drawn.shape)
    whole = drawn[: height * step, : width * step]
    squares = whole.reshape(height, -1, width, whole.shape[1] // width)
    return squares.mean(axis=(1, 3), dtype=np.float64).round().astype(np.uint16)
