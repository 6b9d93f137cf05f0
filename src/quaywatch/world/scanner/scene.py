"""What stands before the scanner: solids with material and density, and the role each plays.

Coordinates in metres: x along the container from its front wall to its doors, y across from the
wall nearest to the source, z up from the underside of the container.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Floats
from quaywatch.world.arrays import Ints
from quaywatch.world.scanner.makes import USUAL, Make


class Shape(IntEnum):
    """A solid's form within its bounding box."""

    BOX = 0
    CYLINDER_X = 1
    """Elliptic cylinder whose axis runs along x…"""
    CYLINDER_Y = 2
    CYLINDER_Z = 3
    ELLIPSOID = 4


FILLED: Floats = np.array([1.0, np.pi / 4, np.pi / 4, np.pi / 4, np.pi / 6])
"""Share of its bounding box that each shape fills."""


class Role(IntEnum):
    """What a solid is of; threats are the hidden truth."""

    STRUCTURE = 0
    GOODS = 1
    THREAT = 2
    VOID = 3
    """What a threat pushed aside: the goods' material with a density below 0."""


class Grain(IntEnum):
    """How the inside of a solid varies: size of its pieces."""

    EVEN = 0
    FINE = 1
    """Centimetres: beans, pellets, garments."""
    COARSE = 2
    """Near a decimetre: fruit, cuts of meat, parts."""
    RAGGED = 3
    """Scrap and loose parts."""


@dataclass(frozen=True, slots=True)
class Solids:
    """Many solids as columns; densities add up where they overlap."""

    bounds: Floats
    """x0, x1, y0, y1, z0, z1 by solid, metres."""
    shape: Ints
    material: Ints
    """Place in `materials` of the scene."""
    density: Floats
    """Mean over the solid, g/cm³; below 0 for what is missing."""
    grain: Ints
    role: Ints
    number: Ints
    """Of the solid within its scene; it keeps its grain by it wherever it moves."""

    def __len__(self) -> int:
        return len(self.density)

    @property
    def volume(self) -> Floats:
        """Cubic metres."""
        size = self.bounds[:, 1::2] - self.bounds[:, 0::2]
        return size.prod(axis=1) * FILLED[self.shape]

    @property
    def mass_kg(self) -> Floats:
        """Kilograms by solid."""
        return self.volume * self.density * 1000.0

    def where(self, chosen: Bools) -> "Solids":
        """Return some of the solids."""
        return Solids(
            self.bounds[chosen],
            self.shape[chosen],
            self.material[chosen],
            self.density[chosen],
            self.grain[chosen],
            self.role[chosen],
            self.number[chosen],
        )


@dataclass(frozen=True, slots=True)
class Box:
    """Inside and outside measures of one container, metres, and what it weighs."""

    size_type: str
    length: float
    width: float
    height: float
    inside: tuple[float, float, float, float, float, float]
    """Bounds of the hold."""
    tare_kg: float
    reefer: bool = False
    make: Make = USUAL


@dataclass(frozen=True, slots=True)
class Scene:
    """A loaded container, the truth about it included."""

    box: Box
    solids: Solids
    materials: tuple[str, ...]
    seed: int
    """Of the grain of its goods, so that two scans of one scene see the same grain."""

    def of(self, *roles: Role) -> "Scene":
        """Return the scene with the solids of some roles only."""
        return self.having(self.solids.where(np.isin(self.solids.role, roles)))

    def having(self, solids: Solids) -> "Scene":
        """Return the scene with other solids."""
        return Scene(self.box, solids, self.materials, self.seed)

    @property
    def innocent(self) -> "Scene":
        """The same container without any threat, the goods it pushed aside put back."""
        return self.of(Role.STRUCTURE, Role.GOODS)

    @property
    def loaded(self) -> bool:
        """Whether there are goods in it."""
        return bool((self.solids.role == Role.GOODS).any())

    def mass_kg(self, *roles: Role) -> float:
        """Return the mass of all solids, or of those of some roles."""
        chosen = self.of(*roles) if roles else self
        return float(chosen.solids.mass_kg.sum())


def joined(parts: Sequence[Solids]) -> Solids:
    """Return all solids of several lots."""
    return Solids(
        np.concatenate([part.bounds for part in parts]),
        np.concatenate([part.shape for part in parts]),
        np.concatenate([part.material for part in parts]),
        np.concatenate([part.density for part in parts]),
        np.concatenate([part.grain for part in parts]),
        np.concatenate([part.role for part in parts]),
        np.concatenate([part.number for part in parts]),
    )
