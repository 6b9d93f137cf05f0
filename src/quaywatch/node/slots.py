"""Room at scanners and inspection halls, hour by hour."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import polars as pl
from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select, true

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import SLOT, Capacity
from quaywatch.inspections.drawing import Draw
from quaywatch.inspections.resources import EVERYWHERE
from quaywatch.node import draws, outages, schema
from quaywatch.node.instants import NEVER, stored

DAYS_AHEAD = 3
"""Local days for which slots are given out, today included."""

Place = tuple[str, str, int]
"""Terminal, kind and instant of a slot."""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One hour of one way of looking at one terminal."""

    terminal: str
    kind: InspectionKind
    slot_at: datetime
    capacity: int
    taken: int
    """Inspections ordered in it, and those that an alarm asks for."""
    planned: int
    """Inspections that the plan proposes for it and nobody has ordered."""

    @property
    def is_free(self) -> bool:
        """Whether it is neither taken nor promised."""
        return self.taken + self.planned < self.capacity


def slots(
    connection: Connection,
    capacity: Capacity,
    now: datetime,
    terminal: str | None = None,
    kind: str | None = None,
) -> list[Slot]:
    """Return the slots from now on, earliest first, with what is ordered and planned in each."""
    today = now.astimezone(ZoneInfo(capacity.timezone)).date()
    down = outages.outages(connection)
    days = [
        capacity.slots(day, outages.roster_of(connection, day), down)
        for day in (today + timedelta(days=i) for i in range(DAYS_AHEAD))
    ]
    wanted = pl.concat(days).filter(pl.col("slot_at") > now - SLOT)
    if terminal is not None:
        wanted = wanted.filter(pl.col("terminal") == terminal)
    if kind is not None:
        wanted = wanted.filter(pl.col("kind") == kind)
    # What is frozen belongs to the lots until they have fallen.
    frozen = draws.frozen(connection)
    used = Counter(_placed(taken(connection, now - SLOT), capacity))
    proposed = Counter(_placed(_proposed(connection, now - SLOT), capacity))
    return [
        Slot(
            terminal=at,
            kind=InspectionKind(way),
            slot_at=slot_at,
            capacity=count,
            taken=count
            if _awaits_lots(frozen, at, _day(slot_at, capacity))
            else used[at, way, stored(slot_at)],
            planned=proposed[at, way, stored(slot_at)],
        )
        for at, way, slot_at, count in wanted.sort("slot_at", "terminal", "kind").iter_rows()
    ]


def _awaits_lots(frozen: Iterable[Draw], terminal: str, day: date) -> bool:
    """Say whether the slots of a terminal are frozen: those of the day, or of what is planned
    again of it."""
    for draw in frozen:
        again = draw.frozen.again if draw.frozen is not None else None
        if draw.day == day and (again is None or terminal in (*again.terminals, EVERYWHERE)):
            return True
    return False


def _day(at: datetime, capacity: Capacity) -> date:
    return at.astimezone(ZoneInfo(capacity.timezone)).date()


def _placed(places: list[Place], capacity: Capacity) -> list[Place]:
    """Name places by whose slots they take."""
    return [(capacity.place(at, InspectionKind(kind)), kind, when) for at, kind, when in places]


def taken(connection: Connection, since: datetime) -> list[Place]:
    """Return the slots that are given away, one for each inspection in them.

    That is what is ordered or follows an alarm, and what was looked at before an alarm.
    """
    table = schema.inspection.c
    given = or_(table.ordered == 1, table.follows == 1)
    return [
        *_places(connection, since, schema.inspection, given),
        *_places(connection, since, schema.step, true()),
    ]


def _proposed(connection: Connection, since: datetime) -> list[Place]:
    table = schema.inspection.c
    waiting = and_(table.ordered == 0, table.follows == 0, table.result == "")
    return _places(connection, since, schema.inspection, waiting)


def _places(
    connection: Connection, since: datetime, table: Table, condition: ColumnElement[bool]
) -> list[Place]:
    query = select(table.c.terminal, table.c.kind, table.c.slot_at).where(
        condition, table.c.slot_at >= stored(since), table.c.slot_at != NEVER
    )
    return [(row.terminal, row.kind, row.slot_at) for row in connection.execute(query)]
