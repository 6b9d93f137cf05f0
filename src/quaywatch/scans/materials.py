"""What a picture's colours and masses rest on: calibration curves of a pair of energies."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.physics.beam import beam
from quaywatch.scans.physics.dual import STEPS, DualBeam, Inversion, calibrate
from quaywatch.scans.physics.inverting import inverted
from quaywatch.scans.physics.spectrum import Layer
from quaywatch.scans.standard import Standard

USUAL: tuple[float, float] = (4.0, 6.0)
"""MeV of the commonest mobile scanners: assumed where a file does not tell."""

_ALONE = STEPS.index("wood")

_TARGET, _CRYSTAL = Layer("tungsten", 3.0), Layer("cadmium_tungstate", 24.0)
_ENDPOINTS = (4.0, 6.0, 9.0)
_LOW_STEEL, _HIGH_STEEL = (1.0, 2.0, 3.0), (4.0, 6.5, 12.0)
"""g/cm² in the beam of accelerators of these end points, of the low and of the high energy; an
assumption in the middle of what generic installations have, where a scanner's own wedges are not
known."""


@dataclass(frozen=True, slots=True)
class Materials:
    """What lies in each cell of a standard picture, by line and row."""

    number: Pixels
    """Effective atomic number; NaN where there is nothing, too little signal, or one energy."""
    areal_density: Pixels
    """g/cm² along the ray; of one energy alone, as if it were wood."""
    number_sd: Pixels
    areal_density_sd: Pixels


def materials(standard: Standard) -> Materials:
    """Read a standard picture by the curves of a generic installation of its end points."""
    low, high = standard.attenuation()
    low_sd, high_sd = standard.noise()
    curves = material_table(told(standard.particulars.endpoints_mev) or USUAL)
    if standard.single:
        # Along the curve of one wedge the low energy follows from the high one.
        alone: Floats = curves.low[_ALONE]
        followed: Floats = np.interp(high.astype(np.float64), curves.grid, alone)
        low = followed.astype(np.float32)
        low_sd = np.zeros_like(high_sd)
    read = inverted(curves, low, high, low_sd, high_sd)
    number, areal, number_sd, areal_sd = (np.ascontiguousarray(read[:, :, k]) for k in range(4))
    if standard.single:
        number, number_sd = (np.full_like(areal, np.nan) for _ in range(2))
    return Materials(number, areal, number_sd, areal_sd)


def told(endpoints: tuple[float, ...]) -> tuple[float, float] | None:
    """Return the low and the high end point, MeV; None where there are not two that differ."""
    known = sorted({endpoint for endpoint in endpoints if endpoint > 0})
    return (known[0], known[-1]) if len(known) > 1 else None


@lru_cache(maxsize=16)
def generic(endpoints: tuple[float, float]) -> DualBeam:
    """Return both beams of a generic installation of these end points, low and high, MeV."""
    low, high = endpoints
    return DualBeam(
        low=beam(low, (_TARGET, _steel(low, _LOW_STEEL)), _CRYSTAL),
        high=beam(high, (_TARGET, _steel(high, _HIGH_STEEL)), _CRYSTAL),
    )


@lru_cache(maxsize=16)
def material_table(endpoints: tuple[float, float]) -> Inversion:
    """Return the curves of a generic installation of these end points, low and high, MeV."""
    return calibrate(generic(endpoints))


def _steel(endpoint: float, depths: tuple[float, ...]) -> Layer:
    return Layer("steel", float(np.interp(endpoint, _ENDPOINTS, depths)))
