"""Traffickers who go where they gain most: the least that their best site can be brought down to.

The smallest level u such that bringing every site down to u can be paid (water-filling). A site's
share is (gain - u) / loss where that is above its floor, so what a level costs falls and is linear
between the sites' own levels: sorted once, each budget's smallest level is found exactly.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.strategy.allocation.sites import Floats, Sites


@dataclass(frozen=True, slots=True)
class Rational:
    """A plan, and what proves that none is better."""

    share: Floats
    """Of each site's containers that is looked at."""
    level: float
    """What the best site brings: nothing is gained by moving to another."""
    bound: float
    """From the dual: no plan brings the best site lower."""
    price: float
    """By how much the level falls with one minute more for the alliance…"""
    prices: Floats
    """…and for each port: zero but where it is what holds the level up."""
    stuck: int | None
    """Number of the site that is at its ceiling and holds the level up, whatever is spent."""


def rational(sites: Sites) -> Rational:
    """Return the plan that leaves the best site as little as can be."""
    own = sites.gain - sites.loss * sites.floor
    weight = sites.minutes / sites.loss
    ports = len(sites.budgets)
    order = np.argsort(-own, kind="stable")
    free = sites.budgets - sites.spent(sites.floor)
    joint = sites.budget - sites.spent(sites.floor).sum()
    found = [_least(own[order], weight[order], joint)]
    by_port = order[np.argsort(sites.port[order], kind="stable")]
    ends = np.searchsorted(sites.port[by_port], np.arange(ports + 1))
    for port in range(ports):
        members = by_port[ends[port] : ends[port + 1]]
        found.append(_least(own[members], weight[members], float(free[port])))
    lowest = sites.gain - sites.loss * sites.ceiling
    worst = int(np.argmax(lowest))
    levels = np.array([level for level, _ in found])
    binding = int(np.argmax(levels))
    level = float(max(levels[binding], lowest[worst]))
    share = np.clip((sites.gain - level) / sites.loss, sites.floor, sites.ceiling)
    stuck = bool(lowest[worst] >= levels[binding])
    slope = 0.0 if stuck else found[binding][1]
    prices = np.zeros(ports)
    if binding and not stuck:
        prices[binding - 1] = slope
    return Rational(
        share=share,
        level=level,
        bound=float(lowest[worst]) if stuck else _bound(sites, own, weight, binding, slope),
        price=slope if binding == 0 else 0.0,
        prices=prices,
        stuck=worst if stuck else None,
    )


def _least(own: Floats, weight: Floats, budget: float) -> tuple[float, float]:
    """Return the smallest level that a budget pays for, and how fast it falls with more of it.

    Args:
        own: what sites bring at their floors, falling.
        weight: minutes that bringing each down by one takes.
        budget: minutes beyond those of the floors.
    """
    if not len(own) or not np.isfinite(budget):
        return -np.inf, 0.0
    taken = np.cumsum(weight)
    # What it costs to bring all sites before down to the level of each.
    cost = np.concatenate([[0.0], np.cumsum(taken[:-1] * -np.diff(own))])
    last = int(np.searchsorted(cost, budget, side="right")) - 1
    last = max(last, 0)
    return float(own[last] - (budget - cost[last]) / taken[last]), float(1.0 / taken[last])


def _bound(sites: Sites, own: Floats, weight: Floats, binding: int, slope: float) -> float:
    """Return the value of the dual: each site before the level weighs as much as its weight.

    For whatever shares, the weighted mean of those sites is at least this.
    """
    member = np.ones(len(own), dtype=np.bool_) if binding == 0 else sites.port == binding - 1
    budget = sites.budget if binding == 0 else float(sites.budgets[binding - 1])
    floors = sites.minutes[member] * sites.floor[member]
    budget -= float(floors.sum())
    mine, mass = own[member], weight[member]
    order = np.argsort(-mine, kind="stable")
    taken = np.cumsum(mass[order])
    used = order[: int(np.searchsorted(taken, (1.0 - 1e-12) / slope, side="left")) + 1]
    return float(slope * (np.dot(mass[used], mine[used]) - budget))
