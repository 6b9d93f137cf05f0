"""The scanner: its accelerator, detectors, geometry and noise.

The three that ship with the package are generic: figures within what makers publish for their
classes of machine (energies, pitch of 4 to 6 mm, speed, penetration), of no maker's.
"""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.beam import beam
from quaywatch.scans.physics.dual import DualBeam
from quaywatch.scans.physics.geometry import Fan
from quaywatch.scans.physics.scatter import Scatter
from quaywatch.scans.physics.spectrum import Layer

_TARGET, _CRYSTAL = Layer("tungsten", 3.0), Layer("cadmium_tungstate", 24.0)


@dataclass(frozen=True, slots=True)
class Noise:
    """What makes two scans of one load differ."""

    quanta: float
    """Photons that one pixel of the open high-energy beam counts, on the axis."""
    electronic: float
    """Standard deviation of the electronics, counts of 16 bits."""
    pulse: float
    """Relative standard deviation of a pulse's strength."""
    nod: float
    """Relative standard deviation of the slope of the beam over its fan, from line to line."""
    gain: float
    """Relative standard deviation of the detectors' gains."""


@dataclass(frozen=True, slots=True)
class Installation:
    """One scanner and how loads pass it."""

    name: str
    endpoints: tuple[float, float]
    """Kinetic energy of the electrons, low and high, MeV."""
    filters: tuple[float, float]
    """Steel in the low and high energy's beam, g/cm²."""
    fan: Fan
    near: float
    """From the source to the near side of the container, metres."""
    base: float
    """Height of the underside of the container over the ground, metres."""
    margin: float
    """Open beam before and after the container, metres."""
    noise: Noise
    scatter: Scatter
    blur: tuple[float, float]
    """Share of a pixel's signal that goes to each neighbour, along a line and between lines."""
    fall_off: float
    """Loss of the open beam at the ends of the fan."""
    doors_first: bool = False
    far_side: bool = False
    """The wall that the scene calls far stands nearest to the source."""

    def lines(self, length: float) -> int:
        """Return how many lines a load of this length takes."""
        return round((length + 2 * self.margin) / self.fan.line_spacing)

    @property
    def profile(self) -> Floats:
        """Open beam by row; 1 on the axis."""
        slope = self.fan.slopes
        return 1.0 - self.fall_off * (slope / np.abs(slope).max()) ** 2


@cache
def beams(installation: Installation) -> DualBeam:
    """Return what the detectors see of both energies."""
    low, high = (
        beam(endpoint, (_TARGET, Layer("steel", steel)), _CRYSTAL)
        for endpoint, steel in zip(installation.endpoints, installation.filters, strict=True)
    )
    return DualBeam(low, high)


RELOCATABLE = Installation(
    name="relocatable 6/3.5 MeV",
    endpoints=(3.5, 6.0),
    filters=(1.0, 8.0),
    fan=Fan(
        source_height=2.0,
        detector_distance=9.4,
        pitch=0.0055,
        rows=890,
        lowest=0.0,
        line_spacing=0.005,
    ),
    near=6.3,
    base=0.85,
    margin=0.5,
    noise=Noise(quanta=4e4, electronic=2.5, pulse=0.012, nod=0.003, gain=0.03),
    scatter=Scatter(strength=0.002, spread=55.0),
    blur=(0.11, 0.08),
    fall_off=0.22,
)
"""A drive-through gantry that two trucks bring; the container stands on a low trailer."""

PORTAL = Installation(
    name="portal 9/6 MeV",
    endpoints=(6.0, 9.0),
    filters=(2.0, 12.0),
    fan=Fan(
        source_height=1.6,
        detector_distance=11.0,
        pitch=0.005,
        rows=990,
        lowest=-0.15,
        line_spacing=0.004,
    ),
    near=7.6,
    base=0.75,
    margin=0.5,
    noise=Noise(quanta=1.5e5, electronic=2.0, pulse=0.008, nod=0.002, gain=0.025),
    scatter=Scatter(strength=0.0015, spread=80.0),
    blur=(0.09, 0.07),
    fall_off=0.30,
)
"""A fixed hall with a tug that pulls the load past; the deepest looking."""

MOBILE = Installation(
    name="mobile 6/4 MeV",
    endpoints=(4.0, 6.0),
    filters=(1.0, 5.0),
    fan=Fan(
        source_height=1.9,
        detector_distance=7.6,
        pitch=0.006,
        rows=890,
        lowest=-0.05,
        line_spacing=0.0055,
    ),
    near=4.7,
    base=0.9,
    margin=0.5,
    noise=Noise(quanta=1.5e4, electronic=3.5, pulse=0.02, nod=0.006, gain=0.035),
    scatter=Scatter(strength=0.003, spread=45.0),
    blur=(0.13, 0.12),
    fall_off=0.15,
)
"""One truck with a boom, driving along the stack."""

INSTALLATIONS: tuple[Installation, ...] = (RELOCATABLE, PORTAL, MOBILE)


def mirrored(installation: Installation) -> Installation:
    """Return the scanner with loads that come the other way round: doors first, far wall near."""
    return replace(
        installation,
        doors_first=not installation.doors_first,
        far_side=not installation.far_side,
    )
