"""Bricks of cocaine, laid together as bags, stacks and sheets, and what a ray meets of them."""

from dataclasses import dataclass

import numpy as np

from quaywatch.scans.inserting.frame import Frame
from quaywatch.scans.physics.arrays import Floats, Pixels
from quaywatch.scans.physics.bricks import BRICK, DENSITY

_CM = 100.0
_SLACK = 0.004
"""Metres by which bricks are put down beside where they belong."""


@dataclass(frozen=True, slots=True)
class Room:
    """Space that bricks are laid into, low rows first: from the doors inwards, across, up."""

    x0: float
    z0: float
    along: int
    """At most so many bricks one behind the other,"""
    across: int
    """beside each other"""
    up: int
    """and on top of each other."""
    turn: tuple[float, float, float] = BRICK
    """Sides of a brick as it lies: along, across, up."""

    @property
    def bricks(self) -> int:
        """How many it holds."""
        return self.along * self.across * self.up


def laid(room: Room, bricks: int, rng: np.random.Generator) -> Floats:
    """Return x0, x1, z0, z1 and the way through (metres) of bricks laid into a room, by brick."""
    number = np.arange(min(bricks, room.bricks))
    # Across first: a ray sees those behind each other as one.
    layer = number // room.across
    x = room.x0 + layer % room.along * room.turn[0]
    z = room.z0 + layer // room.along * room.turn[2]
    x = x + rng.uniform(-_SLACK, _SLACK, len(x))
    across = np.full(len(x), room.turn[1])
    return np.stack([x, x + room.turn[0], z, z + room.turn[2], across], axis=1)


def cast(bricks: Floats, frame: Frame) -> Pixels:
    """Return g/cm² of cocaine by line and row of a frame's region.

    Rays run level across the container. Those of a real fan rise by a third at most, so that they
    meet up to 5 % more.
    """
    lines = _covered(bricks[:, 0:2], frame.line_edges())
    rows = _covered(bricks[:, 2:4], frame.row_edges())
    depth = bricks[:, 4] * _CM * DENSITY
    return np.einsum("bl,br,b->lr", lines, rows, depth).astype(np.float32)


def _covered(bounds: Floats, edges: Floats) -> Floats:
    """Return the share of each pixel that each brick covers, by brick and pixel."""
    low, high = np.minimum(edges[:-1], edges[1:]), np.maximum(edges[:-1], edges[1:])
    shared = np.minimum(bounds[:, 1:], high) - np.maximum(bounds[:, :1], low)
    return np.maximum(shared, 0.0) / (high - low)
