"""Which part of a container each cell of the standard grid shows.

Along the container: doors, body, front wall or machine. Upright, the body is told apart by what a
ray can meet on its way from wall to wall: what lies under the floor, the floor, the roof, or
nothing but the hold between the walls.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from quaywatch.scans.physics.arrays import Bools, Floats
from quaywatch.scans.standard import GRID, UNDERSIDE, Standard

HALF_WIDTH = 1.219
"""Of every ISO container, metres."""
DOORS = 24
"""Lines at the doors that are held against known ends: as far as the outermost cross member."""
FRONT = {False: 19, True: 49}
"""Lines at the front wall likewise; a reefer's machine is deeper."""
_BOARDS = {False: (0.145, 0.185), True: (0.06, 0.24)}
"""From what to what height the floor reaches, over the underside, metres."""
_WHEELS = 0.12
"""How far wheels rise above the underside."""
_ROOF = 0.115
"""Depth of roof and rails."""


class Zone(IntEnum):
    """Part of a container; findings are told by it."""

    DOORS = 0
    FRONT = 1
    """Front wall, or a reefer's machine."""
    UNDER = 2
    """Under the floor: cross members, rails, what hangs below."""
    FLOOR = 3
    HOLD = 4
    ROOF = 5
    OUTSIDE = 6
    """Beam that passes the container."""
    SILL = 7
    """Floor and what is under it, at either end."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What rays of each row can meet."""

    trailer: Bools
    """Something beneath the container's underside."""
    deck: Bools
    """More of what is beneath than of the container."""
    wheels: Bools
    """Wheels of a trailer, which rise above its deck."""
    under: Bools
    floor: Bools
    hold: Bools
    """Between floor and roof from wall to wall: two side walls and the load."""
    roof: Bools


def rows(standard: Standard, reefer: bool) -> Rows:
    """Tell rows apart by the fan's geometry."""
    height: Floats = (np.arange(standard.low.shape[1], dtype=np.float64) - UNDERSIDE + 0.5) * GRID
    near, far = _at(standard, height, -HALF_WIDTH), _at(standard, height, HALF_WIDTH)
    low, high = np.minimum(near, far), np.maximum(near, far)
    bottom, top = _BOARDS[reefer]
    roof = standard.height - _ROOF
    inside = (high > 0.0) & (low < standard.height)
    return Rows(
        trailer=low < 0.0,
        deck=(low < 0.0) & (height < 0.0),
        wheels=low < _WHEELS,
        under=inside & (low < bottom),
        floor=inside & (low >= bottom) & (low < top),
        hold=inside & (low >= top) & (high <= roof),
        roof=inside & (high > roof),
    )


def _at(standard: Standard, height: Floats, way: float) -> Floats:
    """Return the height over the underside, at a way beyond the middle, of each row's ray."""
    source = standard.fan.source_height - float(standard.heights[UNDERSIDE]) + GRID / 2
    return source + (height - source) * (1.0 + way / standard.distance)
