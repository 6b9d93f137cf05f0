"""The best plan, near enough and proven: HiGHS on the choices that boxes bid for, then on more.

Every round gives a plan, and prices that bound all plans; where the two meet, the plan is proven.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from quaywatch.inspections.plan.ascent import Bids
from quaywatch.inspections.plan.greedy import greedy
from quaywatch.inspections.plan.pricing import (
    Choices,
    Prices,
    Tariff,
    bound,
    choose,
    columns_near,
    tariff,
)
from quaywatch.inspections.plan.problem import Floats, Ints, Problem
from quaywatch.inspections.plan.programme import UNIT, Columns, Solver, build, highs, rows_of
from quaywatch.inspections.plan.standing import less

ROUNDS = 4
PROVEN = 1e-3
"""A plan is good enough when no other can be worth more by this share."""
_TOLERANCE = 1e-9
_PRIMAL_SIMPLEX = 4
_LOWER, _BASIC, _UPPER = 0, 1, 2
_STATUS = (
    highs.HighsBasisStatus.kLower,
    highs.HighsBasisStatus.kBasic,
    highs.HighsBasisStatus.kUpper,
)
_OPTIONS: dict[str, Any] = {
    "threads": 1,
    "parallel": "off",
    "presolve": "off",
    "simplex_strategy": _PRIMAL_SIMPLEX,
}


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan before the draw, what it is worth and what no plan can exceed."""

    columns: Columns
    amounts: Floats
    """How much of each choice is taken: chances."""
    prices: Prices
    worth: float
    """Expected finds, less costs."""
    bound: float
    rounds: int


@dataclass(frozen=True, slots=True)
class _Basis:
    """Where a programme stands: `_LOWER`, `_BASIC` or `_UPPER` for each part."""

    short: Ints
    choices: Ints
    rows: Ints
    """Cells, then asked strata."""
    boxes: Ints
    """Of every box, with or without a row."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What HiGHS says of a programme over some choices."""

    amounts: Floats
    worth: float
    prices: Prices
    box_prices: Floats
    basis: _Basis


def solve(
    problem: Problem, bids: Bids, before: Columns | None = None, proven: float = PROVEN
) -> Solution:
    """Return a plan that is proven as far as `proven`, or the best after some rounds.

    `before` are choices that are likely to be part of it.
    """
    at = tariff(bids.prices, problem.room, problem.waiting)
    choices = choose(problem, bids.prices, at)
    best, prices = bound(problem, bids.prices, choices), bids.prices
    first = _first(problem, bids, choices, before)
    bid = _cheapest(problem, at, bids.box, bids.policy, bids.hour)
    columns = first.beside(bid.take(~np.isin(bid.key(problem), first.key(problem))))
    basis = _standing(problem, first, len(columns))
    rounds = 0
    while True:
        rounds += 1
        answer = _solved(problem, columns, basis)
        at = tariff(answer.prices, problem.room, problem.waiting)
        choices = choose(problem, answer.prices, at)
        reached = bound(problem, answer.prices, choices)
        if reached < best:
            best, prices = reached, answer.prices
        if best - answer.worth <= proven * abs(best) or rounds == ROUNDS:
            break
        above = choices.gain - answer.box_prices
        floor = np.where(above > _TOLERANCE, answer.box_prices + above / 2, np.inf)
        more = _cheapest(problem, at, *columns_near(problem, answer.prices, at, floor))
        more = more.take(~np.isin(more.key(problem), columns.key(problem)))
        if not len(more):
            break
        columns = columns.beside(more)
        lower = np.full(len(more), _LOWER)
        basis = replace(answer.basis, choices=np.concatenate([answer.basis.choices, lower]))
    return Solution(columns, answer.amounts, prices, answer.worth, best, rounds)


def _first(problem: Problem, bids: Bids, choices: Choices, before: Columns | None) -> Columns:
    """Return a plan that fits: what is likely, and the rest by turns."""
    if before is None:
        return greedy(problem, bids.prices, choices, bids.later)[0]
    rest, _ = greedy(less(problem, before), bids.prices, choices, np.zeros_like(bids.later))
    return before.beside(rest)


def _cheapest(problem: Problem, at: Tariff, box: Ints, policy: Ints, hour: Ints) -> Columns:
    """Return choices, each in its cheaper cell."""
    return Columns(box, policy, hour, at.cell[problem.boxes.group[box], policy, hour])


def _standing(problem: Problem, plan: Columns, count: int) -> _Basis:
    """Return the basis of a plan that fits: its choices (the first ones) stand for their boxes."""
    looks = np.where(problem.room.starts[plan.policy], problem.limit[plan.box], 0.0)
    strata = problem.boxes.stratum[plan.box]
    seen = np.bincount(strata, weights=looks, minlength=len(problem.ask))
    asked = np.flatnonzero(problem.ask > 0)
    short = seen[asked] < problem.ask[asked]
    boxes = np.full(len(problem.boxes.names), _BASIC)
    boxes[plan.box] = _UPPER
    cells = np.full(problem.room.capacity.size, _BASIC)
    return _Basis(
        short=np.where(short, _BASIC, _LOWER),
        choices=np.where(np.arange(count) < len(plan), _BASIC, _LOWER),
        rows=np.concatenate([cells, np.where(short, _LOWER, _BASIC)]),
        boxes=boxes,
    )


def _solved(problem: Problem, columns: Columns, start: _Basis) -> _Answer:
    """Solve the programme over these choices from where it stands."""
    rows = rows_of(problem, np.unique(columns.box))
    solver: Any = Solver()
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(build(problem, rows, columns))
    basis = highs.HighsBasis()
    basis.col_status = _named(np.concatenate([start.short, start.choices]))
    basis.row_status = _named(np.concatenate([start.rows, start.boxes[rows.boxes]]))
    basis.valid, basis.alien = True, False
    solver.setBasis(basis)
    solver.run()
    answer, reached = solver.getSolution(), solver.getBasis()
    asked, upper = len(rows.asked), rows.cells + len(rows.asked)
    dual = np.array(answer.row_dual) * UNIT
    strata, box_prices = np.zeros(len(problem.ask)), np.zeros(len(problem.boxes.names))
    strata[rows.asked] = np.maximum(-dual[rows.cells : upper], 0.0)
    box_prices[rows.boxes] = dual[upper:]
    column_status, row_status = _numbered(reached.col_status), _numbered(reached.row_status)
    boxes = np.full(len(box_prices), _BASIC)
    boxes[rows.boxes] = row_status[upper:]
    return _Answer(
        amounts=np.array(answer.col_value)[asked:],
        worth=float(solver.getObjectiveValue()) * UNIT,
        prices=Prices(np.maximum(dual[: rows.cells], 0.0), strata),
        box_prices=box_prices,
        basis=_Basis(column_status[:asked], column_status[asked:], row_status[:upper], boxes),
    )


def _named(status: Ints) -> list[Any]:
    return [_STATUS[s] for s in status.tolist()]


def _numbered(status: list[Any]) -> Ints:
    return np.array([int(s) for s in status], dtype=np.int64)
