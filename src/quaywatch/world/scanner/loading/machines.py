"""Machines and their parts in crates, appliances, tyres, modules, furniture, cars."""

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.loading.cartons import fill
from quaywatch.world.scanner.loading.lot import Lot, stacked
from quaywatch.world.scanner.scene import Grain, Shape

_METALS: tuple[tuple[str, float], ...] = (("steel", 7.85), ("cast_iron", 7.2), ("aluminium", 2.7))


def crates(lot: Lot) -> None:
    """Stack wooden crates with one kind of goods."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, (size[0] + 0.03, size[1] + 0.02, size[2] + 0.03), lot.box.inside)
    wood = _crate(lot, stack.x, stack.y, stack.z, size)
    inner = (size[0] - 0.04, size[1] - 0.04, size[2] - 0.04)
    goods = np.maximum(lot.masses(len(stack)) - wood, 1.0)
    fill(lot, stack.x + 0.02, stack.y + 0.02, stack.z + 0.02, inner, goods)


def machines(lot: Lot) -> None:
    """Put parts of machines, each its own, into crates."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, (size[0] + 0.06, size[1] + 0.05, size[2] + 0.04), lot.box.inside)
    wood = _crate(lot, stack.x, stack.y, stack.z, size)
    for x, y, z, mass in zip(stack.x, stack.y, stack.z, lot.masses(len(stack), 0.25), strict=True):
        _parts(lot, (x + 0.03, y + 0.03, z + 0.05), max(mass - wood, 5.0))


def _parts(lot: Lot, corner: tuple[float, float, float], mass_kg: float) -> None:
    """Fill one crate: a few housings, shafts and wheels whose masses add up to its own."""
    rng, recipe = lot.rng, lot.recipe
    count = int(rng.integers(6, 13))
    shares = rng.dirichlet(np.full(count, 1.5)) * mass_kg
    room = np.array([recipe.length - 0.06, recipe.width - 0.06, recipe.height - 0.08])
    for share in shares:
        name, solid = _METALS[int(rng.choice(3, p=(0.6, 0.25, 0.15)))]
        shape = Shape(int(rng.choice(4, p=(0.4, 0.2, 0.25, 0.15))))
        # Housings are hollow: a fifth to a half of them is metal.
        dense = solid * rng.uniform(0.2, 0.5)
        volume = share / dense / 1000
        shape_of = rng.dirichlet(np.full(3, 6.0)) * 3
        sides = np.minimum(shape_of * (volume / shape_of.prod()) ** (1 / 3), room)
        dense = min(float(share / sides.prod() / 1000), solid)
        low = np.array(corner) + rng.uniform(0.0, 1.0, 3) ** (1, 1, 1.6) * (room - sides)
        filled = 1.0 if shape is Shape.BOX else np.pi / 4
        lot.builder.add(
            (low[0], low[0] + sides[0]),
            (low[1], low[1] + sides[1]),
            (low[2], low[2] + sides[2]),
            name,
            min(dense / filled, solid),
            shape,
        )


def _crate(lot: Lot, x: Floats, y: Floats, z: Floats, size: tuple[float, float, float]) -> float:
    """Add crates by their lower corners and return what the wood of one weighs, kg."""
    length, width, height = size
    add, board = lot.builder.add, 0.018
    for low, high in ((0.0, board), (height - board, height)):
        add((x, x + length), (y, y + width), (z + low, z + high), "wood", 0.5)
    for low, high in ((0.0, board), (length - board, length)):
        add((x + low, x + high), (y, y + width), (z, z + height), "wood", 0.4)
    for part in (0.0, 0.46, 0.92):
        at = x + part * length
        add((at, at + 0.08), (y, y + 0.025), (z, z + height), "wood", 0.5)
        add((at, at + 0.08), (y + width - 0.025, y + width), (z, z + height), "wood", 0.5)
    flat = 2 * board * width * (0.5 * length + 0.4 * height)
    return 1000 * (flat + 6 * 0.08 * 0.025 * height * 0.5)


def appliances(lot: Lot) -> None:
    """Stack cartons with appliances: a thin housing, foam, a compressor in a corner."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, size, lot.box.inside)
    count = len(stack)
    x, y = stack.x + lot.jitter(count, 0.004) + 0.02, stack.y + 0.02
    z = stack.z + 0.03
    length, width, height = size[0] - 0.04, size[1] - 0.04, size[2] - 0.06
    masses = lot.masses(count, 0.02)
    add = lot.builder.add
    # A compressor low down at the back, if it is not too heavy for its size.
    case = np.pi / 4 * 0.14 * 0.14 * 0.18
    motor = np.minimum(0.3 * masses, 5000.0 * case)
    add((x + length - 0.18, x + length - 0.04), (y + 0.05, y + 0.19), (z + 0.02, z + 0.20),
        "cast_iron", motor / case / 1000, Shape.CYLINDER_Z)  # fmt: skip
    room = (length - 0.06) * (width - 0.06) * (height - 0.06)
    add((x + 0.03, x + length - 0.03), (y + 0.03, y + width - 0.03), (z + 0.03, z + height - 0.03),
        "abs", 0.2 * masses / room / 1000, grain=Grain.COARSE)  # fmt: skip
    housing = (0.8 * masses - motor) / (length * width * height) / 1000
    add((x, x + length), (y, y + width), (z, z + height), "steel", housing)


def tyres(lot: Lot) -> None:
    """Stack tyres flat in columns to the roof."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, size, lot.box.inside)
    count = len(stack)
    x, y, z = stack.x + lot.jitter(count, 0.01), stack.y, stack.z
    hole = 0.39
    wide = recipe.length - 0.01
    dense = lot.masses(count) / (np.pi / 4 * (wide**2 - hole**2) * (recipe.height - 0.008)) / 1000
    levels = (z + 0.004, z + recipe.height - 0.004)
    add, upright = lot.builder.add, Shape.CYLINDER_Z
    add((x, x + wide), (y, y + wide), levels, "rubber", dense, upright)
    middle_x, middle_y = x + wide / 2, y + wide / 2
    add((middle_x - hole / 2, middle_x + hole / 2), (middle_y - hole / 2, middle_y + hole / 2),
        levels, "rubber", -dense, upright)  # fmt: skip


def panels(lot: Lot) -> None:
    """Stand pallets of solar modules on edge, two high."""
    recipe = lot.recipe
    size = (recipe.length + 0.02, recipe.width, recipe.height + 0.12)
    stack = stacked(lot.packages, size, lot.box.inside)
    add = lot.builder.add
    masses = lot.masses(len(stack), 0.01)
    x, z = stack.x, stack.z + 0.12
    inner = recipe.length * recipe.width * recipe.height
    add((x, x + recipe.length), (stack.y, stack.y + recipe.width), (z, z + recipe.height),
        recipe.material, 0.85 * masses / inner / 1000)  # fmt: skip
    # Frames of aluminium above, below and at the ends.
    edge = 0.035
    frame = 0.15 * masses / (2 * edge * recipe.width * (recipe.length + recipe.height)) / 1000
    for low, high in ((0.0, edge), (recipe.height - edge, recipe.height)):
        add((x, x + recipe.length), (stack.y, stack.y + recipe.width), (z + low, z + high),
            "aluminium", frame)  # fmt: skip
    for low, high in ((0.0, edge), (recipe.length - edge, recipe.length)):
        add((x + low, x + high), (stack.y, stack.y + recipe.width), (z, z + recipe.height),
            "aluminium", frame)  # fmt: skip
    for part in (0.0, 0.45, 0.9):
        at = x + part * recipe.length
        add((at, at + 0.1), (stack.y, stack.y + recipe.width), (z - 0.12, z), "wood", 0.55)


def furniture(lot: Lot) -> None:
    """Stack cartons with boards of furniture, each its own."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, size, lot.box.inside)
    count = len(stack)
    masses = lot.masses(count, 0.15)
    fill(lot, stack.x, stack.y, stack.z, size, 0.35 * masses)
    low = lot.rng.uniform(0.02, 0.35, count) * recipe.height
    thick = lot.rng.uniform(0.3, 0.6, count) * recipe.height
    length = lot.rng.uniform(0.5, 0.95, count) * (recipe.length - 0.06)
    dense = 0.65 * masses / (length * (recipe.width - 0.06) * thick) / 1000
    x = stack.x + 0.03
    lot.builder.add((x, x + length), (stack.y + 0.03, stack.y + recipe.width - 0.03),
                    (stack.z + low, stack.z + low + thick), "wood", dense)  # fmt: skip


def cars(lot: Lot) -> None:
    """Drive cars in, one behind the other."""
    recipe, room = lot.recipe, lot.box.inside
    y = (room[2] + room[3] - recipe.width) / 2
    for place, mass in enumerate(lot.masses(lot.packages, 0.08)):
        x = room[0] + 0.05 + place * recipe.length
        if x + recipe.length > room[1] + 0.05:
            return
        _car(lot, x, y, room[4], float(mass))


def _car(lot: Lot, x: float, y: float, z: float, mass_kg: float) -> None:
    """Build one car: sheets, engine, gearbox, wheels, seats, tank; the rest is in its underbody."""
    before = len(lot.builder.lots)
    add, scale = lot.builder.add, mass_kg / 1400.0
    length, width = lot.recipe.length - 0.12, lot.recipe.width
    side = (y, y + width)
    for low in (y, y + width - 0.0016):
        add((x + 0.1, x + length - 0.1), (low, low + 0.0016), (z + 0.3, z + 0.9), "steel", 7.85)
        add((x + 1.15, x + length - 0.7), (low, low + 0.004), (z + 0.9, z + 1.3), "glass", 2.2)
    add((x + 1.25, x + length - 0.8), side, (z + 1.38, z + 1.40), "steel", 0.7 * scale)
    add((x + 0.1, x + 1.1), side, (z + 0.86, z + 0.89), "steel", 0.4 * scale)
    for at in (x + 1.1, x + 2.0, x + length - 0.75):
        for low in (y, y + width - 0.06):
            add((at, at + 0.06), (low, low + 0.06), (z + 0.3, z + 1.38), "steel", 1.2)
    for at in (x, x + length - 0.1):
        add((at, at + 0.1), side, (z + 0.35, z + 0.6), "abs", 0.25)
    add((x + 0.35, x + 0.85), (y + 0.4, y + 0.95), (z + 0.35, z + 0.85), "cast_iron", 1.9 * scale)
    add((x + 0.45, x + 0.80), (y + 0.95, y + 1.35), (z + 0.35, z + 0.65), "aluminium", 1.6 * scale,
        Shape.CYLINDER_Y)  # fmt: skip
    add((x + 0.15, x + 0.20), (y + 0.3, y + width - 0.3), (z + 0.35, z + 0.8), "aluminium", 0.6)
    add((x + length - 1.2, x + length - 0.7), (y + 0.3, y + 1.2), (z + 0.25, z + 0.45),
        "polyethylene", 0.35)  # fmt: skip
    for at in (x + 1.5, x + 2.3):
        add((at, at + 0.5), (y + 0.2, y + width - 0.2), (z + 0.4, z + 0.6), "polyurethane", 0.10)
        add((at + 0.42, at + 0.55), (y + 0.2, y + width - 0.2), (z + 0.55, z + 1.1),
            "polyurethane", 0.07)  # fmt: skip
    add((x + 1.1, x + 1.2), (y + 0.2, y + width - 0.2), (z + 0.7, z + 0.95), "abs", 0.35)
    for at in (x + 0.4, x + length - 1.05):
        for low in (y + 0.02, y + width - 0.2):
            wheel = ((at, at + 0.62), (low, low + 0.18), (z, z + 0.62))
            add(*wheel, "rubber", 0.32, Shape.CYLINDER_Y)
            add((at + 0.11, at + 0.51), (low, low + 0.18), (z + 0.11, z + 0.51), "steel", 0.7,
                Shape.CYLINDER_Y)  # fmt: skip
        add((at + 0.26, at + 0.36), side, (z + 0.26, z + 0.36), "steel", 1.2, Shape.CYLINDER_Y)
    # What sheets, glass and running gear leave out: underbody, sills and trim.
    left = max(mass_kg - sum(float(part.mass_kg.sum()) for part in lot.builder.lots[before:]), 90.0)
    under, low = (x + 0.1, x + length - 0.1), (z + 0.20, z + 0.34)
    add(under, side, low, "steel", 0.45 * left / ((length - 0.2) * width * 0.14) / 1000)
    for sill in (y + 0.01, y + width - 0.13):
        add((x + 0.9, x + length - 0.5), (sill, sill + 0.12), (z + 0.30, z + 0.95), "steel",
            0.175 * left / ((length - 1.4) * 0.12 * 0.65) / 1000)  # fmt: skip
    inside = (length - 1.6) * (width - 0.3) * 0.46
    add((x + 1.2, x + length - 0.4), (y + 0.15, y + width - 0.15), (z + 0.34, z + 0.80), "abs",
        0.20 * left / inside / 1000, grain=Grain.COARSE)  # fmt: skip
