"""What cells cost, and what each box would choose at those prices.

Prices are the multipliers of the cells' limits: with any prices the sum of what the room costs and
of what the boxes still gain is an upper bound on every plan (weak duality), so a plan that comes
near to it is near the best.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.inspections.plan.problem import NONE, Floats, Ints, Problem, Room


@dataclass(frozen=True, slots=True)
class Prices:
    """What one place more in a cell, and one box less to be shown in a stratum, is worth."""

    cells: Floats
    """[pool x hour], flat."""
    strata: Floats


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices by [group, policy, hour]."""

    entry: Floats
    cell: Ints
    """The cheaper cell of the first step."""
    second: Floats
    third: Floats


@dataclass(frozen=True, slots=True)
class Choices:
    """What each box gains most by, at given prices."""

    gain: Floats
    policy: Ints
    """`NONE` for a box that can take nothing."""
    hour: Ints


def tariff(prices: Prices, room: Room, waiting: float) -> Tariff:
    """Prices as a box meets them."""
    hours: Floats = np.arange(len(room.hours), dtype=np.float64) * waiting
    with_none = np.append(prices.cells, np.inf)
    one, other = with_none[room.entry], with_none[room.other]
    after = np.append(prices.cells, 0.0)
    return Tariff(
        entry=np.minimum(one, other) + hours,
        cell=np.where(one <= other, room.entry, room.other),
        second=after[room.second],
        third=after[room.third],
    )


def choose(problem: Problem, prices: Prices, at: Tariff) -> Choices:
    """Return the best choice of every box, the earliest of equals."""
    boxes = problem.boxes
    count = len(boxes.names)
    gain = np.full(count, -np.inf)
    policy, hour = (np.full(count, NONE, dtype=np.int64) for _ in range(2))
    _choose(
        *_inputs(problem, prices, at),
        gain,
        policy,
        hour,
    )
    return Choices(gain, policy, hour)


def bound(problem: Problem, prices: Prices, choices: Choices) -> float:
    """No plan of this problem is worth more."""
    gains = float((problem.limit * np.maximum(choices.gain, 0.0)).sum())
    room = float((prices.cells * problem.room.capacity.ravel()).sum())
    return room + gains - float((prices.strata * problem.ask).sum())


def columns_near(
    problem: Problem, prices: Prices, at: Tariff, floor: Floats
) -> tuple[Ints, Ints, Ints]:
    """Box, policy and hour of all choices that gain at least `floor`, given for each box."""
    given = _inputs(problem, prices, at)
    nothing = np.empty(0, dtype=np.int64)
    count = _collect(*given, floor, nothing, nothing, nothing)
    out = tuple(np.empty(count, dtype=np.int64) for _ in range(3))
    _collect(*given, floor, *out)
    return out[0], out[1], out[2]


def _inputs(
    problem: Problem, prices: Prices, at: Tariff
) -> tuple[Ints, Ints, Ints, Floats, Floats, Floats, Floats, Floats, Floats, Floats]:
    boxes = problem.boxes
    bonus = prices.strata[boxes.stratum][:, None] * problem.room.starts[None, :]
    return (
        boxes.group,
        boxes.first,
        boxes.last,
        boxes.prospects.value + bonus,
        boxes.prospects.second,
        boxes.prospects.third,
        at.entry,
        at.second,
        at.third,
        problem.limit,
    )


@compiled
def _choose(
    group: Ints,
    first: Ints,
    last: Ints,
    value: Floats,
    second: Floats,
    third: Floats,
    entry: Floats,
    then: Floats,
    finally_: Floats,
    limit: Floats,
    gain: Floats,
    policy: Ints,
    hour: Ints,
) -> None:
    for box in range(len(group)):
        if limit[box] <= 0.0:
            continue
        g = group[box]
        for t in range(value.shape[1]):
            worth, a, b = value[box, t], second[box, t], third[box, t]
            if worth <= gain[box]:
                continue
            for h in range(first[box, t], last[box, t] + 1):
                left = worth - entry[g, t, h] - a * then[g, t, h] - b * finally_[g, t, h]
                if left > gain[box]:
                    gain[box] = left
                    policy[box] = t
                    hour[box] = h


@compiled
def _collect(
    group: Ints,
    first: Ints,
    last: Ints,
    value: Floats,
    second: Floats,
    third: Floats,
    entry: Floats,
    then: Floats,
    finally_: Floats,
    limit: Floats,
    floor: Floats,
    boxes: Ints,
    policies: Ints,
    hours: Ints,
) -> int:
    """Count the choices that gain enough; note them where there is space."""
    count = 0
    for box in range(len(group)):
        if limit[box] <= 0.0:
            continue
        g = group[box]
        for t in range(value.shape[1]):
            worth, a, b = value[box, t], second[box, t], third[box, t]
            if worth < floor[box]:
                continue
            for h in range(first[box, t], last[box, t] + 1):
                left = worth - entry[g, t, h] - a * then[g, t, h] - b * finally_[g, t, h]
                if left >= floor[box] and left > -np.inf:
                    if count < len(boxes):
                        boxes[count] = box
                        policies[count] = t
                        hours[count] = h
                    count += 1
    return count
