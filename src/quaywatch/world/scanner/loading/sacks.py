"""Bags, big bags, bales, heaps and rolls."""

import numpy as np

from quaywatch.world.scanner.loading.lot import Lot, Stack, stacked
from quaywatch.world.scanner.loading.wood import PALLET_HEIGHT, pallets
from quaywatch.world.scanner.scene import Shape


def bags(lot: Lot) -> None:
    """Stack bags by hand, each layer across the one under it, low over the whole floor."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, size, lot.box.inside)
    count = len(stack)
    layer = np.rint((stack.z - lot.box.inside[4]) / recipe.height).astype(np.int64)
    # Every other layer lies half a bag further on, and no two rows of bags begin alike.
    row = np.unique(np.rint(stack.y * 1000) * 100 + layer, return_inverse=True)[1]
    start = lot.rng.uniform(-0.25, 0.25, int(row.max()) + 1)[row] + np.where(layer % 2, 0.5, 0.0)
    x = stack.x + start * recipe.length + lot.jitter(count, 0.02)
    x = np.clip(x, lot.box.inside[0], lot.box.inside[1] - recipe.length)
    # Bags sag: what is below is pressed flat, and layers are uneven.
    z = stack.z + lot.jitter(count, 0.008)
    _pillows(lot, Stack(x, stack.y, z), size)


def _pillows(lot: Lot, stack: Stack, size: tuple[float, float, float]) -> None:
    """Add bags: a core with rounded ends."""
    length, width, height = size
    masses = lot.masses(len(stack), 0.01)
    round_, core = 0.25 * length, 0.75 * length
    x, y = stack.x, (stack.y, stack.y + width)
    z = (stack.z + 0.002, stack.z + height)
    area = width * (height - 0.002)
    volume = core * area + np.pi / 4 * round_ * area
    dense = masses / volume / 1000
    recipe = lot.recipe
    add = lot.builder.add
    add((x + round_ / 2, x + round_ / 2 + core), y, z, recipe.material, dense, grain=recipe.grain)
    # Both rounded ends together make one cylinder across, halved by the core.
    for end in (x, x + core):
        add((end, end + round_), y, z, recipe.material, dense / 2, Shape.CYLINDER_Y, recipe.grain)


def big_bags(lot: Lot) -> None:
    """Stand big bags that keep their form two abreast, two high, their lids bulging."""
    recipe = lot.recipe
    stack = stacked(lot.packages, (recipe.length, recipe.width, recipe.height), lot.box.inside)
    masses = lot.masses(len(stack), 0.01)
    length, width = recipe.length - 0.05, recipe.width - 0.05
    x, y = stack.x + lot.jitter(len(stack), 0.015), stack.y
    body, lid = 0.92 * recipe.height, 0.07 * recipe.height
    dense = masses / (length * width * (body + np.pi / 6 * lid)) / 1000
    sides = (x, x + length), (y, y + width)
    lot.builder.add(*sides, (stack.z, stack.z + body), recipe.material, dense, grain=recipe.grain)
    # A lens over the top: its lower half doubles the body there, so each half counts half.
    around = (stack.z + body - lid, stack.z + body + lid)
    lot.builder.add(*sides, around, recipe.material, dense / 2, Shape.ELLIPSOID)


def bales(lot: Lot) -> None:
    """Stack pressed bales with their wires."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, size, lot.box.inside)
    masses = lot.masses(len(stack), 0.05)
    x = stack.x + lot.jitter(len(stack), 0.015)
    length, width, height = (side - 0.015 for side in size)
    dense = masses / (length * width * height) / 1000
    lot.builder.add((x, x + length), (stack.y, stack.y + width), (stack.z, stack.z + height),
                    recipe.material, dense, grain=recipe.grain)  # fmt: skip
    for part in (0.2, 0.5, 0.8):
        wire = x + part * length
        for z in (stack.z, stack.z + height):
            lot.builder.add((wire, wire + 0.004), (stack.y, stack.y + width), (z, z + 0.004),
                            "steel", 7.8)  # fmt: skip


def heaps(lot: Lot) -> None:
    """Pile hides on pallets."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height + PALLET_HEIGHT)
    stack = stacked(lot.packages, size, lot.box.inside)
    masses = lot.masses(len(stack), 0.06)
    pallets(lot.builder, stack.x, stack.y, stack.z)
    low = stack.z + PALLET_HEIGHT
    long, wide = recipe.length - 0.03, recipe.width - 0.05
    sides = (stack.x, stack.x + long), (stack.y, stack.y + wide)
    body = 0.75 * recipe.height
    dense = masses / (long * wide * (body + np.pi / 6 * 0.25 * recipe.height)) / 1000
    lot.builder.add(*sides, (low, low + body), recipe.material, dense, grain=recipe.grain)
    around = (low + body - 0.25 * recipe.height, low + body + 0.25 * recipe.height)
    lot.builder.add(*sides, around, recipe.material, dense / 2, Shape.ELLIPSOID)


def sacks_on_pallets(lot: Lot) -> None:
    """Stand paper sacks, strapped to a block, on pallets."""
    recipe = lot.recipe
    stack = stacked(lot.packages, (1.22, 1.05, recipe.height + 0.3), lot.box.inside)
    masses = lot.masses(len(stack))
    pallets(lot.builder, stack.x, stack.y, stack.z)
    low = stack.z + PALLET_HEIGHT
    layers = 10
    high = recipe.height / layers
    for layer in range(layers):
        x = stack.x + lot.jitter(len(stack), 0.012)
        dense = masses / (recipe.length * recipe.width * (high - 0.008) * layers) / 1000
        lot.builder.add((x, x + recipe.length), (stack.y, stack.y + recipe.width),
                        (low + layer * high, low + (layer + 1) * high - 0.008), recipe.material,
                        dense, grain=recipe.grain)  # fmt: skip


def rolls(lot: Lot) -> None:
    """Lay rolls of cloth across the hold, each row in the hollows of the one below."""
    recipe = lot.recipe
    width = lot.box.inside[3] - lot.box.inside[2]
    size = (recipe.width, min(recipe.length, width), recipe.height * 0.9)
    stack = stacked(lot.packages, size, lot.box.inside)
    count = len(stack)
    layer = np.rint((stack.z - lot.box.inside[4]) / size[2]).astype(np.int64)
    x = stack.x + np.where(layer % 2, recipe.width / 2, 0.0) + lot.jitter(count, 0.004)
    dense = lot.masses(count) / (np.pi / 4 * recipe.width * recipe.height * size[1]) / 1000
    lot.builder.add((x, x + recipe.width), (stack.y, stack.y + size[1]),
                    (stack.z, stack.z + recipe.height), recipe.material, dense, Shape.CYLINDER_Y,
                    recipe.grain)  # fmt: skip
