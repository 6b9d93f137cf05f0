"""Mass of what a part of a picture shows."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Floats
from quaywatch.scans.physics.geometry import Fan

KG_PER_M2 = 10.0
"""Of 1 g/cm²."""


@dataclass(frozen=True, slots=True)
class Mass:
    """A mass and its standard deviation, kilograms."""

    kg: float
    sd_kg: float


def weigh(
    areal_density: Floats,
    fan: Fan,
    distance: float,
    region: Bools | None = None,
    areal_density_sd: Floats | None = None,
) -> Mass:
    """Weigh a region of `areal_density` (g/cm², by line and row) that lies `distance` from the
    source, level, in metres.

    A ray of slope s stands for a strip across it that is thinner than the row is high by as much
    as the ray is longer, so that areal density along the ray must be divided by its obliquity.
    What lies nearer than `distance` is weighed too heavy and what lies farther too light, by the
    ratio of distances: half the width of a container makes ± 16 % at 7.5 m, and what is symmetric
    about the middle comes out right to second order.
    Pixels that are not known (NaN) are left out. Errors of pixels count as independent.
    """
    weight = fan.row_height(distance) * fan.line_spacing * KG_PER_M2 / fan.obliquity
    known = np.isfinite(areal_density)
    if region is not None:
        known &= region
    mass = float((np.where(known, areal_density, 0.0) * weight).sum())
    if areal_density_sd is None:
        return Mass(mass, 0.0)
    spread = np.where(known & np.isfinite(areal_density_sd), areal_density_sd, 0.0) * weight
    return Mass(mass, float(np.sqrt((spread**2).sum())))
