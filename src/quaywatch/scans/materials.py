"""What the colours of a picture rest on: calibration curves of a pair of energies."""

from functools import lru_cache

import numpy as np

from quaywatch.scans.physics.beam import beam
from quaywatch.scans.physics.dual import DualBeam, Inversion, calibrate
from quaywatch.scans.physics.spectrum import Layer

USUAL: tuple[float, float] = (4.0, 6.0)
"""MeV of the commonest mobile scanners: assumed where a file does not tell."""

_TARGET, _CRYSTAL = Layer("tungsten", 3.0), Layer("cadmium_tungstate", 24.0)
_ENDPOINTS = (4.0, 6.0, 9.0)
_LOW_STEEL, _HIGH_STEEL = (1.0, 2.0, 3.0), (4.0, 6.5, 12.0)
"""g/cm² in the beam of accelerators of these end points, of the low and of the high energy; an
assumption in the middle of what generic installations have, where a scanner's own wedges are not
known."""


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
