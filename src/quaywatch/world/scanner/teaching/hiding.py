"""Threats for lessons: several in one container, each at another place."""

import math
from dataclasses import dataclass

import numpy as np

from quaywatch.cargo import ConcealmentPlace
from quaywatch.scans.physics.arrays import Floats
from quaywatch.world.arrays import Ints
from quaywatch.world.scanner.scene import Role, Scene
from quaywatch.world.scanner.threats import hide, possible

_LEAST_KG, _MOST_KG = 1.0, 30.0
_ELSEWHERE = 0.4
"""Share of what lies behind the doors that is moved up and across from where bags would stand, so
that the net learns what a brick looks like there and not one spot."""
_WEIGHTS = {
    ConcealmentPlace.BEHIND_DOORS: 2.5,
    ConcealmentPlace.DISSOLVED: 0.25,
    ConcealmentPlace.OUTSIDE: 0.5,
}
"""How often places come, against 1 for the others: often behind doors, seldom what hardly shows."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """One threat of a scene."""

    place: ConcealmentPlace
    kg: float
    added: Scene
    """What it added alone: its bricks, and less of the goods that gave way."""


def hidden(scene: Scene, count: int, rng: np.random.Generator) -> list[Hidden]:
    """Hide up to `count` threats of 1 to 30 kg in an honest scene, each by itself."""
    places = [place for place in ConcealmentPlace if possible(scene, place)]
    weights = np.array([_WEIGHTS.get(place, 1.0) for place in places])
    chances: Floats = weights / weights.sum()
    drawn: Ints = rng.choice(len(places), count, replace=False, p=chances)
    found: list[Hidden] = []
    for number in map(int, drawn):
        kg = math.exp(rng.uniform(math.log(_LEAST_KG), math.log(_MOST_KG)))
        with_it = hide(scene, places[number], kg, int(rng.integers(1_000_000_000)))
        added = with_it.having(with_it.solids.where(with_it.solids.number >= len(scene.solids)))
        if places[number] is ConcealmentPlace.BEHIND_DOORS and rng.random() < _ELSEWHERE:
            _move(added, rng)
        laid = added.mass_kg(Role.THREAT)
        if laid > 0:
            found.append(Hidden(places[number], laid, added))
    return found


def _move(added: Scene, rng: np.random.Generator) -> None:
    bounds, inside = added.solids.bounds, added.box.inside
    if len(bounds) == 0:
        return
    for first, most in ((2, inside[3]), (4, inside[5])):
        room = max(most - float(bounds[:, first + 1].max()), 0.0)
        bounds[:, first : first + 2] += rng.uniform(0.0, room)
