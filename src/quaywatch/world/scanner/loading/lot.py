"""One declared line of goods to be packed into a hold, and what all packers share."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.loading.recipes import Recipe
from quaywatch.world.scanner.scene import Box


@dataclass(frozen=True, slots=True)
class Lot:
    """What is packed where."""

    builder: Builder
    box: Box
    recipe: Recipe
    packages: int
    mass_kg: float
    """Of all packages together."""
    rng: np.random.Generator

    def jitter(self, count: int, sd: float) -> Floats:
        """Return how far each of `count` packages stands from where it should, metres."""
        return np.clip(self.rng.normal(0.0, sd, count), -3 * sd, 3 * sd)

    def masses(self, count: int, spread: float = 0.03) -> Floats:
        """Share the mass among `count` packages, nearly evenly; it adds up."""
        drawn = np.clip(self.rng.normal(1.0, spread, count), 0.7, 1.3)
        return self.mass_kg * drawn / drawn.sum()


@dataclass(frozen=True, slots=True)
class Stack:
    """Lower corners of packages, metres."""

    x: Floats
    y: Floats
    z: Floats

    def __len__(self) -> int:
        return len(self.x)


def stacked(
    count: int,
    size: tuple[float, float, float],
    room: tuple[float, float, float, float, float, float],
) -> Stack:
    """Fill a room with `count` packages of one size from its front: columns up, rows across.

    Packages that do not fit are left out; rows are spread over the width.
    """
    length, width, height = size
    x0, x1, y0, y1, z0, z1 = room
    along = max(int((x1 - x0) / length), 1)
    across = max(int((y1 - y0) / width), 1)
    up = max(int((z1 - z0) / height), 1)
    # Half-empty holds are filled low over their whole length rather than high at the front.
    layers = min(up, -(-count // (along * across)))
    number = np.arange(min(count, along * across * layers))
    tier = number % layers
    row = number // layers % across
    place = number // (layers * across)
    gap = (y1 - y0 - across * width) / across
    x: Floats = x0 + place.astype(np.float64) * length
    y: Floats = y0 + 0.5 * gap + row.astype(np.float64) * (gap + width)
    z: Floats = z0 + tier.astype(np.float64) * height
    return Stack(x, y, z)
