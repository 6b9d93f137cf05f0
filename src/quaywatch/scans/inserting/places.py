"""Where bricks are put into a picture: places that public reports of seizures name.

Masses are within what readers have to find and what the place holds: a bag behind the doors weighs
some 25 kg, and seizures in refrigeration units had a median of 39 kg.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.inserting.bricks import Room, laid
from quaywatch.scans.inserting.frame import Frame
from quaywatch.scans.physics.arrays import Bools, Floats, Pixels
from quaywatch.scans.physics.bricks import BRICK, BRICK_KG

_LOADED = (0.02, 0.75)
"""Transmission between which there is a load that still lets something be seen."""
_SOME = 0.02
"""Share of a picture that goods fill at least; edges of an empty container show as much."""
_AIR = 0.6
"""Mean transmission above which there is room."""
_FLAT, _LONG, _THICK = BRICK[1], BRICK[0], BRICK[2]


@dataclass(frozen=True, slots=True)
class Threat:
    """Bricks at a place."""

    place: ConcealmentPlace
    kg: float
    bricks: Floats
    """As `bricks.laid` returns them."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What a place needs to be chosen in: the container, what is seen in it, and lots."""

    frame: Frame
    seen: Pixels
    """Transmission by line and row of the region."""
    rng: np.random.Generator

    @property
    def inside(self) -> tuple[float, float, float, float]:
        """From the doors and up, where the hold begins and ends; usual measures."""
        frame = self.frame
        if frame.reefer:
            return 0.12, frame.length - 0.49, 0.235, frame.height - 0.11
        return 0.075, frame.length - 0.085, 0.178, frame.height - 0.03

    def loaded(self) -> Bools:
        """Pixels of the hold that show a load."""
        x, z = self._middles()
        x0, x1, z0, z1 = self.inside
        hold = ((x > x0 + 0.4) & (x < x1 - 0.4))[:, None] & ((z > z0) & (z < z1 - 0.3))[None]
        return hold & (self.seen > _LOADED[0]) & (self.seen < _LOADED[1])

    def at(self, chosen: Bools) -> tuple[float, float]:
        """Return one of some pixels by lot: metres from the doors and up."""
        lines, rows = np.nonzero(chosen)
        place = self.rng.integers(len(lines))
        x, z = self._middles()
        return float(x[lines[place]]), float(z[rows[place]])

    def top(self, x0: float, x1: float) -> float:
        """Return how high the load stands between two distances from the doors."""
        x, z = self._middles()
        _, _, floor, roof = self.inside
        within = (z > floor) & (z < roof)
        near: Pixels = self.seen[(x >= x0) & (x < x1)]
        air: Bools = near.mean(axis=0) > _AIR
        filled = within & ~air
        return float(z[filled].max()) if filled.any() else floor

    def _middles(self) -> tuple[Floats, Floats]:
        x, z = self.frame.line_edges(), self.frame.row_edges()
        return (x[:-1] + x[1:]) / 2, (z[:-1] + z[1:]) / 2


def _behind_doors(site: _Site) -> Room:
    x0, _, floor, roof = site.inside
    top = site.top(x0 + 0.02, x0 + 0.6)
    # On top of the load where it stands up to the doors and leaves room, else among it.
    z = top + 0.01 if roof - top > 0.3 else floor + site.rng.uniform(0.0, 1.0)
    return Room(x0 + site.rng.uniform(0.03, 0.15), z, 2, 4, 8)


def _among_goods(site: _Site) -> Room:
    x, z = site.at(site.loaded())
    return Room(x, z, 2, 3, 8)


def _floor(site: _Site) -> Room:
    x0, x1, floor, _ = site.inside
    return Room(site.rng.uniform(x0 + 0.5, x1 - 1.5), floor - 0.03 - _THICK, 5, 8, 1)


def _roof(site: _Site) -> Room:
    x0, x1, _, roof = site.inside
    return Room(site.rng.uniform(x0 + 0.5, x1 - 1.5), roof - _THICK, 5, 8, 1)


def _front_wall(site: _Site) -> Room:
    _, x1, floor, roof = site.inside
    z = site.rng.uniform(floor + 0.1, roof - 1.0)
    return Room(x1 - _THICK, z, 1, 8, 5, (_THICK, _LONG, _FLAT))


def _evaporator(site: _Site) -> Room:
    _, x1, floor, roof = site.inside
    z = site.rng.uniform(floor + 0.9, roof - 0.6)
    return Room(x1 + site.rng.uniform(0.05, 0.2), z, 1, 5, 10)


_ROOMS: dict[ConcealmentPlace, tuple[Callable[[_Site], Room], float, float]] = {
    ConcealmentPlace.BEHIND_DOORS: (_behind_doors, 15.0, 60.0),
    ConcealmentPlace.AMONG_GOODS: (_among_goods, 10.0, 45.0),
    ConcealmentPlace.FLOOR: (_floor, 8.0, 40.0),
    ConcealmentPlace.ROOF: (_roof, 8.0, 40.0),
    ConcealmentPlace.FRONT_WALL: (_front_wall, 8.0, 40.0),
    ConcealmentPlace.EVAPORATOR: (_evaporator, 10.0, 45.0),
}
"""How bricks lie at each place, and from how few to how many kilograms."""
PLACES = tuple(_ROOMS)


def feasible(frame: Frame, seen: Pixels) -> tuple[ConcealmentPlace, ...]:
    """Return at which places this picture can be given a threat.

    Args:
        frame: the container.
        seen: transmission by line and row of its region.
    """
    loaded = _Site(frame, seen, np.random.default_rng(0)).loaded().mean() > _SOME
    return tuple(
        place
        for place in PLACES
        if (place is not ConcealmentPlace.EVAPORATOR or frame.reefer)
        and (place is not ConcealmentPlace.AMONG_GOODS or bool(loaded))
    )


def hidden(frame: Frame, seen: Pixels, place: ConcealmentPlace, rng: np.random.Generator) -> Threat:
    """Return bricks at one of the places that are feasible; masses even in their logarithm."""
    chooser, least, most = _ROOMS[place]
    room = chooser(_Site(frame, seen, rng))
    wanted = math.exp(rng.uniform(math.log(least), math.log(most))) / BRICK_KG
    made = laid(room, max(round(wanted), 1), rng)
    return Threat(place, len(made) * BRICK_KG, made)
