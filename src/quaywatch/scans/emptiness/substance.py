"""What stands between the walls of an empty container and is not of steel, told by both energies.

A sheet welded over a wall takes as much out of the beam as a carton does, but it is of steel, as
the walls are: along the curve of steel the low energy's attenuation follows from the high one's,
and what is left is of something else.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.emptiness.ends import UNSEEN
from quaywatch.scans.materials import USUAL, material_table, told
from quaywatch.scans.physics.arrays import Bools, Floats, Pixels
from quaywatch.scans.physics.dual import STEPS, Inversion
from quaywatch.scans.smoothing import mean_over
from quaywatch.scans.standard import Standard

_STEEL, _ORGANIC = STEPS.index("steel"), STEPS.index("wood")
_ROUNDS = 5
_FAR, _REACH = 3.5, 3
"""Standard deviations, of the mean over so many cells each way, from which a cell no longer tells
how its line was exposed (Tukey's weights)."""
_ADDED = 0.06
"""High-energy attenuation, beyond that of the walls, over which substances are compared: about
that of a carton of two kilograms."""


@dataclass(frozen=True, slots=True)
class Substance:
    """By how much the low energy is attenuated beyond what steel would show, by line and row."""

    beyond: Pixels
    sd: Pixels
    """`UNSEEN` where it is not told: outside the hold, and at the ends."""
    contrast: float
    """Of it, for an attenuation of 1 by an organic substance before both walls."""


def substance(standard: Standard, lines: slice, rows: Bools, level: float) -> Substance | None:
    """Tell what both energies say of the hold, whose walls attenuate by `level`; None of one.

    `lines` and `rows` are those of the hold.
    """
    if standard.single:
        return None
    curves = material_table(told(standard.particulars.endpoints_mev) or USUAL)
    low, high = (one[lines, rows].astype(np.float64) for one in standard.attenuation())
    low_sd, high_sd = (one[lines, rows] for one in standard.noise())
    of_steel = _low(curves, _STEEL, high)
    noise = np.hypot(low_sd, (_low(curves, _STEEL, high + _ADDED) - of_steel) / _ADDED * high_sd)
    walls = level + np.array([0.0, _ADDED])
    more = np.diff(_low(curves, _ORGANIC, walls) - _low(curves, _STEEL, walls))
    beyond, sd = np.zeros_like(standard.low), np.full_like(standard.low, UNSEEN)
    beyond[lines, rows], sd[lines, rows] = _levelled(low - of_steel, noise), noise
    return Substance(beyond, sd, float(more[0]) / _ADDED)


def _low(curves: Inversion, step: int, high: Floats) -> Floats:
    """Return the low energy's attenuation by one step wedge, by the high one's."""
    wedge: Floats = curves.low[step]
    found: Floats = np.interp(high, curves.grid, wedge)
    return found


def _levelled(beyond: Floats, sd: Floats) -> Floats:
    """Return what is left when every row is freed of its usual value along the container, and
    every line of a straight one: pulses of both energies differ, and a trailer hides half of what
    tells how much."""
    apart = beyond - np.median(beyond, axis=0)
    apart -= np.median(apart, axis=1)[:, None]
    up: Floats = np.linspace(-1.0, 1.0, apart.shape[1])
    far = _FAR * sd / (2 * _REACH + 1)
    left = apart
    for _ in range(_ROUNDS):
        smooth = mean_over(left.astype(np.float32), _REACH, _REACH)
        weight = (1.0 - np.minimum((smooth / far) ** 2, 1.0)) ** 2
        sums = weight.sum(axis=1), weight @ up, weight @ up**2
        both = (weight * apart).sum(axis=1), (weight * apart) @ up
        scale = np.maximum(sums[0] * sums[2] - sums[1] ** 2, 1e-9)
        middle = (both[0] * sums[2] - both[1] * sums[1]) / scale
        tilt = (sums[0] * both[1] - sums[1] * both[0]) / scale
        left = apart - middle[:, None] - np.multiply.outer(tilt, up)
    return left - np.median(left, axis=0)
