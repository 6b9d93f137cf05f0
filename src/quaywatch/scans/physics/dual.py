"""What two energies tell of a load: how much of it there is, and of which atomic number."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.beam import Beam
from quaywatch.scans.physics.materials import material

STEPS: tuple[str, ...] = ("polyethylene", "wood", "aluminium", "steel", "tin", "lead")
"""Step wedges that an installation is calibrated with, by rising atomic number."""
_DEEPEST = 14.0
"""Attenuation (-ln) beyond which no scanner measures."""
LEAST_SEEN = 0.02
"""Attenuation below which a number would be noise."""
_THICKEST = 1200.0
"""g/cm² of any wedge."""
_NODES = 256


class MaterialClass(StrEnum):
    """What a viewer colours; bounds by effective atomic number as is customary for cargo."""

    ORGANIC = "organic"
    MIXED = "mixed"
    METAL = "metal"
    DENSE_METAL = "dense_metal"


_BOUNDS = (10.0, 18.0, 40.0)


def material_class(number: float) -> MaterialClass:
    """Return the class of an effective atomic number."""
    return tuple(MaterialClass)[int(np.searchsorted(_BOUNDS, number, side="right"))]


@dataclass(frozen=True, slots=True)
class DualBeam:
    """The two energies of an interlaced accelerator."""

    low: Beam
    high: Beam


@dataclass(frozen=True, slots=True)
class Reading:
    """What was between source and detector, by pixel."""

    number: Floats
    """Effective atomic number, within that of polyethylene and lead; NaN where there is nothing
    or too little signal."""
    areal_density: Floats
    """g/cm²."""
    number_sd: Floats
    areal_density_sd: Floats
    """Standard deviations from those of the two signals, to first order."""


@dataclass(frozen=True, slots=True)
class Inversion:
    """Calibration curves of one pair of beams on a grid of the high energy's attenuation."""

    grid: Floats
    """-ln of the high energy's transmission, rising."""
    numbers: Floats
    """Effective atomic number of each step wedge."""
    low: Floats
    """-ln of the low energy's transmission, by wedge and grid."""
    areal_density: Floats
    """g/cm², by wedge and grid."""


def calibrate(beams: DualBeam, steps: tuple[str, ...] = STEPS) -> Inversion:
    """Compute the curves that an installation measures with wedges of `steps`."""
    grid = _to(_DEEPEST, _NODES)
    reach = _to(_THICKEST, 4 * _NODES)
    low: list[Floats] = []
    depth: list[Floats] = []
    for name in steps:
        substance = material(name)
        at: Floats = np.interp(grid, beams.high.log_signal(substance, reach), reach)
        depth.append(at)
        low.append(beams.low.log_signal(substance, at))
    numbers = np.array([material(name).effective_number for name in steps])
    return Inversion(grid, numbers, np.array(low), np.array(depth))


def invert(
    curves: Inversion,
    low: Floats,
    high: Floats,
    low_sd: Floats | float = 0.0,
    high_sd: Floats | float = 0.0,
) -> Reading:
    """Read number and areal density from -ln of both transmissions and their deviations.

    Between wedges both are taken as linear in the low energy's attenuation. Of thin lead the low
    energy sees the photo-effect, so that it reads as something lighter: the curves are searched
    from the lightest wedge on, and the first that fits is told. Where attenuation is below
    `LEAST_SEEN` a number would be noise; it is NaN there, as beyond the deepest attenuation.
    """
    number, depth = _read(curves, low, high)
    step = 1e-3
    by_low, depth_low = _read(curves, low + step, high)
    by_high, depth_high = _read(curves, low, high + step)
    return Reading(
        number,
        depth,
        np.hypot((by_low - number) / step * low_sd, (by_high - number) / step * high_sd),
        np.hypot((depth_low - depth) / step * low_sd, (depth_high - depth) / step * high_sd),
    )


def _to(last: float, nodes: int) -> Floats:
    """Return nodes even in the root: the beam hardens fastest at first."""
    roots: Floats = np.linspace(0.0, math.sqrt(last), nodes)
    return roots**2


def _read(curves: Inversion, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    at: Floats = _at(curves.grid, curves.low, high)
    depth: Floats = _at(curves.grid, curves.areal_density, high)
    lower = np.zeros(np.shape(low), dtype=np.int64)
    open_ = np.ones(np.shape(low), dtype=np.bool_)
    for wedge in range(1, len(at) - 1):
        # Heavier wedges attenuate the low energy less for the same attenuation of the high.
        open_ &= low < at[wedge]
        lower[open_] = wedge
    left, right = _take(at, lower), _take(at, lower + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.clip((left - low) / (left - right), 0.0, 1.0)
        part = np.where(np.isfinite(part), part, 0.0)
    number = curves.numbers[lower] * (1 - part) + curves.numbers[lower + 1] * part
    areal = _take(depth, lower) * (1 - part) + _take(depth, lower + 1) * part
    seen = (high >= LEAST_SEEN) & (high <= curves.grid[-1])
    return np.where(seen, number, np.nan), np.where(high <= curves.grid[-1], areal, np.nan)


def _at(grid: Floats, rows: Floats, values: Floats) -> Floats:
    found: list[Floats] = [np.interp(values, grid, row) for row in rows]
    return np.array(found)


def _take(table: Floats, wedge: NDArray[np.int64]) -> Floats:
    return np.take_along_axis(table, wedge[None], axis=0)[0]
