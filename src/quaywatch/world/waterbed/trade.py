"""A month's legal trade: rows of consignments, each with its cell."""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Floats, Ints
from quaywatch.world.reference import table
from quaywatch.world.waterbed.cells import Cells
from quaywatch.world.waterbed.config import Waterbed

REAL_BOXES = float(table("destinations")["boxes_per_year"].sum())
"""Boxes a year into the ports of the tables."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Consignments of one month, sorted by cell."""

    cell: Ints
    starts: Ints
    """By cell: its first row; one more at the end."""


def volumes(config: Waterbed, cells: Cells, month: int) -> Floats:
    """Return expected consignments of `month` by cell: closed ports' trade calls at the others."""
    open_ = cells.first <= month
    shut = np.zeros(len(cells.ports), dtype=np.bool_)
    for closure in config.closures:
        if closure.first <= month < closure.first + closure.months:
            shut[cells.ports.index(closure.port)] = True
    boxes = cells.boxes * open_[cells.port]
    taken = boxes * ~shut[cells.port]
    if not taken.any():
        raise ValueError("no port is open")
    scale = config.consignments_per_year / REAL_BOXES
    return taken * (scale * boxes.sum() / taken.sum())


def rows(expected: Floats, rng: np.random.Generator) -> Rows:
    """Draw the month's consignments."""
    counts = rng.poisson(expected)
    return Rows(
        cell=np.repeat(np.arange(len(counts)), counts),
        starts=np.concatenate([[0], np.cumsum(counts)]),
    )
