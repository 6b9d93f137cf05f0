"""Rooms of a container in which bricks can lie, by place of concealment.

The level of detail is that of public reports of seizures; measures follow from the container's.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.physics.bricks import BRICK
from quaywatch.world.scanner.scene import Box, Role, Scene


@dataclass(frozen=True, slots=True)
class Room:
    """A space that bricks are laid into: its bounds, and whether goods must give way."""

    bounds: tuple[float, float, float, float, float, float]
    among_goods: bool = False
    layers: int | None = None
    """At most so many bricks high; None for as many as fit."""
    compact: bool = False
    """Laid as a block about as wide as high, rather than over the whole bottom."""


def _goods_end(scene: Scene) -> float:
    goods = scene.solids.bounds[scene.solids.role == Role.GOODS]
    return float(goods[:, 1].max()) if len(goods) else scene.box.inside[0]


def _behind_doors(scene: Scene, _: np.random.Generator) -> list[Room]:
    """Bags between the last row of goods and the doors, on top of the load where it is full."""
    x1, y0, z0, z1 = (scene.box.inside[side] for side in (1, 2, 4, 5))
    bag = 0.33
    free = _goods_end(scene) + 0.02
    if x1 - free >= BRICK[1]:
        start = max(free, x1 - 2 * bag)
        wide = [(y0 + n * 0.7 + 0.1, y0 + n * 0.7 + 0.68) for n in range(3)]
        return [
            Room((start, min(start + 0.65, x1), *side, z0 + tier * bag, z0 + tier * bag + 0.3))
            for tier in range(int((z1 - z0) / bag))
            for side in wide
        ]
    top = _goods_top(scene, x1 - 1.5)
    return [
        Room((x1 - 0.7 * n - 0.7, x1 - 0.7 * n - 0.05, side, side + 0.6, top + 0.01, z1))
        for n in range(3)
        for side in (y0 + 0.15, y0 + 0.85, y0 + 1.55)
    ]


def _goods_top(scene: Scene, x: float) -> float:
    bounds = scene.solids.bounds[scene.solids.role == Role.GOODS]
    near = bounds[bounds[:, 1] > x]
    return float(near[:, 5].max()) if len(near) else scene.box.inside[4]


def _among_goods(scene: Scene, rng: np.random.Generator) -> list[Room]:
    """A block somewhere in the load."""
    return [replace(_in_load(scene, rng, (0.85, 0.84, 0.62)), compact=True)]


def _in_goods(scene: Scene, rng: np.random.Generator) -> list[Room]:
    """A few bricks in each of several packages."""
    return [_in_load(scene, rng, (0.42, 0.28, 0.125)) for _ in range(40)]


def _packaging(scene: Scene, rng: np.random.Generator) -> list[Room]:
    """One layer of bricks under the lids of packages."""
    return [_in_load(scene, rng, (0.42, 0.28, 0.032)) for _ in range(40)]


def _in_load(scene: Scene, rng: np.random.Generator, size: tuple[float, float, float]) -> Room:
    bounds = scene.solids.bounds[scene.solids.role == Role.GOODS]
    if len(bounds) == 0:
        raise ValueError("there are no goods to hide among")
    low, high = bounds[:, 0::2].min(axis=0), bounds[:, 1::2].max(axis=0)
    span = np.maximum(high - low - size, 0.0)
    at = low + rng.random(3) * span
    return Room((at[0], at[0] + size[0], at[1], at[1] + size[1], at[2], at[2] + size[2]), True)


def _pallets(scene: Scene, rng: np.random.Generator) -> list[Room]:
    """Between the blocks of pallets: one brick high."""
    x0, x1, y0, y1, z0, _ = scene.box.inside
    first = float(rng.uniform(0.0, max(x1 - x0 - 4.0, 0.0)))
    starts = (x0 + first, x0 + first + 1.22, x0 + first + 2.44)
    return [
        Room((start + 0.15, start + 0.52, y, y + 0.28, z0 + 0.024, z0 + 0.1))
        for start in starts
        for y in (y0 + 0.17, y0 + 0.60, y1 - 0.85, y1 - 0.42)
    ]


def _between(length: float) -> Callable[[Box, np.random.Generator], tuple[float, float]]:
    def drawn(box: Box, rng: np.random.Generator) -> tuple[float, float]:
        fits = min(length, box.length - 1.6)
        start = float(rng.uniform(0.6, box.length - 0.6 - fits))
        return start, start + fits

    return drawn


def _floor(scene: Scene, rng: np.random.Generator) -> list[Room]:
    """Between cross members, under the boards."""
    box = scene.box
    first, pitch = box.make.reefer_members if box.reefer else box.make.members
    level = (0.034, 0.145) if not box.reefer else (0.078, 0.16)
    start = int(rng.integers(1, int((box.length - 4.0) / pitch)))
    return [
        Room((first + n * pitch + 0.05, first + (n + 1) * pitch - 0.005, 0.3, 2.1, *level))
        for n in range(start, start + 10)
    ]


def _roof(scene: Scene, rng: np.random.Generator) -> list[Room]:
    x = _between(4.0)(scene.box, rng)
    return [Room((*x, 0.3, 2.1, scene.box.height - 0.085, scene.box.height - 0.03), layers=1)]


def _walls(scene: Scene, rng: np.random.Generator) -> list[Room]:
    x = _between(5.0)(scene.box, rng)
    depth = (0.012, 0.05) if not scene.box.reefer else (0.02, 0.062)
    return [Room((*x, *depth, 0.3, scene.box.height - 0.5))]


def _doors(scene: Scene, _: np.random.Generator) -> list[Room]:
    end = scene.box.length
    depth = (end - 0.062, end - 0.026) if not scene.box.reefer else (end - 0.095, end - 0.035)
    return [Room((*depth, 0.2, 2.2, 0.4, scene.box.height - 0.4))]


def _front_wall(scene: Scene, _: np.random.Generator) -> list[Room]:
    """Before the front wall, behind a false one; in a reefer in the bulkhead."""
    x = (0.07, 0.13) if not scene.box.reefer else (0.405, 0.458)
    return [Room((*x, 0.25, 2.2, 0.3, scene.box.height - 0.3))]


def _frame(scene: Scene, rng: np.random.Generator) -> list[Room]:
    """In the hollow lower side rails."""
    x = _between(5.0)(scene.box, rng)
    return [Room((*x, 0.006, 0.048, 0.008, 0.158)), Room((*x, 2.39, 2.432, 0.008, 0.158))]


def _evaporator(scene: Scene, _: np.random.Generator) -> list[Room]:
    _needs_machine(scene)
    top = scene.box.height
    return [
        Room((0.06, 0.39, y, y + 0.45, top - 1.30, top - 1.11)) for y in (0.3, 0.8, 1.3, 1.7)
    ] + [Room((0.06, 0.39, y, y + 0.42, top - 0.66, top - 0.36)) for y in (0.98, 1.74)]


def _refrigeration_unit(scene: Scene, _: np.random.Generator) -> list[Room]:
    _needs_machine(scene)
    return [
        Room((0.06, 0.39, 1.62, 2.18, 1.22, 1.50)),
        Room((0.06, 0.39, 0.22, 0.60, 0.9, 1.5)),
        Room((0.12, 0.39, 1.0, 1.5, 0.36, 0.78)),
    ]


def _needs_machine(scene: Scene) -> None:
    if not scene.box.reefer:
        raise ValueError(f"a {scene.box.size_type} has no refrigeration unit")


def _outside(scene: Scene, rng: np.random.Generator) -> list[Room]:
    """Under the floor, fixed to the cross members."""
    x = _between(1.5)(scene.box, rng)
    return [Room((*x, 0.8, 1.6, -0.11, -0.01))]


ROOMS: dict[ConcealmentPlace, Callable[[Scene, np.random.Generator], list[Room]]] = {
    ConcealmentPlace.BEHIND_DOORS: _behind_doors,
    ConcealmentPlace.AMONG_GOODS: _among_goods,
    ConcealmentPlace.IN_GOODS: _in_goods,
    ConcealmentPlace.PACKAGING: _packaging,
    ConcealmentPlace.PALLETS: _pallets,
    ConcealmentPlace.FLOOR: _floor,
    ConcealmentPlace.ROOF: _roof,
    ConcealmentPlace.WALLS: _walls,
    ConcealmentPlace.DOORS: _doors,
    ConcealmentPlace.FRONT_WALL: _front_wall,
    ConcealmentPlace.FRAME: _frame,
    ConcealmentPlace.EVAPORATOR: _evaporator,
    ConcealmentPlace.REFRIGERATION_UNIT: _refrigeration_unit,
    ConcealmentPlace.OUTSIDE: _outside,
}
