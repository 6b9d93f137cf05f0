"""Solids put together, many at a time."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.scene import Box, Grain, Role, Scene, Shape, Solids, joined


@dataclass(slots=True)
class Builder:
    """Collects solids; what is added last is added on top, never instead."""

    role: Role = Role.STRUCTURE
    """Of all that is added from now on."""
    names: dict[str, int] = field(default_factory=dict[str, int])
    lots: list[Solids] = field(default_factory=list[Solids])

    @property
    def count(self) -> int:
        """Solids so far."""
        return sum(len(lot) for lot in self.lots)

    def material(self, name: str) -> int:
        """Return the place of a material, which is added when it is new."""
        return self.names.setdefault(name, len(self.names))

    def add(
        self,
        x: tuple[ArrayLike, ArrayLike],
        y: tuple[ArrayLike, ArrayLike],
        z: tuple[ArrayLike, ArrayLike],
        material: str,
        density: ArrayLike,
        shape: Shape = Shape.BOX,
        grain: Grain = Grain.EVEN,
    ) -> None:
        """Add solids by the bounds of each, numbers or arrays, and their mean density, g/cm³."""
        bounds: list[Floats] = [
            np.asarray(side, dtype=np.float64) for pair in (x, y, z) for side in pair
        ]
        dense: Floats = np.asarray(density, dtype=np.float64)
        count = np.broadcast_shapes(*(side.shape for side in bounds), dense.shape, (1,))
        columns = [np.broadcast_to(side, count).ravel() for side in bounds]
        number = len(columns[0])
        self.lots.append(
            Solids(
                np.stack(columns, axis=1),
                _same(number, shape),
                _same(number, self.material(material)),
                np.broadcast_to(dense, count).ravel().copy(),
                _same(number, grain),
                _same(number, self.role),
                np.arange(self.count, self.count + number),
            )
        )

    def scene(self, box: Box, seed: int) -> Scene:
        """Return what was built."""
        return Scene(box, joined(self.lots), tuple(self.names), seed)


def _same(number: int, value: int) -> NDArray[np.int64]:
    return np.full(number, value, dtype=np.int64)


def builder_of(scene: Scene, role: Role) -> Builder:
    """Return a builder that goes on from a scene."""
    names = {name: place for place, name in enumerate(scene.materials)}
    return Builder(role, names, [scene.solids])
