"""Where whole scanners are placed: a port gets one, or none, and spends its minutes itself.

Both are exact. Against rational traffickers the next scanner always goes to the port that holds the
level up. Against those who err, at a supposed ratio each scanner more brings a port less than the
one before (the port's plan is a convex programme), so that giving the next one to whom it brings
most is best; the ratio is set to what is reached until it stays.
"""

from dataclasses import dataclass, replace

import numpy as np

from quaywatch.strategy.allocation.dinkelbach import placed
from quaywatch.strategy.allocation.quantal import Logit
from quaywatch.strategy.allocation.rational import rational
from quaywatch.strategy.allocation.sites import Floats, Ints, Sites

_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Placement:
    """Where scanners stand, the plan that they are used by, and what proves both."""

    scanners: Ints
    """By port."""
    share: Floats
    """Of each site's containers that is looked at."""
    reached: float
    """The level of the best site, or the share that arrives."""
    bound: float
    """No placement goes below."""


def place_rational(sites: Sites, minutes: float, scanners: int) -> Placement:
    """Return the placement that leaves the best site as little as can be.

    Proof: to go below, each port would need at least the scanners that bring its own level below,
    and these are more than there are; or a site is at its ceiling.

    Args:
        sites: budgets of ports are what they have beside these scanners; no joint budget counts.
        minutes: of one scanner.
        scanners: how many there are.

    """
    ports, given = len(sites.budgets), np.zeros(len(sites.budgets), dtype=np.int64)
    levels = np.array([_level(sites, port, minutes, 0) for port in range(ports)])
    for _ in range(scanners):
        port = int(np.argmax(levels))
        given[port] += 1
        levels[port] = _level(sites, port, minutes, int(given[port]))
    plan = rational(replace(sites, budget=np.inf, budgets=sites.budgets + given * minutes))
    return Placement(given, plan.share, plan.level, plan.bound)


def needed(sites: Sites, minutes: float, level: float, most: int) -> Ints:
    """Return how many scanners each port needs at least to come below a level: `most` + 1 where
    no more than `most` do. Their sum, if it is more than there are, proves that none can."""
    found = np.zeros(len(sites.budgets), dtype=np.int64)
    for port in range(len(sites.budgets)):
        while found[port] <= most and _level(sites, port, minutes, int(found[port])) >= level:
            found[port] += 1
    return found


def place_quantal(
    sites: Sites, detection: Floats, rationality: float, stay: float, minutes: float, scanners: int
) -> Placement:
    """Return the placement under which least arrives; arguments as for the two others."""
    game = Logit.of(sites, detection, rationality, stay)
    ports, ratio, best = len(sites.budgets), 1.0, np.inf
    given, share = np.zeros(ports, dtype=np.int64), sites.floor[game.order]
    counts, plan = given.copy(), share.copy()
    args = (game.field, game.first, game.budgets, minutes, scanners, game.outside)
    for _ in range(_ROUNDS):
        counts[:] = 0
        reached = placed(*args, ratio, counts, plan)[0]
        if reached >= best * (1.0 - 1e-13):
            break
        best, ratio = reached, reached
        given, share = counts.copy(), plan.copy()
    bound, step = 0.0, 1e-13
    while bound == 0.0 and step < 1.0:
        step *= 10.0
        if placed(*args, best * (1.0 - step), counts * 0, plan)[1] >= 0.0:
            bound = best * (1.0 - step)
    laid = np.empty_like(share)
    laid[game.order] = share
    return Placement(given, laid, best, bound)


def _level(sites: Sites, port: int, minutes: float, scanners: int) -> float:
    """Return the level that a port comes to by itself."""
    mine = sites.port == port
    if not mine.any():
        return -np.inf
    own = Sites(
        gain=sites.gain[mine],
        loss=sites.loss[mine],
        minutes=sites.minutes[mine],
        port=np.zeros(int(mine.sum()), dtype=np.int64),
        budget=np.inf,
        budgets=sites.budgets[port : port + 1] + scanners * minutes,
        floor=sites.floor[mine],
        ceiling=sites.ceiling[mine],
        begins=None if sites.begins is None else sites.begins[mine],
    )
    return rational(own).level
