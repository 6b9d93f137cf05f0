"""Drums, coils, slabs, blocks: goods of which the floor is full before the hold is."""

import numpy as np

from quaywatch.world.scanner.loading.lot import Lot, stacked
from quaywatch.world.scanner.scene import Shape

_STEEL = 7.85
_BEARER = 0.10
"""Height of the timber that heavy goods stand on, metres."""


def drums(lot: Lot) -> None:
    """Stand steel drums of 200 l four abreast, two high, boards between the layers."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height + 0.02)
    stack = stacked(lot.packages, size, lot.box.inside)
    count = len(stack)
    x, y, z = stack.x + lot.jitter(count, 0.006), stack.y, stack.z
    wide, high = recipe.length - 0.005, recipe.height
    add, upright = lot.builder.add, Shape.CYLINDER_Z
    wall = 0.0012
    add((x, x + wide), (y, y + wide), (z, z + high), "steel", _STEEL, upright)
    inner = (x + wall, x + wide - wall), (y + wall, y + wide - wall)
    add(*inner, (z + wall, z + high - wall), "steel", -_STEEL, upright)
    # Rolling hoops and chimes stand out of the wall.
    for level in (0.0, 0.32, 0.64, 0.985):
        ring = (z + level * high, z + level * high + 0.013)
        add((x - 0.004, x + wide + 0.004), (y - 0.004, y + wide + 0.004), ring, "steel", 0.10,
            upright)  # fmt: skip
    full = 0.95 * (high - 2 * wall)
    shell = 17.0
    liquid = np.maximum(lot.masses(count, 0.01) - shell, 1.0)
    dense = liquid / (np.pi / 4 * (wide - 2 * wall) ** 2 * full) / 1000
    add(*inner, (z + wall, z + wall + full), recipe.material, dense, upright)
    room = lot.box.inside
    add((room[0], float(x.max()) + wide), (room[2] + 0.02, room[3] - 0.02),
        (room[4] + high, room[4] + high + 0.012), "wood", 0.5)  # fmt: skip


def coils(lot: Lot) -> None:
    """Lay coils of steel with their eyes along the hold, on cradles of timber."""
    recipe = lot.recipe
    room = lot.box.inside
    count = lot.packages
    gap = (room[1] - room[0]) / count
    x = room[0] + (np.arange(count) + 0.5) * gap - recipe.length / 2
    y = (room[2] + room[3] - recipe.width) / 2
    z = room[4] + 0.12
    eye = 0.5
    dense = lot.masses(count, 0.02) / (
        np.pi / 4 * (recipe.width * recipe.height - eye**2) * recipe.length
    )
    add, along = lot.builder.add, Shape.CYLINDER_X
    ends = (x, x + recipe.length)
    add(ends, (y, y + recipe.width), (z, z + recipe.height), recipe.material, dense / 1000, along)
    middle_y, middle_z = y + recipe.width / 2, z + recipe.height / 2
    add(ends, (middle_y - eye / 2, middle_y + eye / 2), (middle_z - eye / 2, middle_z + eye / 2),
        recipe.material, -dense / 1000, along)  # fmt: skip
    for side in (y + 0.1, y + recipe.width - 0.22):
        add((x - 0.06, x + recipe.length + 0.06), (side, side + 0.12), (room[4], z + 0.12), "wood",
            0.6)  # fmt: skip


def slabs(lot: Lot) -> None:
    """Lean bundles of slabs against frames of timber."""
    recipe = lot.recipe
    count = lot.packages
    per_row = max(int((lot.box.inside[1] - lot.box.inside[0]) / (recipe.length + 0.05)), 1)
    number = np.arange(count)
    across = -(-count // per_row)
    x = lot.box.inside[0] + 0.04 + (number % per_row) * (recipe.length + 0.05)
    pitch = (lot.box.inside[3] - lot.box.inside[2] - 0.1) / across
    y = lot.box.inside[2] + 0.05 + (number // per_row) * pitch
    x = x + lot.jitter(count, 0.02)
    high = recipe.height - lot.rng.uniform(0.0, 0.15, count)
    z = lot.box.inside[4] + 0.1
    volume = recipe.length * recipe.width * high
    dense = lot.masses(count, 0.0) / volume / 1000
    add = lot.builder.add
    add((x, x + recipe.length), (y, y + recipe.width), (z, z + high), recipe.material, dense)
    for part in (0.15, 0.5, 0.85):
        at = x + part * recipe.length
        add((at, at + 0.1), (y, y + pitch), (z - 0.1, z), "wood", 0.6)
        add((at, at + 0.08), (y + recipe.width, y + recipe.width + 0.05), (z, z + high), "wood",
            0.6)  # fmt: skip


def blocks(lot: Lot) -> None:
    """Set heavy pallets or big bags of metal on bearers, two abreast, as few high as will do."""
    recipe, room = lot.recipe, lot.box.inside
    most = int((room[1] - room[0]) / (recipe.length + 0.01))
    layers = -(-lot.packages // (2 * most))
    along = -(-lot.packages // (2 * layers))
    step = (room[1] - room[0]) / along
    number = np.arange(lot.packages)
    place, tier = number // (2 * layers), number // 2 % layers
    x = room[0] + place * step + 0.5 * (step - recipe.length) + lot.jitter(len(number), 0.008)
    width = room[3] - room[2]
    y = room[2] + np.where(number % 2, width - recipe.width - 0.05, 0.05)
    z = room[4] + tier * (recipe.height + _BEARER)
    for side in (0.05, recipe.width / 2 - 0.05, recipe.width - 0.15):
        lot.builder.add((x, x + recipe.length), (y + side, y + side + 0.1), (z, z + _BEARER),
                        "wood", 0.5)  # fmt: skip
    dense = lot.masses(len(x), 0.02) / recipe.volume / 1000
    low = z + _BEARER
    lot.builder.add((x, x + recipe.length), (y, y + recipe.width), (low, low + recipe.height),
                    recipe.material, dense, grain=recipe.grain)  # fmt: skip
