"""The least that a ratio of sums over sites can be brought to, within budgets: the inner loops.

For a supposed ratio the plan that does best solves a separable convex problem, each site in
closed form (see `omega`); the ratio is set to what that plan reaches until it stays (Dinkelbach
1967). Prices of minutes are found by Newton's method in their logarithms, kept within brackets.
"""

from math import exp, inf, log
from typing import NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.strategy.allocation.omega import omega
from quaywatch.strategy.allocation.sites import Floats, Ints

_ROUNDS = 60
_STEPS = 80
_NEAR = 1e-12
_SETTLED = 1e-13


class Field(NamedTuple):
    """Sites as the loops take them, port by port; arrays of one length."""

    level: Floats
    """Logarithm of how attractive each is when nobody looks."""
    slope: Floats
    """By how much that falls when all is looked at."""
    detection: Floats
    minutes: Floats
    starts: Floats
    """Share at which each row begins: zero but for rows that go on with a site."""
    floor: Floats
    ceiling: Floats
    unit: Floats
    """Logarithm of the minutes that finding one shipment for certain takes, of all of the site."""
    low: Floats
    """Room for the logarithm of the price from which on each keeps its floor…"""
    high: Floats
    """…and for that up to which it is at its ceiling; -inf where none is low enough."""


class Reached(NamedTuple):
    """Where the rounds ended."""

    ratio: float
    bound: float
    """No plan goes below: the dual says so."""
    joint: float
    """Logarithm of the price of everybody's minutes."""


@compiled
def least(
    field: Field,
    first: Ints,
    budgets: Floats,
    budget: float,
    outside: float,
    start: float,
    joint: float,
    own: Floats,
    share: Floats,
) -> Reached:
    """Find the plan under which the least arrives of what is shipped or stays outside.

    Args:
        field: the sites.
        first: first site of each port, and the number of sites.
        budgets: minutes of each port.
        budget: minutes of all.
        outside: weight of what is chosen elsewhere, or not shipped.
        start: ratio to begin with.
        joint: logarithm of the price of everybody's minutes to begin with.
        own: those of each port's minutes to begin with; overwritten by where they end.
        share: overwritten by the plan.
    """
    plan = np.empty_like(share)
    ratio, best = start, inf
    for turn in range(_ROUNDS):
        _edges(field, ratio)
        for port in range(len(own)):
            a, b = first[port], first[port + 1]
            own[port] = _own(field, a, b, budgets[port], ratio, own[port])
        joint = _joint(field, first, own, budget, ratio, joint)
        _lay_all(field, first, budgets, budget, ratio, own, joint, plan)
        arriving, weight = _sums(field, plan, outside)
        reached = arriving / weight
        settled = turn > 0 and best - reached <= _SETTLED * best
        if reached < best:
            best = reached
            share[:] = plan
        if settled:
            break
        ratio = reached
    bound, step = 0.0, _SETTLED
    while bound == 0.0 and step < 1.0:
        step *= 10.0
        trial = best * (1.0 - step)
        _edges(field, trial)
        dual = _lay_all(field, first, budgets, budget, trial, own, joint, plan)
        arriving, weight = _sums(field, plan, outside)
        if arriving - trial * weight + dual >= 0.0:
            bound = trial
    return Reached(best, bound, joint)


@inlined
def _lay_all(
    field: Field,
    first: Ints,
    budgets: Floats,
    budget: float,
    ratio: float,
    own: Floats,
    joint: float,
    plan: Floats,
) -> float:
    """Write down the plan at these prices; return what it spends beyond the budgets, at them.

    With what the plan does against the ratio that is the value of the dual: where it is not below
    zero, no plan within the budgets brings what arrives below the ratio.
    """
    beyond, spent = 0.0, 0.0
    for port in range(len(own)):
        taken = _lay(field, first[port], first[port + 1], ratio, max(own[port], joint), plan)
        spent += taken
        if own[port] > joint:
            beyond += (exp(own[port]) - exp(joint)) * (taken - budgets[port])
    return beyond + exp(joint) * (spent - budget) if joint > -inf else beyond


@inlined
def _edges(field: Field, ratio: float) -> None:
    """Find the prices at which sites leave their floors and reach their ceilings."""
    for i in range(len(field.level)):
        d, slope = field.detection[i], field.slope[i]
        per = field.level[i] - log(field.minutes[i])
        x = field.floor[i]
        gain = slope * (1.0 - d * x - ratio) + d
        field.low[i] = per - slope * x + log(gain) if gain > 0 else -inf
        x = field.ceiling[i]
        gain = slope * (1.0 - d * x - ratio) + d
        field.high[i] = per - slope * x + log(gain) if gain > 0 else -inf


@inlined
def _at(field: Field, i: int, ratio: float, price: float) -> tuple[float, float]:
    """Return the share of a site at the logarithm of a price, and how fast it falls with that."""
    if price >= field.low[i]:
        return field.floor[i], 0.0
    if field.high[i] > -inf and price <= field.high[i]:
        return field.ceiling[i], 0.0
    slope = field.slope[i]
    start = slope * (1.0 - ratio) / field.detection[i] + 1.0
    w = omega(price + field.unit[i] - field.level[i] + start)
    x = (start - w) / slope
    if x >= field.ceiling[i]:
        return field.ceiling[i], 0.0
    return max(x, field.floor[i]), w / (1.0 + w) / slope


@inlined
def _lay(field: Field, a: int, b: int, ratio: float, price: float, plan: Floats) -> float:
    """Write down the shares of sites a to b at a price; return the minutes they take."""
    taken = 0.0
    for i in range(a, b):
        plan[i] = _at(field, i, ratio, price)[0]
        taken += field.minutes[i] * (plan[i] - field.starts[i])
    return taken


@inlined
def _sums(field: Field, plan: Floats, outside: float) -> tuple[float, float]:
    """Return what arrives and all weight."""
    arriving, weight = 0.0, outside
    for i in range(len(plan)):
        level, slope, start = field.level[i], field.slope[i], field.starts[i]
        one = exp(level - slope * plan[i])
        weight += one
        arriving += one * (1.0 - field.detection[i] * plan[i])
        if start > 0.0:
            # The row before ends where this one begins: both together are the site.
            one = exp(level - slope * start)
            weight -= one
            arriving -= one * (1.0 - field.detection[i] * start)
    return arriving, weight


@inlined
def _spent(field: Field, a: int, b: int, ratio: float, price: float) -> tuple[float, float]:
    """Return what sites a to b take at a price, and how fast that falls as its logarithm rises."""
    taken, falls = 0.0, 0.0
    for i in range(a, b):
        x, fall = _at(field, i, ratio, price)
        taken += field.minutes[i] * (x - field.starts[i])
        falls += field.minutes[i] * fall
    return taken, falls


@inlined
def _bracket(field: Field, a: int, b: int) -> tuple[float, float]:
    """Return prices at which all that can be is looked at, and nothing beyond the floors."""
    under, over = inf, -inf
    for i in range(a, b):
        if field.low[i] > -inf:
            under = min(under, field.high[i] if field.high[i] > -inf else field.low[i] - 700.0)
            over = max(over, field.low[i])
    return under, over


@inlined
def _next(price: float, excess: float, falls: float, under: float, over: float) -> float:
    step = price + excess / falls if falls > 0 else inf
    return step if under < step < over else 0.5 * (under + over)


@inlined
def _own(field: Field, a: int, b: int, budget: float, ratio: float, start: float) -> float:
    """Return the price at which sites a to b just spend their own minutes; -inf where they do not
    spend them all."""
    if budget == inf or _spent(field, a, b, ratio, -inf)[0] <= budget:
        return -inf
    under, over = _bracket(field, a, b)
    price = start if under < start < over else 0.5 * (under + over)
    for _ in range(_STEPS):
        taken, falls = _spent(field, a, b, ratio, price)
        excess = taken - budget
        if abs(excess) <= _NEAR * budget or over - under <= 1e-15 * abs(price):
            break
        if excess > 0:
            under = price
        else:
            over = price
        price = _next(price, excess, falls, under, over)
    return price


@inlined
def _joint(
    field: Field, first: Ints, own: Floats, budget: float, ratio: float, start: float
) -> float:
    """Return the price at which all just spend what there is, beside the ports' own prices."""
    if budget == inf or _taken(field, first, own, ratio, -inf)[0] <= budget:
        return -inf
    under, over = _bracket(field, 0, len(field.level))
    price = start if under < start < over else 0.5 * (under + over)
    for _ in range(_STEPS):
        taken, falls = _taken(field, first, own, ratio, price)
        excess = taken - budget
        if abs(excess) <= _NEAR * budget or over - under <= 1e-15 * abs(price):
            break
        if excess > 0:
            under = price
        else:
            over = price
        price = _next(price, excess, falls, under, over)
    return price


@inlined
def _taken(
    field: Field, first: Ints, own: Floats, ratio: float, price: float
) -> tuple[float, float]:
    """Return what all take at a joint price or their own if that is higher; and how it falls."""
    taken, falls = 0.0, 0.0
    for port in range(len(own)):
        a, b = first[port], first[port + 1]
        more, fall = _spent(field, a, b, ratio, max(own[port], price))
        taken += more
        falls += fall if own[port] <= price else 0.0
    return taken, falls


@compiled
def placed(
    field: Field,
    first: Ints,
    budgets: Floats,
    minutes: float,
    scanners: int,
    outside: float,
    ratio: float,
    given: Ints,
    plan: Floats,
) -> tuple[float, float]:
    """Give scanners to ports, each to the one that it brings most, at a supposed ratio.

    Args:
        field: the sites.
        first: first site of each port, and the number of sites.
        budgets: minutes of each port beside the scanners.
        minutes: of one scanner.
        scanners: how many there are.
        outside: weight of what is not chosen.
        ratio: the supposed one.
        given: how many each port has, zero at first; overwritten.
        plan: overwritten by the shares.

    Returns:
        What arrives as a ratio, and the least of what arrives less the supposed ratio of all.
    """
    _edges(field, ratio)
    ports = len(budgets)
    values, gains = np.zeros(ports), np.zeros(ports)
    for port in range(ports):
        values[port] = _worth(field, first, port, budgets[port], ratio, plan)
        more = budgets[port] + minutes
        gains[port] = values[port] - _worth(field, first, port, more, ratio, plan)
    for _ in range(scanners):
        port = int(np.argmax(gains))
        given[port] += 1
        values[port] -= gains[port]
        more = budgets[port] + (given[port] + 1) * minutes
        gains[port] = values[port] - _worth(field, first, port, more, ratio, plan)
    total = -ratio * outside
    for port in range(ports):
        has = budgets[port] + given[port] * minutes
        total += _worth(field, first, port, has, ratio, plan)
    arriving, weight = _sums(field, plan, outside)
    return arriving / weight, total


@inlined
def _worth(
    field: Field, first: Ints, port: int, budget: float, ratio: float, plan: Floats
) -> float:
    """Write down a port's plan at a ratio; return the least of what arrives there less the ratio
    of its weight: from the dual, so that no plan goes below."""
    a, b = first[port], first[port + 1]
    price = _own(field, a, b, budget, ratio, -inf)
    taken = _lay(field, a, b, ratio, price, plan)
    value = exp(price) * (taken - budget) if price > -inf else 0.0
    for i in range(a, b):
        level, slope, start = field.level[i], field.slope[i], field.starts[i]
        value += exp(level - slope * plan[i]) * (1.0 - field.detection[i] * plan[i] - ratio)
        if start > 0.0:
            value -= exp(level - slope * start) * (1.0 - field.detection[i] * start - ratio)
    return value
