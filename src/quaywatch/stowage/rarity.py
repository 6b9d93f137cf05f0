"""How many of the like of a box stand as it does: shares, shrunk towards wider groups.

Each share is that of the *other* boxes of the same plan. A group of few is shrunk towards the group
that holds it, and the whole plan towards what is usual on a ship: `(k + s q) / (n + s)`, the mean
of a beta posterior whose prior is taken from the wider group (Micci-Barreca, SIGKDD Explorations 3,
2001). Shares are quotients of counts, so that neither the order of the boxes nor the machine
matters.
"""

from typing import Any

import numpy as np

from quaywatch.cargo.identifiers.stowage_cell import LOWEST_ON_DECK
from quaywatch.stowage.plan import REEFER, Plan
from quaywatch.stowage.reach import reach

JUDGED = np.dtype(
    [
        ("reach", "i1"),
        ("others", "i4"),
        ("as_reachable", "i4"),
        ("reachable", "f8"),
        ("high", "f8"),
        ("apart", "f8"),
    ]
)
"""What the plan says of each box. `others`: boxes of its kind and class of mass beside it; of them
`as_reachable` are at least as easy to reach. `reachable`: that share, shrunk. `high`: share of
boxes at least as heavy that stand at least as high, or of those at most as heavy that stand at most
as high, whichever is less, doubled. `apart`: boxes of its port, and reefers about a reefer, in its
part of the ship, over their share aboard; at most 1."""

_STRENGTH = 5.0
"""Boxes that the wider group counts for (an assumption)."""
_USUAL = np.array([1.0, 0.55, 0.12, 0.03])
"""Share of a ship's places that are at least so easy to reach, by `Reach` (a ship of 13 rows with
six tiers on deck and seven below; an assumption where a plan is too small to say)."""


def judge(plan: Plan) -> Any:
    """Return one row of `JUDGED` a box."""
    judged: Any = np.zeros(len(plan), dtype=JUDGED)
    if not len(plan):
        return judged
    classes = reach(plan)
    judged["reach"] = classes
    kind = plan["kind"].astype(np.int64)
    peers = kind * 16 + plan["mass_class"] + 1
    every = np.zeros(len(plan), dtype=np.int64)
    share = _USUAL[classes]
    for group in (every, kind, peers):
        others, alike = _at_least(group, classes)
        share = (alike + _STRENGTH * share) / (others + _STRENGTH)
    judged["others"], judged["as_reachable"], judged["reachable"] = others, alike, share
    judged["high"] = _high(plan)
    judged["apart"] = _apart(plan)
    return judged


def _at_least(group: Any, level: Any) -> tuple[Any, Any]:
    """Return how many others the group has, and how many of them have at least this level."""
    levels = int(level.max()) + 1
    _, number = np.unique(group, return_inverse=True)
    counts = np.zeros((int(number.max()) + 1, levels), dtype=np.int64)
    np.add.at(counts, (number, level), 1)
    above = counts[:, ::-1].cumsum(axis=1)[:, ::-1]
    return above[number, 0] - 1, above[number, level] - 1


def _high(plan: Plan) -> Any:
    """Return how rare the height is for the mass; 1 where no mass is known.

    Reefers stand where the sockets are, whatever their mass: they are held against each other.
    """
    heavy, tier = plan["mass_class"].astype(np.int64), plan["tier"].astype(np.int64)
    reefer = plan["kind"] & REEFER > 0
    rare = np.ones(len(plan))
    for cooled in (False, True):
        mine = (reefer == cooled) & (heavy >= 0)
        if mine.any():
            up = _tail(heavy[mine], tier[mine])
            down = _tail(-heavy[mine], -tier[mine])
            rare[mine] = np.minimum(1.0, 2.0 * np.minimum(up, down))
    return rare


def _tail(heavy: Any, tier: Any) -> Any:
    """Return the share of others at least as heavy that stand at least as high, shrunk.

    The lightest may stand as high as they like: for them it is 1.
    """
    masses, mass = np.unique(heavy, return_inverse=True)
    tiers, height = np.unique(tier, return_inverse=True)
    counts = np.zeros((len(masses), len(tiers)), dtype=np.int64)
    np.add.at(counts, (mass, height), 1)
    corner = counts[::-1, ::-1].cumsum(axis=0).cumsum(axis=1)[::-1, ::-1]
    whole = (corner[0, height] - 1 + _STRENGTH / 2) / (len(heavy) - 1 + _STRENGTH)
    share = (corner[mass, height] - 1 + _STRENGTH * whole) / (corner[mass, 0] - 1 + _STRENGTH)
    return np.where(mass > 0, share, 1.0)


def _apart(plan: Plan) -> Any:
    """Return how far a box stands from the like of it: from its port's boxes, from reefers."""
    part = (plan["bay"].astype(np.int64) + 1) // 4 * 2 + (plan["tier"] >= LOWEST_ON_DECK)
    reefer = (plan["kind"] & REEFER > 0).astype(np.int64)
    by_port = np.where(plan["port"] >= 0, _company(part, plan["port"].astype(np.int64)), 1.0)
    return by_port * np.where(reefer > 0, _company(part, reefer), 1.0)


def _company(part: Any, like: Any) -> Any:
    """Return the share of the like in a part of the ship over that aboard, shrunk; at most 1."""
    _, place = np.unique(part, return_inverse=True)
    _, sort = np.unique(like, return_inverse=True)
    counts = np.zeros((int(place.max()) + 1, int(sort.max()) + 1), dtype=np.int64)
    np.add.at(counts, (place, sort), 1)
    aboard = (counts.sum(axis=0)[sort] - 1 + _STRENGTH) / (len(part) - 1 + _STRENGTH)
    here = (counts[place, sort] - 1 + _STRENGTH * aboard) / (
        counts.sum(axis=1)[place] - 1 + _STRENGTH
    )
    return np.minimum(1.0, here / aboard)
