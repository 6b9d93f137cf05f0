"""Parts of a container that are judged each by itself: what is usual in one is not in another."""

from enum import StrEnum

import numpy as np

from quaywatch.scans.detection.features import CELL
from quaywatch.scans.physics.arrays import Bools
from quaywatch.scans.standard import GRID, OVER, UNDERSIDE

_DOORS, _FRONT = 2.0, 0.55
"""Metres from an end: bags are thrown in behind the doors; machine, bulkhead and front wall."""
_DOOR_LEAF = 0.10
"""Metres that the doors themselves are deep."""
_SHADOW = 0.15
"""Metres below the underside and above the top to which what is near the source is thrown."""
FLOOR, _ROOF = 0.15, 0.12
"""Metres above the underside and below the top: floor with its members, roof with its rails."""


class Zone(StrEnum):
    """A part of a container, as seen from the side."""

    DOORS = "doors"
    """Behind the doors from floor to roof: their shadows reach below and above the hold."""
    LOAD = "load"
    FRONT = "front"
    """The front wall and, of a reefer, the machine."""
    STRUCTURE = "structure"
    """Floor, roof, door leaves, and what is under the container."""


def zones(lines: int, rows: int) -> dict[Zone, Bools]:
    """Return by zone which cells of the net's map, without its filling, belong to it.

    `lines` and `rows` are those of the grid.
    """
    along, up = lines // CELL, rows // CELL
    x = ((np.arange(along) + 0.5) * CELL * GRID)[:, None]
    z = ((np.arange(up) + 0.5) * CELL - UNDERSIDE)[None, :] * GRID
    height = (rows - OVER - UNDERSIDE) * GRID
    middle = (z >= FLOOR) & (z < height - _ROOF)
    front = (x >= lines * GRID - _FRONT) & (z >= FLOOR) & (z < height)
    doors = (x >= _DOOR_LEAF) & (x < _DOORS) & (z >= -_SHADOW) & (z < height + _SHADOW)
    load = (x >= _DOORS) & middle & ~front
    return {
        Zone.DOORS: doors,
        Zone.LOAD: load,
        Zone.FRONT: front,
        Zone.STRUCTURE: ~(doors | load | front),
    }


SHARES: dict[Zone, float] = {Zone.DOORS: 0.7, Zone.LOAD: 0.1, Zone.FRONT: 0.1, Zone.STRUCTURE: 0.1}
"""Of threats that lie in each zone: bags behind the doors were 70 % of container seizures in 2012
(EU Drug Markets Report 2016); that the rest is spread evenly is an assumption."""
