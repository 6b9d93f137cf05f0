"""What both energies show behind so much polyethylene and so much steel, as a table."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.physics.beam import Beam
from quaywatch.scans.physics.materials import material
from quaywatch.world.scanner.basis import BASIS
from quaywatch.world.scanner.installation import Installation, beams

STEP = 4.0
"""g/cm² between nodes; attenuation is so nearly linear that it errs by less than 0.001."""
LEAST: tuple[float, float] = (-48.0, -8.0)
"""Heavy metals count as more than their steel and less than no polyethylene."""
_MOST = (480.0, 1200.0)


@dataclass(frozen=True, slots=True)
class Response:
    """Table of one installation."""

    table: Pixels
    """-ln of transmission by polyethylene, steel and energy (low, high)."""


@cache
def response(installation: Installation) -> Response:
    """Compute the table."""
    grids: list[Floats] = [
        np.arange(least, most + STEP, STEP) for least, most in zip(LEAST, _MOST, strict=True)
    ]
    both = beams(installation)
    planes = [_plane(one, *grids) for one in (both.low, both.high)]
    return Response(np.stack(planes, axis=-1).astype(np.float32))


def _plane(one: Beam, plastic: Floats, steel: Floats) -> Floats:
    mu = [material(name).attenuation(one.energies) for name in BASIS]
    by_plastic = np.exp(-plastic[:, None] * mu[0])
    by_steel = np.exp(-steel[:, None] * mu[1]) * one.weights
    return -np.log(by_plastic @ by_steel.T)
