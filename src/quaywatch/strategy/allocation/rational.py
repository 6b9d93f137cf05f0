"""Traffickers who go where they gain most: the least that their best site can be brought down to.

The smallest level such that bringing every site down to it can be paid (water-filling): then all
sites that are looked at more than their floor bring the same, and moving gains nothing.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.strategy.allocation.filling import Rows, fill
from quaywatch.strategy.allocation.sites import Booleans, Floats, Sites


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
    ports, port, order = len(sites.budgets), sites.port, None
    rows = Rows(sites.gain, sites.loss, sites.minutes, sites.starts, sites.floor, sites.ceiling)
    if (port[1:] < port[:-1]).any():
        order = np.argsort(port, kind="stable")
        rows, port = Rows(*(row[order] for row in rows)), port[order]
    laid = np.empty(len(sites.gain))
    first = np.searchsorted(port, np.arange(ports + 1))
    level, holder, slope, stuck = fill(rows, first, sites.budgets, sites.budget, laid)
    share = laid
    if order is not None:
        share = np.empty_like(laid)
        share[order] = laid
    if stuck >= 0:
        stuck = stuck if order is None else int(order[stuck])
    prices = np.zeros(ports)
    if holder >= 0:
        prices[holder] = slope
    return Rational(
        share=share,
        level=level,
        bound=bound(sites, level, holder),
        price=slope if holder == -1 else 0.0,
        prices=prices,
        stuck=stuck if stuck >= 0 else None,
    )


def bound(sites: Sites, level: float, holder: int) -> float:
    """Return what no plan goes below, from the tangent of what a level costs.

    What it costs to bring a site down to a level is convex in the level. So to go below a bound
    would cost more than the tangent at `level` says, and that is more than there is.

    Args:
        sites: the game.
        level: where the tangent is laid.
        holder: -1 for the budget of all, the number of a port for its own, -2 for ceilings.
    """
    if holder == -2:
        return float((sites.gain - sites.loss * sites.ceiling)[sites.last].max())
    mine: Booleans = sites.port == holder if holder >= 0 else np.ones(len(sites.port), np.bool_)
    budget = float(sites.budgets[holder]) if holder >= 0 else sites.budget
    weight = sites.minutes / sites.loss
    top = sites.gain - sites.loss * sites.floor
    passed = np.clip((sites.gain - level) / sites.loss, sites.floor, sites.ceiling)
    reached = passed < sites.ceiling
    cost = float((sites.minutes * (passed - sites.starts) * mine).sum())
    fall = float((weight * (mine & reached & (top > level))).sum())
    return level if fall == 0 else level + (cost - budget) / fall
