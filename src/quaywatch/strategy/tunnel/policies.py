"""Ways of spreading looks over sites, each from what was seen alone.

Every one gets the same looks; they differ in whether ports share them, and in what they aim at.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from quaywatch.strategy.tunnel.estimating import rates
from quaywatch.strategy.tunnel.memory import Memory
from quaywatch.strategy.tunnel.ranked import Game, plan
from quaywatch.strategy.tunnel.waters import Floats, Ints

WATCHED, OTHERS = 0.088, 0.0018
"""Shares that Antwerp looked at: of Latin American boxes, and of all others (about 30,000 of
330,000 and 5,000 of 2.8 million a year)."""
BLIND = 0.05
"""Part of the looks that goes by lot, so that what is never ranked high is known too."""
MOST = 0.95
SPREAD = 0.1
"""Part of the looks that who follows seizures keeps for all sites alike."""
_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Task:
    """A quarter to be planned."""

    memory: Memory
    rows: Floats
    """Consignments of a month, by site."""
    port: Ints
    """Number of each site's port."""
    looks: Floats
    """A month, by port; nothing in them tells how they came about."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Shares of each site that are looked at."""

    targeted: Floats
    """By rank."""
    audited: Floats
    """By lot."""


Policy = Callable[[Task], Plan]


def today(task: Task) -> Plan:
    """Each port's own looks, nearly all on the routes that everybody knows."""
    weight = np.where(task.memory.places.watched, WATCHED, OTHERS)
    return _split(_filled(weight * task.rows, task.port, task.looks, task.rows))


def uniform(task: Task) -> Plan:
    """The same share of everything."""
    return _split(_filled(task.rows, *_shared(task), task.rows))


def seizures(task: Task) -> Plan:
    """All looks where last year's mass was seized, wherever in the alliance that was."""
    if not task.memory.seized:
        return today(task)
    mass = task.memory.seized_in_year() * (task.rows > 0)
    if not mass.any():
        return today(task)
    weight = (1 - SPREAD) * mass / mass.sum() + SPREAD * task.rows / task.rows.sum()
    return _split(_filled(weight, *_shared(task), task.rows))


def national(task: Task) -> Plan:
    """Each port's own looks, against what arrives at the port itself."""
    flow, targeted = rates(task.memory) * task.rows, np.zeros(len(task.rows))
    for port, looks in enumerate(task.looks):
        here = task.port == port
        if looks <= 0 or not task.rows[here].any():
            continue
        mine = Game(
            flow=flow[here],
            caught=task.memory.caught[here],
            rows=task.rows[here],
            purse=np.zeros(int(here.sum()), dtype=np.int64),
            looks=np.array([(1 - BLIND) * looks]),
        )
        others = float(flow.sum() - flow[here].sum())
        targeted[here] = plan(mine, task.memory.belief, 0.0, elsewhere=others)
    return Plan(targeted, _by_lot(flow, task.port, task.looks, task.rows))


def common(task: Task) -> Plan:
    """Each port's own looks, against what arrives anywhere."""
    return _together(task, task.port, task.looks)


def strategic(task: Task) -> Plan:
    """All looks together, against what arrives anywhere."""
    return _together(task, *_shared(task))


POLICIES: dict[str, Policy] = {
    "today": today,
    "uniform": uniform,
    "seizures": seizures,
    "national": national,
    "common": common,
    "strategic": strategic,
}


def _together(task: Task, purse: Ints, looks: Floats) -> Plan:
    flow, belief = rates(task.memory) * task.rows, task.memory.belief
    game = Game(flow, task.memory.caught, task.rows, purse, (1 - BLIND) * looks)
    outside = float(flow.sum()) * belief.outside / (1 - belief.outside)
    return Plan(plan(game, belief, outside), _by_lot(flow, purse, looks, task.rows))


def _shared(task: Task) -> tuple[Ints, Floats]:
    """Return one purse for all."""
    return np.zeros(len(task.rows), dtype=np.int64), np.array([float(task.looks.sum())])


def _split(share: Floats) -> Plan:
    return Plan((1 - BLIND) * share, BLIND * share)


def _by_lot(flow: Floats, purse: Ints, looks: Floats, rows: Floats) -> Floats:
    """Spread the blind looks so that flows become known (Neyman): by the root of lots and rows."""
    return _filled(np.sqrt(flow * rows), purse, BLIND * looks, rows)


def _filled(weight: Floats, purse: Ints, looks: Floats, rows: Floats) -> Floats:
    """Spend each purse in proportion to weights; what a full site cannot take, others do."""
    taken, free = np.zeros(len(rows)), rows > 0
    for _ in range(_ROUNDS):
        left = looks - np.bincount(purse, taken, minlength=len(looks))
        open_ = weight * free
        whole = np.bincount(purse, open_, minlength=len(looks))
        factor = np.divide(left, whole, out=np.zeros(len(looks)), where=whole > 0)
        taken = np.minimum(taken + factor[purse] * open_, MOST * rows)
        free = taken < MOST * rows
    return np.divide(taken, rows, out=np.zeros(len(rows)), where=rows > 0)
