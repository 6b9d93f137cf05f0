"""The hours that were open to a box, what ended them and what the others would have cost."""

from datetime import datetime

import msgspec
import numpy as np
import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.inspections.plan.problem import Booleans, Floats
from quaywatch.inspections.plan.weighing import Weighed, figure
from quaywatch.inspections.why import Bound, Window
from quaywatch.ledger.instant import from_microseconds


def window(
    facts: pl.DataFrame,
    one: Weighed,
    policy: int,
    cell: int,
    pick_up: datetime | None,
    *,
    priced: bool,
) -> Window:
    """Return when a box could be looked at.

    Args:
        facts: the candidates, complete and sorted by name.
        one: the box.
        policy: what it gets, or one whose hours hold for it.
        cell: where and when it is looked at.
        pick_up: when it is to be fetched, whatever ends its hours.
        priced: whether prices decided on the hour, as they do not for a lot.
    """
    boxes, hours = one.plan.day.boxes, one.plan.day.room.hours
    first, last = int(boxes.first[one.box, policy]), int(boxes.last[one.box, policy])
    since_by, until_by = _ends(facts, one, policy, first, last, pick_up)
    dangerous = bool(one.group % 2)
    there = _served(one, cell, dangerous=dangerous)
    found = Window(
        since=from_microseconds(int(hours[first])),
        until=from_microseconds(int(hours[last])),
        since_by=since_by,
        until_by=until_by,
        hours=int(there[first : last + 1].sum()),
        early=int(there[:first].sum()),
        late=int(there[last + 1 :].sum()),
        barred=int((_served(one, cell) & ~there)[first : last + 1].sum()),
    )
    return _priced(found, one, policy, cell) if priced else found


def _priced(found: Window, one: Weighed, policy: int, cell: int) -> Window:
    """Return the window with what its hours cost."""
    gains = one.gains()
    hour = cell % gains.shape[1]
    hours: Floats = np.arange(gains.shape[1], dtype=np.float64)
    asked = one.at.entry[one.group, policy] - one.plan.problem.waiting * hours
    asked = np.where(one.open[policy] & (hours != hour), asked, np.inf)
    later = np.where(hours > hour, gains.max(axis=0), -np.inf)
    cheapest, best = int(asked.argmin()), int(later.argmax())
    others, goes_on = bool(asked[cheapest] < np.inf), bool(later[best] > -np.inf)
    return msgspec.structs.replace(
        found,
        price=figure(float(one.plan.solution.prices.cells[cell])),
        cheapest_at=_at(one, cheapest) if others else None,
        cheapest=figure(max(float(asked[cheapest]), 0.0)) if others else 0.0,
        later_at=_at(one, best) if goes_on else None,
        waiting=figure(float(gains[policy, hour] - later[best])) if goes_on else 0.0,
    )


def _at(one: Weighed, hour: int) -> datetime:
    return from_microseconds(int(one.plan.day.room.hours[hour]))


def _served(one: Weighed, cell: int, *, dangerous: bool = False) -> Booleans:
    """Return the hours in which somebody looks so at the place of a cell."""
    room = one.plan.day.room
    pool = cell // len(room.hours)
    like = room.pool_terminal == room.pool_terminal[pool]
    like &= room.pool_kind == room.pool_kind[pool]
    if dangerous:
        like &= room.dangerous
    return np.any(room.capacity[like] > 0, axis=0)


def _ends(
    facts: pl.DataFrame,
    one: Weighed,
    policy: int,
    first: int,
    last: int,
    pick_up: datetime | None,
) -> tuple[Bound, Bound]:
    on_paper = one.plan.treatments.policy[policy].steps[0] is InspectionKind.DOCUMENTS
    since = Bound.DAY if first == 0 else Bound.DISCHARGED
    if last == len(one.plan.day.room.hours) - 1:
        return since, Bound.DAY
    deadline, cutoff = facts["deadline_at"][one.box], facts["cutoff_at"][one.box]
    loaded = on_paper and cutoff is not None and (deadline is None or cutoff < deadline)
    if loaded:
        return since, Bound.CUT_OFF
    return since, Bound.PATIENCE if one.reefer and deadline != pick_up else Bound.PICK_UP
