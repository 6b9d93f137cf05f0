"""Invented vessels, with IMO numbers of a block that is not given to ships."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.world.names import brands, choose, concat, fold
from quaywatch.world.reference import lexicon
from quaywatch.world.schedule import FLEET
from quaywatch.world.streams import stream


@dataclass(frozen=True, slots=True)
class Ships:
    """Vessels by fleet number (see `schedule.vessel_of`)."""

    names: pl.Series
    imo_numbers: pl.Series


def make_ships(seed: int, carriers: int, regions: int) -> Ships:
    """Name the fleets."""
    rng = stream(seed, "ships")
    n = carriers * regions * FLEET
    suffix = choose(rng, lexicon()["ships"]["suffixes"], n)
    number = 300_000 + (np.arange(n) * 71 + rng.integers(0, 71)) % 100_000
    check = sum(number // 10**place % 10 * (place + 2) for place in range(6))
    digits = pl.Series(number * 10 + check % 10).cast(pl.String)
    return Ships(names=fold(concat(brands(rng, n), " ", suffix)), imo_numbers=digits)
