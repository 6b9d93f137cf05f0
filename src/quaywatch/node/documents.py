"""Bytes as they were received."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select, union_all

from quaywatch.cargo import Problem
from quaywatch.ledger import Ledger
from quaywatch.ledger.schema import event
from quaywatch.ledger.schema import original as original_table
from quaywatch.node import schema
from quaywatch.node.errors import UnknownDocument
from quaywatch.node.facts import FILING, QUARANTINED
from quaywatch.node.instants import restored
from quaywatch.node.requesting.replying import untaken

_EXCERPT_BYTES = 400
_PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...])


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """A message's bytes."""

    data: bytes
    quarantined: bool


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that could not be read, or answer a question that nobody knows."""

    position: int
    received_at: datetime | None
    sender: str
    size_bytes: int
    reasons: list[str]
    excerpt: str


def original(ledger: Ledger, position: int) -> Original:
    """Return the bytes of a filing or of quarantine.

    Raises:
        UnknownDocument: no such thing stands at this position.

    """
    with ledger.engine.connect() as connection:
        kind = connection.scalar(select(event.c.kind).where(event.c.position == position))
    data = ledger.original(position) if kind in (FILING, QUARANTINED) else None
    if data is None:
        raise UnknownDocument(f"no document stands at position {position}")
    return Original(data=data, quarantined=kind == QUARANTINED)


def quarantine(connection: Connection, offset: int, limit: int) -> list[Quarantined]:
    """Return what waits for a human being, newest first.

    That is what could not be read, and replies that answer no open question of their sender's.
    """
    table, reply = schema.quarantine.c, schema.reply.c
    unread = select(table.position, table.received_at, table.sender, table.problems)
    unknown = select(reply.position, reply.received_at, reply.sender, reply.problems)
    waiting = union_all(unread, unknown.where(untaken())).subquery()
    query = select(waiting).order_by(waiting.c.position.desc()).offset(offset).limit(limit)
    rows = connection.execute(query).all()
    sizes = _sizes(connection, [row.position for row in rows])
    return [
        Quarantined(
            position=row.position,
            received_at=restored(row.received_at),
            sender=row.sender,
            size_bytes=sizes.get(row.position, 0),
            reasons=[f"{p.code}: {p.message}" for p in _PROBLEMS.decode(row.problems)],
            excerpt=_excerpt(connection, row.position),
        )
        for row in rows
    ]


def _sizes(connection: Connection, positions: Sequence[int]) -> dict[int, int]:
    size = func.sum(func.length(original_table.c.data))
    query = (
        select(event.c.position, size.label("size"))
        .join(original_table, original_table.c.digest == event.c.original_digest)
        .where(event.c.position.in_(positions))
        .group_by(event.c.position)
    )
    return {row.position: row.size for row in connection.execute(query)}


def _excerpt(connection: Connection, position: int) -> str:
    first = func.substr(original_table.c.data, 1, _EXCERPT_BYTES)
    query = (
        select(first)
        .join(event, original_table.c.digest == event.c.original_digest)
        .where(event.c.position == position, original_table.c.chunk == 0)
    )
    return bytes(connection.scalar(query) or b"").decode("utf-8", "replace")
