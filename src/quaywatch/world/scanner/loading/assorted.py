"""Bodies of no trade in particular, for lessons: what was learned from them holds for any goods.

Nets that met only the ways of packing of the simulated trade take every other for a threat; bodies
drawn at random teach them what is common to all (domain randomisation: Tobin et al., 2017,
arXiv:1703.06907).
"""

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.loading.lot import Lot, Stack, stacked
from quaywatch.world.scanner.loading.wood import PALLET_HEIGHT, pallets
from quaywatch.world.scanner.scene import FILLED, Shape

_HOLLOW, _BANDED, _ON_PALLETS, _BOARDED, _STAGGERED = 0.3, 0.35, 0.25, 0.2, 0.3
"""Shares of loads of each kind, drawn one by one."""
_SHELLS = (("steel", 7.85, 0.0008, 0.0015), ("polyethylene", 0.95, 0.002, 0.006))
"""Material of a hollow body's wall, its density in g/cm³, its least and greatest thickness in m."""
_LOOSE = (0.002, 0.03)
"""Standard deviation of where a body stands, metres."""

_Sides = tuple[tuple[Floats, Floats], tuple[Floats, Floats], tuple[Floats, Floats]]


def assorted(lot: Lot) -> None:
    """Stack bodies of one shape: boxes, cylinders any way round or ellipsoids, some with walls."""
    recipe, rng = lot.recipe, lot.rng
    on_pallets = rng.random() < _ON_PALLETS
    up = PALLET_HEIGHT if on_pallets else 0.0
    size = (recipe.length, recipe.width, recipe.height + up)
    stack = _staggered(lot, stacked(lot.packages, size, lot.box.inside))
    count = len(stack)
    if on_pallets:
        _bearers(lot, stack)
    loose = float(rng.uniform(*_LOOSE))
    x = np.maximum(stack.x + lot.jitter(count, loose), lot.box.inside[0])
    y = np.maximum(stack.y + lot.jitter(count, loose / 3), lot.box.inside[2])
    z = stack.z + up
    low, high = lot.box.inside[0::2], lot.box.inside[1::2]
    gap = rng.uniform(0.0, 0.03)
    sides = tuple(
        (np.clip(at, least, None), np.clip(at + side - gap, least + 0.01, most))
        for at, side, least, most in zip(
            (x, y, z), (recipe.length, recipe.width, recipe.height), low, high, strict=True
        )
    )
    shape = Shape(int(rng.integers(len(Shape))))
    _bodies(lot, (sides[0], sides[1], sides[2]), shape)
    if rng.random() < _BOARDED:
        floor = lot.box.inside[4] + size[2]
        ends = (lot.box.inside[0], float(sides[0][1].max()))
        wide = (lot.box.inside[2] + 0.02, lot.box.inside[3] - 0.02)
        lot.builder.add(ends, wide, (floor, floor + 0.012), "wood", 0.5)


def _staggered(lot: Lot, stack: Stack) -> Stack:
    """Return every other layer half a body further on, in some loads."""
    if lot.rng.random() >= _STAGGERED or not len(stack):
        return stack
    layer = np.rint((stack.z - stack.z.min()) / lot.recipe.height).astype(np.int64)
    most = lot.box.inside[1] - lot.recipe.length
    x = np.clip(stack.x + np.where(layer % 2, 0.5 * lot.recipe.length, 0.0), None, most)
    return Stack(x, stack.y, stack.z)


def _bearers(lot: Lot, stack: Stack) -> None:
    """Add a pallet beneath each body that is as large as one, else a board beneath each."""
    recipe = lot.recipe
    if recipe.length >= 1.15 and recipe.width >= 0.95:
        pallets(lot.builder, stack.x, stack.y, stack.z)
        return
    lot.builder.add((stack.x, stack.x + recipe.length), (stack.y, stack.y + recipe.width),
                    (stack.z + 0.122, stack.z + PALLET_HEIGHT), "wood", 0.5)  # fmt: skip


def _bodies(lot: Lot, sides: _Sides, shape: Shape) -> None:
    """Add the bodies, with walls and bands in some loads; their masses add up."""
    rng, add, recipe = lot.rng, lot.builder.add, lot.recipe
    volume: Floats = np.prod([high - low for low, high in sides], axis=0) * FILLED[shape]
    masses = lot.masses(len(volume), float(rng.uniform(0.0, 0.06)))
    inner = sides
    if rng.random() < _HOLLOW:
        name, dense, least, most = _SHELLS[int(rng.integers(len(_SHELLS)))]
        wall = float(rng.uniform(least, most))
        (x0, x1), (y0, y1), (z0, z1) = sides
        inner = ((x0 + wall, x1 - wall), (y0 + wall, y1 - wall), (z0 + wall, z1 - wall))
        room: Floats = np.prod([high - low for low, high in inner], axis=0) * FILLED[shape]
        shell = (volume - room) * 1000 * dense
        add(*sides, name, dense, shape)
        add(*inner, name, -dense, shape)
        masses, volume = np.maximum(masses - shell, 0.2 * masses), room
        if rng.random() < 0.5:
            # Filled to a level, with air above.
            full = float(rng.uniform(0.6, 1.0))
            inner = (
                inner[0],
                inner[1],
                (inner[2][0], inner[2][0] + full * (inner[2][1] - inner[2][0])),
            )
            volume = volume * full
    add(*inner, recipe.material, masses / volume / 1000, shape, recipe.grain)
    if rng.random() < _BANDED:
        _bands(lot, sides)


def _bands(lot: Lot, sides: _Sides) -> None:
    """Add thin straps of steel around the bodies, across or lengthwise or flat."""
    rng = lot.rng
    axis = int(rng.integers(3))
    wide, thick = float(rng.uniform(0.004, 0.03)), float(rng.uniform(0.05, 0.6))
    for part in rng.uniform(0.02, 0.95, int(rng.integers(2, 5))):
        low, high = sides[axis]
        at = low + part * (high - low)
        x, y, z = (side if n != axis else (at, at + wide) for n, side in enumerate(sides))
        lot.builder.add(x, y, z, "steel", 0.1 * thick)
