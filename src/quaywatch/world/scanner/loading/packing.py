"""Goods packed into a hold the way their trade does."""

from collections.abc import Callable

import numpy as np

from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.loading import assorted, cartons, heavy, machines, sacks, wood
from quaywatch.world.scanner.loading.lot import Lot
from quaywatch.world.scanner.loading.recipes import Recipe
from quaywatch.world.scanner.scene import Box, Role

STYLES: dict[str, Callable[[Lot], None]] = {
    "pallets": cartons.palletised,
    "cartons": cartons.floor_loaded,
    "bags": sacks.bags,
    "big_bags": sacks.big_bags,
    "bales": sacks.bales,
    "heaps": sacks.heaps,
    "sacks_on_pallets": sacks.sacks_on_pallets,
    "rolls": sacks.rolls,
    "timber": wood.timber,
    "reels": wood.reels,
    "drums": heavy.drums,
    "coils": heavy.coils,
    "slabs": heavy.slabs,
    "blocks": heavy.blocks,
    "crates": machines.crates,
    "machines": machines.machines,
    "appliances": machines.appliances,
    "tyres": machines.tyres,
    "panels": machines.panels,
    "furniture": machines.furniture,
    "cars": machines.cars,
    "assorted": assorted.assorted,
}
"""Ways of packing by the name that `recipes.csv` calls them; no trade packs `assorted` bodies."""


def pack(
    builder: Builder,
    box: Box,
    how: Recipe,
    packages: int,
    mass_kg: float,
    rng: np.random.Generator,
) -> None:
    """Add declared goods to a container."""
    builder.role = Role.GOODS
    STYLES[how.style](Lot(builder, box, how, max(packages, 1), mass_kg, rng))
