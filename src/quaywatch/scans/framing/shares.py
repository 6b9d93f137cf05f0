"""Transmissions from what a scanner delivered, or why there are none."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.physics.normalising import FULL_SCALE, transmission
from quaywatch.scans.radiograph import Band, Energy, Radiograph, Scale
from quaywatch.scans.reading import Reason


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the open beam by line and row; NaN where no signal is known."""

    low: Pixels
    high: Pixels
    single: bool
    """One energy only, which stands for both."""


def shares(radiograph: Radiograph) -> Shares | Reason:
    """Return the transmissions of a radiograph, or the reason why nothing can be measured in it."""
    if radiograph.scale is Scale.DISPLAY:
        return Reason(code="for_the_eye")
    low, high = radiograph.band(Energy.LOW), radiograph.band(Energy.HIGH)
    one = radiograph.band(Energy.SINGLE) or high or low
    if one is None:
        return Reason(code="for_the_eye")
    if any(not _measured(band, radiograph.scale) for band in radiograph.bands):
        return Reason(code="no_calibration")
    if low is None or high is None:
        share = _share(one, radiograph.scale)
        return Shares(share, share, single=True)
    return Shares(_share(low, radiograph.scale), _share(high, radiograph.scale), single=False)


def _measured(band: Band, scale: Scale) -> bool:
    return scale is not Scale.COUNTS or band.calibration is not None


def _share(band: Band, scale: Scale) -> Pixels:
    if scale is Scale.COUNTS and band.calibration is not None:
        return transmission(band.pixels, band.calibration)
    return band.pixels.astype(np.float32) * np.float32(1.0 / FULL_SCALE)
