"""Room at scanners and inspection halls, hour by hour."""

from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import polars as pl
from sqlalchemy import Connection, select

from quaywatch.inspections import SLOT, Capacity
from quaywatch.node import schema
from quaywatch.node.instants import NEVER, stored

DAYS_AHEAD = 3
"""Local days for which slots are given out, today included."""

Place = tuple[str, str, int]
"""Terminal, kind and instant of a slot."""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One hour of one way of looking at one terminal."""

    terminal: str
    kind: str
    slot_at: datetime
    capacity: int
    taken: int


def slots(
    connection: Connection, capacity: Capacity, now: datetime, terminal: str, kind: str
) -> list[Slot]:
    """Return the slots from now on, earliest first, with what is ordered in each."""
    today = now.astimezone(ZoneInfo(capacity.timezone)).date()
    days = [capacity.slots(today + timedelta(days=i)) for i in range(DAYS_AHEAD)]
    wanted = pl.concat(days).filter(
        pl.col("terminal") == terminal, pl.col("kind") == kind, pl.col("slot_at") > now - SLOT
    )
    used = Counter(taken(connection, now - SLOT))
    return [
        Slot(
            terminal=terminal,
            kind=kind,
            slot_at=slot_at,
            capacity=count,
            taken=used[terminal, kind, stored(slot_at)],
        )
        for slot_at, count in wanted.sort("slot_at").select("slot_at", "slots").iter_rows()
    ]


def taken(connection: Connection, since: datetime) -> list[Place]:
    """Return the slots that inspections are ordered in, one for each order."""
    table = schema.inspection.c
    query = select(table.terminal, table.kind, table.slot_at).where(
        table.ordered == 1, table.slot_at >= stored(since), table.slot_at != NEVER
    )
    return [(row.terminal, row.kind, row.slot_at) for row in connection.execute(query)]
