"""A plan at once: boxes choose in turn, who gains most first, among the cells with room left."""

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.inspections.plan.pricing import Choices, Prices
from quaywatch.inspections.plan.problem import NONE, Floats, Ints, Problem
from quaywatch.inspections.plan.programme import Columns


def greedy(
    problem: Problem, prices: Prices, choices: Choices, later: Floats, *, parts: bool = False
) -> tuple[Columns, Floats]:
    """Return a plan that fits the room, a choice a box at most, and how much of each.

    Args:
        problem: the day.
        prices: what cells cost.
        choices: what boxes gain at these prices; who gains most comes first.
        later: what is kept of each cell for later steps.
        parts: whether a box takes what is left of a cell, though it is less than it wants.
    """
    boxes, room = problem.boxes, problem.room
    order = np.argsort(-choices.gain, kind="stable")
    policy, hour, cell = (np.full(len(order), NONE, dtype=np.int64) for _ in range(3))
    amount = np.zeros(len(order))
    bonus = prices.strata[boxes.stratum][:, None] * room.starts[None, :]
    _fill(
        order[(choices.gain[order] > -np.inf) & (problem.limit[order] > 0)],
        boxes.group,
        boxes.first,
        boxes.last,
        boxes.prospects.value + bonus,
        boxes.prospects.second,
        boxes.prospects.third,
        np.stack([room.entry, room.other]),
        room.second,
        room.third,
        problem.limit,
        problem.waiting,
        parts,
        prices.cells,
        room.capacity.ravel().copy(),
        later.copy(),
        policy,
        hour,
        cell,
        amount,
    )
    taken = np.flatnonzero(policy != NONE)
    return Columns(taken, policy[taken], hour[taken], cell[taken]), amount[taken]


@compiled
def _fill(
    order: Ints,
    group: Ints,
    first: Ints,
    last: Ints,
    value: Floats,
    second: Floats,
    third: Floats,
    entries: Ints,
    then: Ints,
    finally_: Ints,
    limit: Floats,
    waiting: float,
    parts: bool,
    prices: Floats,
    left: Floats,
    kept: Floats,
    policies: Ints,
    hours: Ints,
    cells: Ints,
    amounts: Floats,
) -> None:
    for box in order:
        g = group[box]
        policy, hour, cell = _find(
            first[box],
            last[box],
            value[box],
            second[box],
            third[box],
            entries[:, g],
            then[g],
            finally_[g],
            float(limit[box]),
            1e-6 if parts else float(limit[box]),
            waiting,
            prices,
            left,
            kept,
        )
        if policy < 0:
            continue
        amount = min(limit[box], left[cell] - kept[cell])
        policies[box], hours[box], cells[box] = policy, hour, cell
        amounts[box] = amount
        left[cell] -= amount
        for follow, share in (
            (then[g, policy, hour], second[box, policy]),
            (finally_[g, policy, hour], third[box, policy]),
        ):
            if follow >= 0:
                left[follow] -= share * amount
                kept[follow] = max(0.0, kept[follow] - share * amount)


@inlined
def _find(
    first: Ints,
    last: Ints,
    value: Floats,
    second: Floats,
    third: Floats,
    entries: Ints,
    then: Ints,
    finally_: Ints,
    limit: float,
    least: float,
    waiting: float,
    prices: Floats,
    left: Floats,
    kept: Floats,
) -> tuple[int, int, int]:
    """Return what a box gains most by among what has room; -1 for nothing."""
    best = -np.inf
    policy, hour, cell = -1, -1, -1
    for t in range(len(value)):
        for h in range(first[t], last[t] + 1):
            worth = value[t] - waiting * h
            if worth <= 0.0:
                continue
            worth -= _followed(then[t, h], second[t], limit, prices, left)
            worth -= _followed(finally_[t, h], third[t], limit, prices, left)
            for way in range(2):
                c = entries[way, t, h]
                if c >= 0 and left[c] >= least + kept[c] and worth - prices[c] > best:
                    best, policy, hour, cell = worth - prices[c], t, h, c
    return policy, hour, cell


@inlined
def _followed(cell: int, share: float, limit: float, prices: Floats, left: Floats) -> float:
    """Return what a later step costs; infinite when there is no room for it."""
    if cell < 0:
        return 0.0
    return np.inf if left[cell] < share * limit else share * prices[cell]
