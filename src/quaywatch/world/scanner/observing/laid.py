"""A load laid along the rays of a scanner once, so that many threats can be supposed in it."""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.world.scanner.expecting import Expected, shown
from quaywatch.world.scanner.exposing import Drift, Picture, expose
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.projecting import project
from quaywatch.world.scanner.scene import Role, Scene

_AROUND = 4
"""Lines beyond a threat that its blur reaches."""


@dataclass(frozen=True, slots=True)
class Laid:
    """An honest load before one scanner."""

    scene: Scene
    installation: Installation
    areal_densities: Pixels
    """g/cm² of polyethylene and steel, by line, row and basis."""

    def hidden(self, threatened: Scene) -> Pixels:
        """Return what a threat adds to the rays, and what it pushed aside takes from them."""
        return project(threatened.of(Role.THREAT, Role.VOID), self.installation)

    def expected(self, lines: slice, hidden: Pixels | None = None) -> Expected:
        """Return the mean picture of some lines, with a threat or without."""
        cut = self.areal_densities[lines]
        return shown(cut.copy() if hidden is None else cut + hidden[lines], self.installation)

    def picture(self, seed: int, hidden: Pixels | None = None) -> Picture:
        """Return one exposure: the one that `exposing.expose` takes of such a scene."""
        return expose(self.expected(slice(None), hidden), self.installation, seed)


def laid(scene: Scene, installation: Installation) -> Laid:
    """Lay an honest load along the rays."""
    return Laid(scene, installation, project(scene, installation))


def stretches(hidden: Pixels) -> list[slice]:
    """Return the runs of lines in which a threat shows, blur included; none without mass."""
    shows = np.abs(hidden).max(axis=(1, 2)) > 0
    lines = np.flatnonzero(shows)
    if not lines.size:
        return []
    parts = np.split(lines, np.flatnonzero(np.diff(lines) > 2 * _AROUND) + 1)
    return [
        slice(max(int(part[0]) - _AROUND, 0), min(int(part[-1]) + 1 + _AROUND, len(hidden)))
        for part in parts
    ]


def cut(picture: Picture, lines: slice) -> Picture:
    """Return some lines of a picture."""
    return replace(picture, low=picture.low[lines], high=picture.high[lines])


def cut_drift(drift: Drift, lines: slice) -> Drift:
    """Return the drift of some lines."""
    pulse: Floats = drift.pulse[:, lines]
    return Drift(pulse, drift.nod[:, lines])
