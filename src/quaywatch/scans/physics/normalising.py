"""Raw counts made comparable: dark current, air, pulse and wobble taken out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.physics.arrays import Bools, Counts, Floats, Pixels

FULL_SCALE = 65535
"""Where a converter of 16 bits saturates."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Means over lines taken before the load came."""

    dark: Pixels
    """Counts of each detector without beam."""
    air: Pixels
    """Counts of each detector in the open beam, dark current included."""

    @property
    def usable(self) -> Bools:
        """Detectors that see the beam at all and do not saturate in it."""
        return (self.air - self.dark > 1.0) & (self.air < FULL_SCALE)


def calibration(dark: Counts, air: Counts) -> Calibration:
    """Average calibration lines, given by line and row."""
    return Calibration(
        dark.mean(axis=0, dtype=np.float64).astype(np.float32),
        air.mean(axis=0, dtype=np.float64).astype(np.float32),
    )


def saturated(raw: Counts) -> Bools:
    """Return where the converter was at its end, so that the true signal is not known."""
    return raw == FULL_SCALE


def transmission(raw: Counts, means: Calibration) -> Pixels:
    """Return the share of the open beam by line and row; NaN where no signal is known.

    Dark current and gain are taken out; pulses and wobble are left to `levelled`.
    """
    span = np.where(means.usable, means.air - means.dark, np.nan).astype(np.float32)
    share = (raw - means.dark) / span
    return np.where(saturated(raw), np.float32(np.nan), share).astype(np.float32)


def levelled(share: Pixels, open_rows: NDArray[np.int64]) -> Pixels:
    """Take out what changes from line to line: strength of the pulse and nodding of the beam.

    `open_rows` are rows that see the open beam in every line, best above and below the load. Their
    signal, as a straight line over the rows, is what each line is divided by; with all of them on
    one side of the load only the pulse's strength can be told.
    """
    seen = share[:, open_rows].astype(np.float64)
    place = open_rows / max(share.shape[1] - 1, 1)
    if np.ptp(place) < 0.5:
        return (share / seen.mean(axis=1)[:, None]).astype(np.float32)
    design = np.stack([np.ones_like(place), place], axis=1)
    fitted, *_ = np.linalg.lstsq(design, seen.T, rcond=None)
    rows: Floats = np.arange(share.shape[1], dtype=np.float64) / max(share.shape[1] - 1, 1)
    level: Floats = fitted[0][:, None] + fitted[1][:, None] * rows[None, :]
    return (share / level).astype(np.float32)


def log_signal(share: Pixels, floor: float = 1e-6) -> Pixels:
    """Return -ln of transmission, with what noise drove below `floor` taken as that."""
    return -np.log(np.maximum(share, np.float32(floor)))
