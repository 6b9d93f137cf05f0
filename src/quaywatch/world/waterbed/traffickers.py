"""Traffickers of four kinds, all behind one door: choose a month's ways, then hear of losses."""

from collections.abc import Callable
from typing import Protocol

import numpy as np

from quaywatch.world.arrays import Bools, Floats
from quaywatch.world.waterbed.cells import Cells
from quaywatch.world.waterbed.config import Kind, Waterbed
from quaywatch.world.waterbed.lots import Choice, Lots, outside_lots
from quaywatch.world.waterbed.narcologic import NarcoLogic
from quaywatch.world.waterbed.quantal import Quantal


class Traffickers(Protocol):
    """Whoever sends lots."""

    def choose(self, cost: float) -> Choice:
        """Return what they do in a month; `cost` is that of sending a lot, of the usual one."""
        ...

    def hear(self, lots: Lots, lost: Bools) -> None:
        """Take in what became of the lots of a month."""
        ...


class Unmoved:
    """Traffickers who never change: the usual ways, or wherever there is most trade."""

    def __init__(self, attracts: Floats, outside: float) -> None:
        lots = outside_lots(attracts, outside)
        share = attracts / attracts.sum() * (1 - lots)
        self._choice = Choice(share, lots, np.ones(len(share)))

    def choose(self, cost: float) -> Choice:
        """Return the same as ever."""
        return self._choice

    def hear(self, lots: Lots, lost: Bools) -> None:
        """Take no notice."""


def traffickers(config: Waterbed, cells: Cells) -> Traffickers:
    """Return the traffickers that `config` asks for."""
    made: dict[Kind, Callable[[], Traffickers]] = {
        "static": lambda: Unmoved(cells.attracts, config.outside_share),
        "placebo": lambda: Unmoved(cells.by_volume, config.outside_share),
        "quantal": lambda: Quantal(config, cells),
        "narcologic": lambda: NarcoLogic(config, cells),
    }
    return made[config.traffickers]()
