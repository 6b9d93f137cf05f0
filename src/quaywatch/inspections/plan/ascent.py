"""Find prices at which boxes about fill the room: boxes bid one after another, prices follow.

Each bid raises the price of what it takes and time lowers all prices, in ever smaller proportions:
stochastic dual ascent with multiplicative steps. Where it stops is a start for the exact solution,
and a bound in any case.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.inspections.plan.pricing import Prices
from quaywatch.inspections.plan.problem import NONE, Booleans, Floats, Ints, Problem

_PASSES = 24
_AVERAGED = 4
_STEP = 0.5
_SHRINK = 0.85
_ROUNDS = 64
"""How often in a pass prices fall."""
_LEAST = 1e-12
_STRIDE = 7919
"""A prime: boxes bid in this stride, so that neighbours in name do not follow each other."""


@dataclass(frozen=True, slots=True)
class Bids:
    """Where the prices have come to, and what boxes bid for on the way."""

    prices: Prices
    box: Ints
    policy: Ints
    hour: Ints
    later: Floats
    """What later steps are expected to need of each cell."""


def ascend(problem: Problem, start: Prices | None = None, passes: int = _PASSES) -> Bids:
    """Return prices near the best ones, and the choices of the last passes (each once)."""
    boxes, room = problem.boxes, problem.room
    first = np.full(room.capacity.size, _opening(problem))
    cells = first if start is None else np.maximum(start.cells, _LEAST)
    cells[room.capacity.ravel() <= 0] = _LEAST
    strata = np.where(problem.ask > 0, first[0] / 4, 0.0) if len(cells) else problem.ask * 0
    if start is not None:
        strata = np.where(problem.ask > 0, np.maximum(start.strata, _LEAST), 0.0)
    sums = [np.zeros_like(cells), np.zeros_like(strata)]
    order = _order(len(boxes.names))
    later = np.zeros_like(cells)
    bids = np.full((_AVERAGED, len(order)), NONE, dtype=np.int64)
    _ascend(
        order,
        boxes.group,
        boxes.first,
        boxes.last,
        boxes.stratum,
        boxes.prospects.value,
        boxes.prospects.second,
        boxes.prospects.third,
        room.entry,
        room.other,
        room.second,
        room.third,
        room.starts,
        room.capacity.ravel(),
        problem.limit,
        problem.ask,
        problem.waiting,
        problem.shortage,
        _STEP if start is None else _STEP * _SHRINK ** (_PASSES - passes),
        passes,
        cells,
        strata,
        sums[0],
        sums[1],
        bids,
        later,
    )
    averaged = min(_AVERAGED, passes)
    prices = Prices(_settled(sums[0] / averaged), _settled(sums[1] / averaged))
    known = np.unique(bids[bids != NONE])
    hours = len(room.hours)
    box, choice = np.divmod(known, hours * boxes.first.shape[1])
    policy, hour = np.divmod(choice, hours)
    return Bids(prices, box, policy, hour, later / averaged)


def _settled(prices: Floats) -> Floats:
    return np.where(prices > 1e-10, prices, 0.0)


def _opening(problem: Problem) -> float:
    """Where prices start: what the last box is worth that finds room, were all hours alike."""
    best = problem.boxes.prospects.value.max(axis=1, initial=0.0)
    slots = int(problem.room.capacity.sum())
    if not len(best):
        return _LEAST
    return max(float(np.sort(best)[::-1][min(slots, len(best) - 1)]), _LEAST)


def _order(count: int) -> Ints:
    start = np.arange(count, dtype=np.int64)
    return start if count % _STRIDE == 0 else start * _STRIDE % count


@compiled
def _ascend(
    order: Ints,
    group: Ints,
    first: Ints,
    last: Ints,
    stratum: Ints,
    value: Floats,
    second: Floats,
    third: Floats,
    entry: Ints,
    other: Ints,
    then: Ints,
    finally_: Ints,
    starts: Booleans,
    capacity: Floats,
    limit: Floats,
    ask: Floats,
    waiting: float,
    shortage: float,
    step: float,
    passes: int,
    cells: Floats,
    strata: Floats,
    cell_sums: Floats,
    strata_sums: Floats,
    bids: Ints,
    later: Floats,
) -> None:
    count = len(order)
    for turn in range(passes):
        kept = turn - (passes - len(bids))
        for part in range(_ROUNDS):
            for place in range(part * count // _ROUNDS, (part + 1) * count // _ROUNDS):
                box = order[place]
                g, s = group[box], stratum[box]
                policy, hour, cell = _bid(
                    first[box],
                    last[box],
                    value[box] + starts * strata[s],
                    second[box],
                    third[box],
                    entry[g],
                    other[g],
                    then[g],
                    finally_[g],
                    cells,
                    waiting,
                )
                if policy < 0 or limit[box] <= 0.0:
                    continue
                amount = step * float(limit[box])
                _raise(cells, capacity, cell, amount)
                for c, share in (
                    (then[g, policy, hour], second[box, policy]),
                    (finally_[g, policy, hour], third[box, policy]),
                ):
                    _raise(cells, capacity, int(c), amount * float(share))
                    if kept >= 0 and c >= 0:
                        later[c] += limit[box] * share
                if kept >= 0:
                    choice = policy * entry.shape[2] + hour
                    bids[kept, box] = box * entry.shape[1] * entry.shape[2] + choice
                if starts[policy] and ask[s] > 0.0:
                    strata[s] /= 1.0 + min(amount / ask[s], 1.0)
            _fade(cells, strata, ask, np.exp(-step / _ROUNDS), shortage)
        if kept >= 0:
            cell_sums += cells
            strata_sums += strata
        step *= _SHRINK


@inlined
def _bid(
    first: Ints,
    last: Ints,
    value: Floats,
    second: Floats,
    third: Floats,
    entry: Ints,
    other: Ints,
    then: Ints,
    finally_: Ints,
    cells: Floats,
    waiting: float,
) -> tuple[int, int, int]:
    """Return the policy, hour and cell that a box gains most by; -1 for none."""
    best = 0.0
    policy, hour, cell = -1, -1, -1
    for t in range(len(value)):
        if value[t] <= best:
            continue
        for h in range(first[t], last[t] + 1):
            c, special = entry[t, h], other[t, h]
            if c < 0 or (special >= 0 and cells[special] < cells[c]):
                c = special
            if c < 0:
                continue
            left = value[t] - cells[c] - waiting * h
            if then[t, h] >= 0:
                left -= second[t] * cells[then[t, h]]
            if finally_[t, h] >= 0:
                left -= third[t] * cells[finally_[t, h]]
            if left > best:
                best, policy, hour, cell = left, t, h, c
    return policy, hour, cell


@inlined
def _raise(cells: Floats, capacity: Floats, cell: int, amount: float) -> None:
    if cell >= 0:
        cells[cell] *= 1.0 + min(amount / capacity[cell], 1.0)


@inlined
def _fade(cells: Floats, strata: Floats, ask: Floats, fade: float, shortage: float) -> None:
    """Let all prices fall, and those of strata, which nobody bids for, rise."""
    for c in range(len(cells)):
        cells[c] = max(cells[c] * fade, _LEAST)
    for s in range(len(strata)):
        if ask[s] > 0.0:
            strata[s] = min(max(strata[s] / fade, _LEAST), shortage)
