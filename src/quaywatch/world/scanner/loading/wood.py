"""Pallets, and goods of wood: bundles of boards with stickers between."""

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.loading.lot import Lot, stacked
from quaywatch.world.scanner.scene import Shape

PALLET_HEIGHT = 0.144
_WOOD = 0.5
PALLET_KG = 24.0
"""About what one pallet of 1.2 x 1.0 m weighs."""


def pallets(builder: Builder, x: Floats, y: Floats, z: Floats) -> None:
    """Add pallets of 1.2 x 1.0 m by their lower corners: deck, nine blocks, three skids."""
    deck = (z + 0.122, z + PALLET_HEIGHT)
    builder.add((x, x + 1.2), (y, y + 1.0), deck, "wood", 0.85 * _WOOD)
    builder.add((x, x + 1.2), (y, y + 1.0), (z + 0.1, z + 0.122), "wood", 0.3 * _WOOD)
    for along in (0.0, 0.53, 1.06):
        for across in (0.0, 0.43, 0.86):
            builder.add((x + along, x + along + 0.14), (y + across, y + across + 0.14),
                        (z + 0.022, z + 0.1), "wood", _WOOD)  # fmt: skip
    for across in (0.0, 0.43, 0.86):
        builder.add((x, x + 1.2), (y + across, y + across + 0.14), (z, z + 0.022), "wood", _WOOD)


def timber(lot: Lot) -> None:
    """Lay bundles of boards along the hold, stickers between their layers."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height + 0.09)
    stack = stacked(lot.packages, size, lot.box.inside)
    masses = lot.masses(len(stack), 0.06)
    layers = 14 if recipe.length > 3 else 24
    thick = recipe.height / layers
    add = lot.builder.add
    for place in range(len(stack)):
        x = stack.x[place] + lot.rng.uniform(0.0, 0.08)
        y, z = stack.y[place], stack.z[place] + 0.09
        level = z + np.arange(layers) * thick
        length = recipe.length - lot.rng.uniform(0.0, 0.12, layers)
        board = 0.88 * thick
        volume = float((length * recipe.width * board).sum())
        add((x, x + length), (y, y + recipe.width), (level, level + board), recipe.material,
            masses[place] / volume / 1000)  # fmt: skip
        bearers = x + np.linspace(0.15, recipe.length - 0.3, 3)
        add((bearers, bearers + 0.09), (y, y + recipe.width), (z - 0.09, z), "wood", _WOOD)


def reels(lot: Lot) -> None:
    """Stand reels of paper upright, two high."""
    recipe = lot.recipe
    stack = stacked(lot.packages, (recipe.length, recipe.width, recipe.height), lot.box.inside)
    masses = lot.masses(len(stack), 0.02)
    x, y = stack.x + lot.jitter(len(stack), 0.01), stack.y
    core = 0.09
    area = np.pi / 4 * (recipe.length**2 - core**2)
    dense = masses / (area * recipe.height) / 1000
    z = (stack.z, stack.z + recipe.height - 0.004)
    lot.builder.add((x, x + recipe.length), (y, y + recipe.width), z, recipe.material, dense,
                    Shape.CYLINDER_Z)  # fmt: skip
    middle_x, middle_y = x + recipe.length / 2, y + recipe.width / 2
    lot.builder.add((middle_x - core / 2, middle_x + core / 2),
                    (middle_y - core / 2, middle_y + core / 2), z, recipe.material, -dense,
                    Shape.CYLINDER_Z)  # fmt: skip
