"""Cocaine put where the public reports of seizures say that it is put.

What a threat takes the place of is removed: goods are pushed aside by solids of negative density,
air costs nothing.
"""

import math

import numpy as np

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.bricks import BRICK, BRICK_KG, DENSITY, SUBSTANCE
from quaywatch.world.arrays import Ints
from quaywatch.world.scanner.building import Builder, builder_of
from quaywatch.world.scanner.places import ROOMS, Room
from quaywatch.world.scanner.scene import FILLED, Role, Scene, Shape, Solids
from quaywatch.world.streams import stream

_MACHINE = (ConcealmentPlace.EVAPORATOR, ConcealmentPlace.REFRIGERATION_UNIT)
_GOODS = (
    ConcealmentPlace.AMONG_GOODS,
    ConcealmentPlace.IN_GOODS,
    ConcealmentPlace.PACKAGING,
    ConcealmentPlace.DISSOLVED,
)


def possible(scene: Scene, place: ConcealmentPlace) -> bool:
    """Tell whether a container has such a place."""
    if place in _MACHINE:
        return scene.box.reefer
    if place is ConcealmentPlace.DISSOLVED:
        return len(_dissolving(scene)) > 0
    return place not in _GOODS or scene.loaded


def hide(scene: Scene, place: ConcealmentPlace, kg: float, seed: int) -> Scene:
    """Return the scene with about `kg` of cocaine, in whole bricks, at a place of concealment.

    As many bricks are laid as fit: behind the doors of a full container that may be none.

    Raises `ValueError` where the container has no such place, or holds no goods to hide among.
    """
    rng = stream(seed, f"threat/{place}")
    if place is ConcealmentPlace.DISSOLVED:
        return _dissolved(scene, kg, rng)
    rooms = ROOMS[place](scene, rng)
    bricks = max(round(kg / BRICK_KG), 1)
    builder = builder_of(scene, Role.THREAT)
    for room in rooms:
        bricks -= _lay(builder, scene, room, bricks)
        if bricks <= 0:
            break
    return builder.scene(scene.box, scene.seed)


def _lay(builder: Builder, scene: Scene, room: Room, wanted: int) -> int:
    """Lay bricks flat into a room, low rows first; return how many were laid."""
    x0, x1, y0, y1, z0, z1 = room.bounds
    size = _turned((x1 - x0, y1 - y0, z1 - z0))
    along, across, up = (
        int((high - low + 1e-9) / side)
        for low, high, side in ((x0, x1, size[0]), (y0, y1, size[1]), (z0, z1, size[2]))
    )
    if room.layers is not None:
        up = min(up, room.layers)
    if room.compact:
        side = (wanted * size[0] * size[1] * size[2]) ** (1 / 3)
        along, across = (
            min(most, max(math.ceil(side / one), 1))
            for most, one in ((along, size[0]), (across, size[1]))
        )
    number = np.arange(min(wanted, along * across * up))
    if len(number) == 0:
        return 0
    x = x0 + number % along * size[0]
    y = y0 + number // along % across * size[1]
    z = z0 + number // (along * across) * size[2]
    bounds = (x, x + size[0]), (y, y + size[1]), (z, z + size[2])
    builder.add(*bounds, SUBSTANCE, DENSITY)
    if room.among_goods:
        block = (x.min(), x.max() + size[0], y.min(), y.max() + size[1], z.min(), z.max() + size[2])
        _push_aside(builder, scene, np.array(block), len(number) * BRICK_KG / DENSITY / 1000)
    return len(number)


def _turned(room: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the sides of a brick turned so that most fit into a room."""
    a, b, c = BRICK
    turns = ((a, b, c), (b, a, c), (a, c, b), (c, a, b), (b, c, a), (c, b, a))

    def fits(turn: tuple[float, float, float]) -> int:
        return int(np.prod([int((r + 1e-9) / s) for r, s in zip(room, turn, strict=True)]))

    return max(turns, key=fits)


def _push_aside(builder: Builder, scene: Scene, block: Floats, volume: float) -> None:
    """Remove the goods that stand where a block of bricks is put, each by its share of overlap."""
    solids = scene.solids
    low = np.maximum(solids.bounds[:, 0::2], block[0::2])
    high = np.minimum(solids.bounds[:, 1::2], block[1::2])
    shared = np.maximum(high - low, 0.0).prod(axis=1)
    hit = (shared > 0) & (solids.role == Role.GOODS)
    # Blocks are not always full: as much of each is removed as bricks fill of the block.
    filled = volume / float((block[1::2] - block[0::2]).prod())
    bounds = np.stack([low[hit], high[hit]], axis=2).reshape(-1, 6)
    removed = -solids.density[hit] * FILLED[solids.shape[hit]] * filled
    builder.lots.append(
        Solids(
            bounds,
            np.full(len(bounds), int(Shape.BOX)),
            solids.material[hit],
            removed,
            np.zeros(len(bounds), dtype=np.int64),
            np.full(len(bounds), int(Role.VOID)),
            np.arange(builder.count, builder.count + len(bounds)),
        )
    )


def _dissolving(scene: Scene) -> Ints:
    """Return the packages that are heavy enough to dissolve something in."""
    return np.flatnonzero((scene.solids.role == Role.GOODS) & (scene.solids.mass_kg > 5.0))


def _dissolved(scene: Scene, kg: float, rng: np.random.Generator) -> Scene:
    """Spread cocaine evenly through some packages, which are so much heavier for it."""
    goods = _dissolving(scene)
    if len(goods) == 0:
        raise ValueError("there are no goods to dissolve anything in")
    # About a tenth of what it is dissolved in.
    order = goods[np.argsort(scene.solids.bounds[goods, 0] + rng.uniform(0, 0.3, len(goods)))]
    mass = np.cumsum(scene.solids.mass_kg[order])
    chosen = order[: int(np.searchsorted(mass, 10.0 * kg)) + 1]
    builder = builder_of(scene, Role.THREAT)
    part = scene.solids
    share = kg / float(part.mass_kg[chosen].sum())
    builder.lots.append(
        Solids(
            part.bounds[chosen],
            part.shape[chosen],
            np.full(len(chosen), builder.material(SUBSTANCE)),
            part.density[chosen] * share,
            np.zeros(len(chosen), dtype=np.int64),
            np.full(len(chosen), int(Role.THREAT)),
            np.arange(builder.count, builder.count + len(chosen)),
        )
    )
    return builder.scene(scene.box, scene.seed)
