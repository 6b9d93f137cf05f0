"""Where a plan stands: what its cells cost and whom it chose, from which the next one starts."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections.plan.laying import Day
from quaywatch.inspections.plan.policies import first_kinds
from quaywatch.inspections.plan.pricing import Prices
from quaywatch.inspections.plan.problem import NONE, Ints, Problem
from quaywatch.inspections.plan.programme import Columns
from quaywatch.inspections.treatments import Treatments

PRICES: dict[str, pl.DataType] = {
    "terminal": pl.String(),
    "kind": pl.String(),
    "dangerous_goods": pl.Boolean(),
    "slot_at": INSTANT,
    "price": pl.Float64(),
}
PICKS: dict[str, pl.DataType] = {"box_id": pl.String(), "kind": pl.String(), "slot_at": INSTANT}

_KINDS = [kind.value for kind in InspectionKind]


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan in force; every figure by name, so that it can be kept and read again."""

    prices: pl.DataFrame
    """As `PRICES` says: what one slot more would be worth, in finds."""
    picks: pl.DataFrame
    """As `PICKS` says: who is to be looked at for what it is worth."""


def prices_of(day: Day, prices: Prices) -> pl.DataFrame:
    """Return prices by name, sorted."""
    room = day.room
    pools, hours = room.capacity.shape
    terminals = [*day.terminals, ""]
    return (
        pl.DataFrame(
            {
                "terminal": [terminals[t] for t in np.repeat(room.pool_terminal, hours)],
                "kind": [_KINDS[k] for k in np.repeat(room.pool_kind, hours)],
                "dangerous_goods": np.repeat(room.dangerous, hours),
                "slot_at": np.tile(room.hours, pools),
                "price": prices.cells,
                "slots": room.capacity.ravel(),
            }
        )
        .filter(pl.col("slots") > 0)
        .with_columns(pl.from_epoch("slot_at", time_unit="us").dt.replace_time_zone("UTC"))
        .select(pl.col(name).cast(kind) for name, kind in PRICES.items())
        .sort("terminal", "kind", "dangerous_goods", "slot_at")
    )


def prices_in(day: Day, standing: Standing) -> Prices:
    """Return the prices of a standing in the cells of a day, 0 where it knows none."""
    room = day.room
    rows = _numbered(standing.prices).iter_rows()
    known: dict[tuple[str, str, bool, int], float] = {(t, k, d, at): p for t, k, d, at, p in rows}
    terminals = [*day.terminals, ""]
    hours = list[int](room.hours.tolist())
    cells = np.zeros(room.capacity.shape)
    for pool in range(len(cells)):
        terminal = terminals[int(room.pool_terminal[pool])]
        kind, sort = _KINDS[int(room.pool_kind[pool])], bool(room.dangerous[pool])
        for place, hour in enumerate(hours):
            cells[pool, place] = known.get((terminal, kind, sort, hour), 0.0)
    return Prices(cells.ravel(), np.zeros(len(day.strata)))


def picks_in(day: Day, problem: Problem, standing: Standing, treatments: Treatments) -> Columns:
    """Return the picks of a standing that still fit the cells of a day, by name."""
    numbers = {name: box for box, name in enumerate(day.boxes.names)}
    hours = {hour: place for place, hour in enumerate(day.room.hours.tolist())}
    begins = first_kinds(treatments)
    left = problem.room.capacity.ravel().copy()
    found: list[tuple[int, int, int, int]] = []
    for name, kind, at in _numbered(standing.picks).sort("box_id").iter_rows():
        box, hour = numbers.get(name, NONE), hours.get(at, NONE)
        policies = np.flatnonzero(begins == kind)
        if box == NONE or hour == NONE or not len(policies):
            continue
        policy = int(policies[np.argmax(day.boxes.prospects.value[box, policies])])
        if not day.boxes.first[box, policy] <= hour <= day.boxes.last[box, policy]:
            continue
        group = day.boxes.group[box]
        for cell in (day.room.entry[group, policy, hour], day.room.other[group, policy, hour]):
            if cell != NONE and left[cell] >= 1:
                left[cell] -= 1
                found.append((box, policy, hour, int(cell)))
                break
    columns = np.array(found, dtype=np.int64).reshape(-1, 4)
    return Columns(*columns.T)


def less(problem: Problem, plan: Columns) -> Problem:
    """Return a problem as a plan leaves it: what it takes is gone, and so are its boxes."""
    left = problem.room.capacity.ravel().copy()
    np.subtract.at(left, plan.cell, 1.0)
    np.subtract.at(left, *_later(problem, plan))
    limit = problem.limit.copy()
    limit[plan.box] = 0.0
    shape = problem.room.capacity.shape
    room = replace(problem.room, capacity=np.maximum(left, 0.0).reshape(shape))
    return replace(problem, room=room, limit=limit)


def _later(problem: Problem, plan: Columns) -> tuple[Ints, np.ndarray]:
    boxes, room = problem.boxes, problem.room
    at = boxes.group[plan.box], plan.policy, plan.hour
    cells = np.concatenate([room.second[at], room.third[at]])
    shares = np.concatenate(
        [
            boxes.prospects.second[plan.box, plan.policy],
            boxes.prospects.third[plan.box, plan.policy],
        ]
    )
    there = cells != NONE
    return cells[there], shares[there]


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col("slot_at").dt.epoch("us"))
