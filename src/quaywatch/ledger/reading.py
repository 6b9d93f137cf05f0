"""Reading events in their order."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from quaywatch.ledger.events import Head, Recorded
from quaywatch.ledger.schema import event, head


def read(
    connection: Connection,
    after: int,
    limit: int,
    kinds: Sequence[str] | None,
    stream: str | None,
) -> list[Recorded]:
    """Read up to `limit` events behind position `after`; see `Ledger.read`."""
    query = select(event).where(event.c.position > after)
    if kinds is not None:
        query = query.where(event.c.kind.in_(kinds))
    if stream is not None:
        query = query.where(event.c.stream == stream)
    return _recorded(connection, query.order_by(event.c.position).limit(limit))


def latest(connection: Connection, count: int) -> list[Recorded]:
    """Read the last `count` events, oldest first."""
    query = select(event).order_by(event.c.position.desc()).limit(count)
    return _recorded(connection, query)[::-1]


def read_head(connection: Connection) -> Head:
    """Read the stored head."""
    row = connection.execute(select(head.c.position, head.c.hash)).one()
    return Head(row.position, row.hash)


def _recorded(connection: Connection, query: Select[Any]) -> list[Recorded]:
    return [to_recorded(row) for row in connection.execute(query)]


def to_recorded(row: Row[Any]) -> Recorded:
    """Make the struct of a row that holds the event table's columns."""
    return Recorded(
        position=row.position,
        kind=row.kind,
        payload=row.payload,
        known_at=row.known_at,
        key=row.key,
        actor=row.actor,
        stream=row.stream,
        version=row.version,
        original_digest=row.original_digest,
        hash=row.hash,
    )
