"""Cartons, on pallets or floor to roof."""

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.scanner.loading.lot import Lot, stacked
from quaywatch.world.scanner.loading.wood import PALLET_HEIGHT, pallets

_BOARD = 0.006
"""Thickness of a carton's board, metres."""
_CARDBOARD = 0.12
"""g/cm³ of corrugated board with the air in its flutes."""
_AIRED = 0.02
"""Clearance of a pallet's load to the next, metres."""


def floor_loaded(lot: Lot) -> None:
    """Stack cartons by hand from the front wall on, floor to roof."""
    recipe = lot.recipe
    size = (recipe.length, recipe.width, recipe.height)
    stack = stacked(lot.packages, size, lot.box.inside)
    fill(lot, stack.x, stack.y, stack.z, size, lot.masses(len(stack)))


def palletised(lot: Lot) -> None:
    """Stack cartons on pallets of 1.2 x 1.0 m, two abreast."""
    recipe = lot.recipe
    x0, x1, y0, _, z0, z1 = lot.box.inside
    corners = _pallet_places(x1 - x0, lot)
    turned, cells = _tier(recipe.length, recipe.width)
    per_tier = len(cells)
    tiers = max(int((z1 - z0 - PALLET_HEIGHT - 0.12) / recipe.height), 1)
    wanted = -(-lot.packages // len(corners))
    tiers = min(tiers, max(-(-wanted // per_tier), 1))
    xs: list[Floats] = []
    ys: list[Floats] = []
    zs: list[Floats] = []
    for place, (x, y) in enumerate(corners):
        number = np.arange(per_tier * tiers)
        if place == len(corners) - 1:
            # The last pallet holds what is left.
            left = lot.packages - (len(corners) - 1) * per_tier * tiers
            number = number[: min(max(left, per_tier), len(number))]
        lean = lot.rng.normal(0.0, 0.006, 2)
        tier = number // per_tier
        xs.append(x0 + x + cells[number % per_tier, 0] + lean[0] * tier / tiers)
        ys.append(y0 + y + cells[number % per_tier, 1] + lean[1] * tier / tiers)
        zs.append((z0 + PALLET_HEIGHT + tier * recipe.height).astype(np.float64))
    at = np.array(corners)
    pallets(lot.builder, x0 + at[:, 0], y0 + at[:, 1], np.full(len(at), z0))
    x = np.concatenate(xs)
    size = (*turned, recipe.height)
    fill(lot, x, np.concatenate(ys), np.concatenate(zs), size, lot.masses(len(x)))


def _pallet_places(length: float, lot: Lot) -> list[tuple[float, float]]:
    """Return the corners of pallets, two rows, each pallet 1.2 m along the hold and 1.0 across."""
    width = lot.box.inside[3] - lot.box.inside[2]
    count = int(length / (1.2 + _AIRED))
    corners: list[tuple[float, float]] = []
    for y in (0.02, width - 1.02):
        # What is left of the length lies between pallets as it happens, least at the front.
        slack = 0.7 * (length - 1.2 * count) * lot.rng.dirichlet(np.full(count + 1, 0.8))
        corners += [(1.2 * n + float(slack[: n + 1].sum()), y) for n in range(count)]
    return sorted(corners)


def _tier(length: float, width: float) -> tuple[tuple[float, float], Floats]:
    """Return how cartons are turned so that most fit on a pallet, and where each stands on it."""
    best: list[tuple[float, float]] = []
    turned = (length, width)
    for a, b in ((length, width), (width, length)):
        along, across = max(int(1.21 / a), 1), max(int(1.01 / b), 1)
        if along * across > len(best):
            gap_x, gap_y = (1.2 - along * a) / 2, (1.0 - across * b) / 2
            best = [(gap_x + i * a, gap_y + j * b) for i in range(along) for j in range(across)]
            turned = (a, b)
    return turned, np.array(best)


def fill(
    lot: Lot,
    x: Floats,
    y: Floats,
    z: Floats,
    size: tuple[float, float, float],
    masses: Floats,
) -> None:
    """Add cartons by their lower corners: a shell of board and the goods within."""
    count = len(x)
    length, width, height = (side - 0.002 for side in size)
    x = x + lot.jitter(count, 0.003)
    y = y + lot.jitter(count, 0.003)
    add = lot.builder.add
    shell = length * width * height
    # Goods settle: there is a little air under the lid.
    inner = (length - 2 * _BOARD, width - 2 * _BOARD, height - _BOARD - 0.015)
    room = inner[0] * inner[1] * inner[2]
    board = (shell - inner[0] * inner[1] * inner[2]) * 1000 * _CARDBOARD
    goods = np.maximum(masses - board, 0.2 * masses)
    add(
        (x, x + length),
        (y, y + width),
        (z, z + height),
        "cardboard",
        (masses - goods) / shell / 1000,
    )
    low = z + _BOARD / 2
    add(
        (x + _BOARD, x + _BOARD + inner[0]),
        (y + _BOARD, y + _BOARD + inner[1]),
        (low, low + inner[2]),
        lot.recipe.material,
        goods / room / 1000,
        grain=lot.recipe.grain,
    )
