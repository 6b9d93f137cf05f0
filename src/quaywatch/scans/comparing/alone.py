"""What each of two scans shows at the doors by itself, to the net that sees single scans.

What was put there looks out of place in the later scan alone; what looks so in both stood there
before, whatever the net takes it for.
"""

from dataclasses import replace

import numpy as np

from quaywatch.scans.comparing.seeing import LINES
from quaywatch.scans.detection.detecting import maps
from quaywatch.scans.detection.features import CELL
from quaywatch.scans.physics.arrays import Pixels
from quaywatch.scans.standard import Standard

_NEAR = 3
"""Cells by which the same thing may lie elsewhere in the other scan: loads slide, and what is near
to one source may be far from the other."""
_QUIET = -5.0
"""Logit below which a scan says that nothing is there; how far below says no more."""


def alone(found: Standard, *, turned: bool = False) -> Pixels:
    """Return the logit of a threat by cell along and up of the end at the doors.

    `turned` says that the doors are at the other end. Raises `AlteredModelError` where the net's
    file was changed.
    """
    if turned:
        found = replace(found, low=found.low[::-1], high=found.high[::-1])
    return maps(found).logit[: LINES // CELL]


def newly(before: Pixels, after: Pixels) -> Pixels:
    """Return by cell of the later scan how much more it shows than the earlier one near there."""
    known = np.full(after.shape, _QUIET, dtype=np.float32)
    along, up = (min(one, other) for one, other in zip(before.shape, after.shape, strict=True))
    known[:along, :up] = np.maximum(before[:along, :up], _QUIET)
    for axis in (0, 1):
        known = _highest_near(known, axis)
    return after - known


def _highest_near(values: Pixels, axis: int) -> Pixels:
    sides = [(_NEAR, _NEAR) if axis == each else (0, 0) for each in (0, 1)]
    padded = np.pad(values, sides, constant_values=_QUIET)
    return np.lib.stride_tricks.sliding_window_view(padded, 2 * _NEAR + 1, axis=axis).max(axis=-1)
