"""The least level that all sites can be brought down to within a budget: the inner loops.

What a level costs falls as the level rises, and is linear between the values at which rows begin
and end: Newton's method, kept within a bracket, ends after a few passes on the exact level. A few
of the rows alone tell first where about it lies.
"""

from math import inf
from typing import NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.strategy.allocation.sites import Floats, Ints

_STEPS = 200
_STRIDE = 16


class Rows(NamedTuple):
    """Rows as `Sites` has them, port by port."""

    gain: Floats
    loss: Floats
    minutes: Floats
    starts: Floats
    floor: Floats
    ceiling: Floats


@compiled
def fill(
    rows: Rows, first: Ints, budgets: Floats, budget: float, share: Floats
) -> tuple[float, int, float, int]:
    """Find the level and the plan.

    Args:
        rows: of the sites.
        first: first row of each port, and the number of rows.
        budgets: minutes of each port.
        budget: minutes of all.
        share: overwritten by the plan.

    Returns:
        The level; what holds it up: -1 for the joint budget, the number of a port, or -2 for a
        site at its ceiling; by how much it falls with a minute more; and that site, else -1.
    """
    count = len(rows.gain)
    top, end, weight = np.empty(count), np.empty(count), np.empty(count)
    free = budgets.copy()
    stuck, taken = _values(rows, first, free, top, end, weight)
    level, holder, slope = end[stuck], -2, 0.0
    if budget < inf:
        found, fall = _least(top, end, weight, 0, count, budget - taken, level)
        if found > level:
            level, slope, holder = found, fall, -1
    for port in range(len(budgets)):
        if free[port] < inf:
            found, fall = _least(top, end, weight, first[port], first[port + 1], free[port], level)
            if found > level:
                level, slope, holder = found, fall, port
    for i in range(count):
        at = (rows.gain[i] - level) / rows.loss[i]
        share[i] = min(max(at, rows.floor[i]), rows.ceiling[i])
    return level, holder, slope, stuck if holder == -2 else -1


@inlined
def _values(
    rows: Rows, first: Ints, free: Floats, top: Floats, end: Floats, weight: Floats
) -> tuple[int, float]:
    """Write down what rows bring where they begin and end, what that takes, and what is free beyond
    the floors; return the row that brings most when all is done for it, and what floors take."""
    stuck, most, count, taken = 0, -inf, len(rows.gain), 0.0
    for port in range(len(free)):
        for i in range(first[port], first[port + 1]):
            top[i] = rows.gain[i] - rows.loss[i] * rows.floor[i]
            end[i] = rows.gain[i] - rows.loss[i] * rows.ceiling[i]
            weight[i] = rows.minutes[i] / rows.loss[i]
            own = rows.minutes[i] * (rows.floor[i] - rows.starts[i])
            free[port] -= own
            taken += own
            if end[i] > most and (i + 1 == count or rows.starts[i + 1] == 0.0):
                most, stuck = end[i], i
    return stuck, taken


@inlined
def _cost(
    top: Floats, end: Floats, weight: Floats, a: int, b: int, stride: int, level: float
) -> tuple[float, float]:
    """Return the minutes that a level costs beyond the floors, and how fast they fall with it."""
    cost, fall = 0.0, 0.0
    for i in range(a, b, stride):
        # Without branches, which nobody could foretell: half of the rows lie above.
        cost += weight[i] * max(top[i] - max(level, end[i]), 0.0)
        fall += weight[i] * ((top[i] > level) & (end[i] <= level))
    return cost, fall


@inlined
def _least(
    top: Floats, end: Floats, weight: Floats, a: int, b: int, budget: float, at_least: float
) -> tuple[float, float]:
    """Return the least level above `at_least` that a budget pays for, and its fall per minute.

    Where the budget pays for `at_least` itself, that comes back.
    """
    cost, _ = _cost(top, end, weight, a, b, 1, at_least)
    if cost <= budget:
        return at_least, 0.0
    level = at_least
    if b - a > 64 * _STRIDE:
        level = _newton(top, end, weight, a, b, _STRIDE, budget / _STRIDE, at_least, level)[0]
    return _newton(top, end, weight, a, b, 1, budget, at_least, level)


@inlined
def _newton(
    top: Floats,
    end: Floats,
    weight: Floats,
    a: int,
    b: int,
    stride: int,
    budget: float,
    at_least: float,
    start: float,
) -> tuple[float, float]:
    """Follow tangents: costs are convex, so that once a level costs too much, levels only rise and
    come to the one that is just paid for; one beyond it is where rounding ends."""
    level, fall, rising = start, 0.0, False
    for _ in range(_STEPS):
        cost, fall = _cost(top, end, weight, a, b, stride, level)
        if fall == 0.0:
            if level == at_least:
                break
            level = at_least
            continue
        step = max(level + (cost - budget) / fall, at_least)
        if (rising and cost < budget) or (cost >= budget) == (step <= level):
            break
        rising = cost >= budget
        level = step
    return level, 1.0 / fall if fall > 0 else 0.0
