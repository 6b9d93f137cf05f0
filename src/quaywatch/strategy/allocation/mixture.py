"""The least that a weighted mean of what arrives under several assumptions can be brought to.

As `dinkelbach`, but each site's share is the root of a sum over the assumptions, found by Newton's
method within a bracket.
"""

from math import exp, inf
from typing import NamedTuple

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.strategy.allocation.sites import Floats, Ints

_ROUNDS = 40
_STEPS = 100
_NEAR = 1e-11


class Cases(NamedTuple):
    """Sites port by port under several assumptions."""

    level: Floats
    """[case, site] logarithm of how attractive each is when nobody looks…"""
    slope: Floats
    """…and by how much that falls when all is looked at."""
    detection: Floats
    """[case, site]"""
    minutes: Floats
    starts: Floats
    floor: Floats
    ceiling: Floats
    outside: Floats
    """[case] weight of not shipping."""


@compiled
def mixed_least(
    cases: Cases,
    weights: Floats,
    first: Ints,
    budgets: Floats,
    budget: float,
    start: float,
    own: Floats,
    share: Floats,
    kept: Floats,
    total: Floats,
) -> tuple[float, float]:
    """Find the plan under which the least arrives in the weighted mean of the cases.

    Args:
        cases: the sites.
        weights: of the cases.
        first: first site of each port, and the number of sites.
        budgets: minutes of each port.
        budget: minutes of all.
        start: ratio to begin with.
        own: prices of ports' minutes, [port]; of all, last; overwritten.
        share: overwritten by the plan.
        kept: [case] overwritten by what arrives in each.
        total: [case] overwritten by all weight.

    Returns:
        The ratio of the weighted sums, and a bound that no plan goes below.
    """
    ratio = start
    for _ in range(_ROUNDS):
        _plan(cases, weights, first, budgets, budget, ratio, own, share)
        _sums(cases, share, kept, total)
        reached = (weights * kept).sum() / (weights * total).sum()
        if ratio - reached <= 1e-13 * reached and ratio >= reached:
            ratio = reached
            break
        ratio = reached
    bound, step = 0.0, 1e-13
    plan, a, b = share.copy(), kept.copy(), total.copy()
    while bound == 0.0 and step < 1.0:
        step *= 10.0
        trial = ratio * (1.0 - step)
        beyond, spent = 0.0, 0.0
        for port in range(len(budgets)):
            price = max(own[port], own[-1])
            taken = _lay(cases, weights, first[port], first[port + 1], trial, price, plan)
            spent += taken
            if own[port] > own[-1]:
                beyond += (own[port] - own[-1]) * (taken - budgets[port])
        if own[-1] > 0:
            beyond += own[-1] * (spent - budget)
        _sums(cases, plan, a, b)
        if (weights * (a - trial * b)).sum() + beyond >= 0.0:
            bound = trial
    return ratio, bound


@inlined
def _plan(
    cases: Cases,
    weights: Floats,
    first: Ints,
    budgets: Floats,
    budget: float,
    ratio: float,
    own: Floats,
    share: Floats,
) -> None:
    """Write down prices and the plan at a supposed ratio."""
    for port in range(len(budgets)):
        own[port] = _price(
            cases, weights, first, port, port + 1, budgets[port], ratio, own[port], own * 0, share
        )
    own[-1] = _price(cases, weights, first, 0, len(budgets), budget, ratio, own[-1], own, share)


@inlined
def _price(
    cases: Cases,
    weights: Floats,
    first: Ints,
    a: int,
    b: int,
    budget: float,
    ratio: float,
    start: float,
    own: Floats,
    share: Floats,
) -> float:
    """Return the price at which ports a to b just spend a budget; zero where they do not.

    Bisected in its logarithm, with steps of the secant while these stay within the bracket.
    """
    taken = 0.0
    for port in range(a, b):
        taken += _lay(cases, weights, first[port], first[port + 1], ratio, own[port], share)
    if budget == inf or taken <= budget:
        return 0.0
    low, high, price = 0.0, inf, start if start > 0 else 1e-6
    over_low, over_high = taken - budget, -inf
    for turn in range(_STEPS):
        taken = 0.0
        for port in range(a, b):
            at = max(own[port], price)
            taken += _lay(cases, weights, first[port], first[port + 1], ratio, at, share)
        over = taken - budget
        if abs(over) <= _NEAR * budget or (high - low) <= 1e-15 * price:
            break
        if over > 0:
            low, over_low = price, over
        else:
            high, over_high = price, over
        part = over_low / (over_low - over_high) if turn % 2 else 0.5
        price = _between(low, high, part)
    return price


@inlined
def _between(low: float, high: float, part: float) -> float:
    """Return a price so far from the lower of two to the upper, in logarithms."""
    if high == inf:
        return low * 8.0
    if low == 0.0:
        return high / 8.0
    price = low * (high / low) ** part
    return price if low < price < high else 0.5 * (low + high)


@inlined
def _lay(
    cases: Cases, weights: Floats, a: int, b: int, ratio: float, price: float, plan: Floats
) -> float:
    """Write down the shares of sites a to b at a price; return the minutes they take."""
    taken = 0.0
    for i in range(a, b):
        plan[i] = _root(cases, weights, i, ratio, price)
        taken += cases.minutes[i] * (plan[i] - cases.starts[i])
    return taken


@inlined
def _root(cases: Cases, weights: Floats, i: int, ratio: float, price: float) -> float:
    """Return the share at which a little more of it brings as much as it costs."""
    low, high = cases.floor[i], cases.ceiling[i]
    x = low
    for turn in range(_STEPS):
        value, rise = price * cases.minutes[i], 0.0
        for k in range(len(weights)):
            d, slope = cases.detection[k, i], cases.slope[k, i]
            one = weights[k] * exp(cases.level[k, i] - slope * x)
            left = slope * (1.0 - d * x - ratio)
            value -= one * (left + d)
            rise += one * slope * (left + 2.0 * d)
        if turn == 0 and value >= 0:
            return low
        if value > 0:
            high = x
        else:
            low = x
        step = x - value / rise if rise > 0 else inf
        step = step if low < step < high else 0.5 * (low + high)
        if abs(step - x) <= 1e-15 or high - low <= 1e-15:
            break
        x = step
    return x


@inlined
def _sums(cases: Cases, plan: Floats, kept: Floats, total: Floats) -> None:
    """Write down what arrives in each case, and all weight."""
    for k in range(len(kept)):
        kept[k], total[k] = 0.0, cases.outside[k]
        for i in range(len(plan)):
            level, slope, start = cases.level[k, i], cases.slope[k, i], cases.starts[i]
            one = exp(level - slope * plan[i])
            total[k] += one
            kept[k] += one * (1.0 - cases.detection[k, i] * plan[i])
            if start > 0.0:
                one = exp(level - slope * start)
                total[k] -= one
                kept[k] -= one * (1.0 - cases.detection[k, i] * start)
