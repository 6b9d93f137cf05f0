"""Places changed for a reason: the planner's own after the cut-off, and those that somebody asked.

Who hides cocaine in another's load must come to the box aboard or on the quay, and unseen. Europol
("Criminal networks in EU ports", 2023) and EMCDDA and Europol ("EU Drug Markets: Cocaine", 2022)
tell of crew, dockers and planners bribed to that end; how often is not published. All shares here
are assumptions of this project.
"""

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.evidence import SCHEMES
from quaywatch.world.stow.planning import Places
from quaywatch.world.stow.ship import CELLS, DECK, REEFERS, at_hand

HELPED: dict[str, float] = {"rip_on": 0.35, "structure": 0.15, "reefer_unit": 0.2}
"""Share of the boxes of a scheme for which a helper sees to a place at hand (assumption)."""
AFTER_CUT_OFF = 0.5
"""Share of these that only move once the plan is made, when nobody looks again (assumption)."""
RESTOWED = 0.04
"""Share of all boxes that the planner moves after the cut-off: for stability, for want of a
crane, for a box that did not come (assumption)."""


def restow(places: Places, group: Ints, rng: np.random.Generator) -> Places:
    """Let the planner move some boxes: each takes the place of one of its group and zone."""
    taken = np.arange(len(group))
    moving = np.flatnonzero(rng.random(len(group)) < RESTOWED)
    key = group[moving] * len(CELLS) + places.zone[moving]
    moving = moving[np.lexsort((rng.random(len(moving)), key))]
    key = group[moving] * len(CELLS) + places.zone[moving]
    edges = np.flatnonzero(np.diff(key)) + 1
    for circle in np.split(moving, edges):
        taken[circle] = np.roll(circle, 1)
    return Places(places.zone[taken], places.bay[taken], places.cell[taken])


def helped(scheme: Ints, strength: float, rng: np.random.Generator) -> tuple[Bools, Bools]:
    """Return for which boxes somebody sees to a place at hand, and which move after the cut-off."""
    chance: Floats = np.array([HELPED.get(name, 0.0) for name in SCHEMES] + [0.0])[scheme]
    asked = rng.random(len(scheme)) < np.minimum(chance * strength, 1.0)
    return asked, asked & (rng.random(len(scheme)) < AFTER_CUT_OFF)


def give_way(places: Places, group: Ints, asked: Ints, rng: np.random.Generator) -> Places:
    """Put the boxes `asked` at hand, one after the other; who stands there takes their place.

    A box goes to a bay on deck where its like stand, of the same ship, port of loading and length;
    where there is none it stays.
    """
    zone, bay, cell = (part.copy() for part in (places.zone, places.bay, places.cell))
    for box in asked.tolist():
        deck = REEFERS if zone[box] == REEFERS else DECK
        mine = np.flatnonzero((group == group[box]) & (zone == deck))
        if not len(mine):
            continue
        to = deck, int(rng.choice(np.unique(bay[mine]))), int(rng.choice(at_hand(deck)))
        there = mine[(bay[mine] == to[1]) & (cell[mine] == to[2])]
        zone[there], bay[there], cell[there] = zone[box], bay[box], cell[box]
        zone[box], bay[box], cell[box] = to
    return Places(zone, bay, cell)
