"""The linear programme of a day, as HiGHS takes it.

A column for what each asked stratum falls short of, then one a choice (box, policy, hour, cell); a
row for each cell, asked stratum and box. Amounts are boxes; the objective is in `UNIT` of finds,
which keeps it clear of the solver's tolerances.
"""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from quaywatch.inspections.plan.problem import NONE, Floats, Ints, Problem

UNIT = 1e-4
"""Finds in a unit of the objective."""

highs: Any = highspy


class Solver(highs.Highs):
    """HiGHS without its greeting, which it prints when it readies callbacks; none is used here."""

    def __init__(self) -> None:
        super(highs.Highs, self).__init__()
        self.setOptionValue("output_flag", False)


@dataclass(frozen=True, slots=True)
class Columns:
    """Choices that may be part of a plan."""

    box: Ints
    policy: Ints
    hour: Ints
    cell: Ints
    """Cell of the first step."""

    def __len__(self) -> int:
        return len(self.box)

    def key(self, problem: Problem) -> Ints:
        """One number for each."""
        cells = problem.room.capacity.size
        policies = problem.boxes.first.shape[1]
        # A cell lies in one hour.
        return (self.box * policies + self.policy) * cells + self.cell

    def take(self, which: Ints | np.ndarray) -> "Columns":
        """Some of them."""
        return Columns(self.box[which], self.policy[which], self.hour[which], self.cell[which])

    def beside(self, more: "Columns") -> "Columns":
        """These and others."""
        return Columns(
            np.concatenate([self.box, more.box]),
            np.concatenate([self.policy, more.policy]),
            np.concatenate([self.hour, more.hour]),
            np.concatenate([self.cell, more.cell]),
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of a programme stand."""

    cells: int
    asked: Ints
    """Strata with a row."""
    boxes: Ints
    """Boxes with a row, sorted."""

    @property
    def count(self) -> int:
        """How many there are."""
        return self.cells + len(self.asked) + len(self.boxes)


def rows_of(problem: Problem, boxes: Ints) -> Rows:
    """Return the rows of a programme over some boxes (sorted)."""
    return Rows(problem.room.capacity.size, np.flatnonzero(problem.ask > 0), boxes)


def worths(problem: Problem, columns: Columns) -> Floats:
    """Return what each choice is worth, in finds, when it is taken in whole."""
    value = problem.boxes.prospects.value[columns.box, columns.policy]
    return value - problem.waiting * columns.hour


def entries(problem: Problem, rows: Rows, columns: Columns) -> tuple[Ints, Ints, Floats]:
    """Return the programme's matrix by column: starts, rows and numbers."""
    boxes, room = problem.boxes, problem.room
    group, t, h = boxes.group[columns.box], columns.policy, columns.hour
    second, third = room.second[group, t, h], room.third[group, t, h]
    stratum = boxes.stratum[columns.box]
    asked = np.full(len(problem.ask), NONE, dtype=np.int64)
    asked[rows.asked] = rows.cells + np.arange(len(rows.asked))
    place = rows.cells + len(rows.asked) + np.searchsorted(rows.boxes, columns.box)
    index = np.stack(
        [
            columns.cell,
            second,
            third,
            np.where(room.starts[t], asked[stratum], NONE),
            place,
        ],
        axis=1,
    )
    ones = np.ones(len(columns))
    number = np.stack(
        [
            ones,
            boxes.prospects.second[columns.box, t],
            boxes.prospects.third[columns.box, t],
            ones,
            ones,
        ],
        axis=1,
    )
    there = (index != NONE) & (number > 0)
    starts = np.concatenate([[0], there.sum(axis=1).cumsum()])
    return starts, index[there], number[there]


def build(problem: Problem, rows: Rows, columns: Columns) -> Any:
    """Return the programme: what strata fall short of, then these choices."""
    starts, index, number = entries(problem, rows, columns)
    short = len(rows.asked)
    infinite = highs.kHighsInf
    lp = highs.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns) + short, rows.count
    lp.sense_ = highs.ObjSense.kMaximize
    shortage = np.full(short, -problem.shortage)
    lp.col_cost_ = np.concatenate([shortage, worths(problem, columns)]) / UNIT
    lp.col_lower_ = np.zeros(lp.num_col_)
    lp.col_upper_ = np.full(lp.num_col_, infinite)
    lp.row_lower_ = np.concatenate(
        [np.full(rows.cells, -infinite), problem.ask[rows.asked], np.zeros(len(rows.boxes))]
    )
    lp.row_upper_ = np.concatenate(
        [problem.room.capacity.ravel(), np.full(short, infinite), problem.limit[rows.boxes]]
    )
    lp.a_matrix_.format_ = highs.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate([np.arange(short), short + starts])
    lp.a_matrix_.index_ = np.concatenate([rows.cells + np.arange(short), index])
    lp.a_matrix_.value_ = np.concatenate([np.ones(short), number])
    return lp
