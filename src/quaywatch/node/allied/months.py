"""The figures of a month, counted from the node's own records, and the months that were told."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.alliance import Notice
from quaywatch.alliance.bodies import MonthFigures
from quaywatch.node import schema
from quaywatch.node.instants import restored, stored

_NOTICES = msgspec.json.Decoder(Notice)
_FOUND = "found"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def bounds(month: str) -> tuple[datetime, datetime]:
    """Return when a month begins, and when the next does (UTC); raises ValueError."""
    since = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    year, number = divmod(since.year * 12 + since.month, 12)
    return since, datetime(year, number + 1, 1, tzinfo=UTC)


def counted(
    connection: Connection, port: str, month: str, now: datetime, *, nil: bool
) -> MonthFigures:
    """Return what a month came to, by the results recorded in it.

    Args:
        connection: to the ledger and its tables.
        port: UN/LOCODE of the node's own.
        month: as 2026-03.
        now: the month has to be over by then.
        nil: whoever tells it says that nothing was found.

    Raises:
        ValueError: it is no month or not over, or what is said of it is not what was found.

    """
    if bounds(month)[1] > now:
        raise ValueError(f"{month} is not over")
    every, finds = recorded(connection, month)
    if nil and finds:
        raise ValueError(f"{finds} finds are on record in {month}: it is no nil return")
    if not nil and not finds:
        raise ValueError(f"nothing was found in {month}: say so, as a nil return")
    return MonthFigures(at=port, month=month, inspections=every, finds=finds)


def recorded(connection: Connection, month: str) -> tuple[int, int]:
    """Return how many results were recorded in a month, and how many finds among them."""
    since, until = bounds(month)
    done = schema.inspection.c
    in_it = (done.result != "") & (done.done_at >= stored(since)) & (done.done_at < stored(until))
    every = connection.scalar(select(func.count()).where(in_it)) or 0
    finds = connection.scalar(select(func.count()).where(in_it, done.result == _FOUND)) or 0
    return every, finds


def worked(connection: Connection) -> frozenset[str]:
    """Return the months in which a result was recorded, as 2026-03 (UTC)."""
    done = schema.inspection.c
    day = done.done_at // stored(_EPOCH + timedelta(days=1))
    days = connection.scalars(select(day).where(done.result != "").distinct())
    return frozenset(f"{_EPOCH + timedelta(days=int(one)):%Y-%m}" for one in days)


def told(connection: Connection, *, own: bool) -> Iterator[tuple[Notice, MonthFigures, datetime]]:
    """Yield the months that this node told (`own`) or was told of, and when; none taken back."""
    table = schema.ally_notice.c
    held = (table.kind == "month") & (table.own == int(own)) & (table.gone == "")
    query = select(table.notice, table.came_at).where(held).order_by(table.name)
    for content, came_at in connection.execute(query):
        notice, at = _NOTICES.decode(content), restored(came_at)
        if isinstance(notice.body, MonthFigures) and at is not None:
            yield notice, notice.body, at
