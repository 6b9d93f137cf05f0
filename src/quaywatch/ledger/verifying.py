"""Reading the whole chain again, in constant memory, until something does not hold."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain as concatenated
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    case,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from quaywatch.ledger import chain, reading
from quaywatch.ledger.events import Breach, Broken, Head
from quaywatch.ledger.schema import event, original

_PAGE = 2000
"""Events asked for in one statement."""

_ROWS = 32
"""Rows (each at most one payload and one chunk of an original) held at once."""


def verify(connection: Connection, remembered: Head | None) -> Broken | None:
    """Name the first broken row; see `Ledger.verify`. The connection must see one snapshot."""
    heads = [(reading.read_head(connection), "the ledger's own head")]
    if remembered is not None:
        heads.append((remembered, "the remembered head"))
    last = Head(0, chain.GENESIS)
    for link in _links(connection):
        if isinstance(link, Broken):
            return link
        last = link
        for head, name in heads:
            if head.position == last.position and head.hash != last.hash:
                return Broken(last.position, Breach.HEAD, f"its hash is not that of {name}")
    for head, name in heads:
        if head.position > last.position:
            message = f"the ledger ends here, but {name} stands at {head.position}"
            return Broken(last.position + 1, Breach.MISSING, message)
    return None


def _links(connection: Connection) -> Iterator[Head | Broken]:
    """Yield each sound link, or the first break and nothing more."""
    last, page = Head(0, chain.GENESIS), _PAGE
    end: int = connection.scalar(select(func.max(event.c.position))) or 0
    while last.position < end:
        start = last
        try:
            for link in _page(connection, start, page):
                yield link
                if isinstance(link, Broken):
                    return
                last = link
        except DBAPIError as error:
            if connection.dialect.name != "sqlite":
                raise
            if page == 1:
                yield _unreadable(last, error)
                return
            page = 1  # a damaged file fails row by row: read singly to name the row
        else:
            if last == start:
                yield _gap(last, end)
                return


def _page(connection: Connection, last: Head, page: int) -> Iterator[Head | Broken]:
    query = _query(last.position, last.position + page)
    rows = connection.execute(query, execution_options={"yield_per": _ROWS})
    for _, chunks in groupby(rows, lambda row: row.position):
        link = _follow(last, chunks)
        yield link
        if isinstance(link, Broken):
            return
        last = link


def _query(after: int, until: int) -> Select[Any]:
    first = or_(original.c.chunk.is_(None), original.c.chunk == 0)
    return (
        select(
            *(_raw(column) for column in event.c if column is not event.c.payload),
            _raw(case((first, event.c.payload))).label("payload"),
            original.c.chunk,
            _raw(original.c.data).label("data"),
        )
        .join_from(event, original, event.c.original_digest == original.c.digest, isouter=True)
        .where(event.c.position > after, event.c.position <= until)
        .order_by(event.c.position, original.c.chunk)
    )


def _raw(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # What stands there may not fit the column's type any more.
    raw = type_coerce(column, NullType())
    return raw.label(column.name) if isinstance(column, Column) else raw


def _follow(last: Head, chunks: Iterator[Row[Any]]) -> Head | Broken:
    """Check one event, given as one row per chunk of its original (one when it has none)."""
    row = next(chunks)
    if row.position != last.position + 1:
        return _gap(last, row.position)
    if row.payload is not None and _link(last, row) != row.hash:
        message = "its facts and its hash do not continue the chain: the row was altered"
        return Broken(row.position, Breach.ALTERED, message)
    if (
        row.original_digest is not None
        and _digest(concatenated([row], chunks)) != row.original_digest
    ):
        message = "its original bytes were altered or removed"
        return Broken(row.position, Breach.ORIGINAL, message)
    return Head(row.position, row.hash)


def _link(last: Head, row: Row[Any]) -> bytes | None:
    try:
        return chain.link(
            last.hash,
            position=row.position,
            kind=row.kind,
            known_at=row.known_at,
            key=row.key,
            actor=row.actor,
            stream=row.stream,
            version=row.version,
            original_digest=row.original_digest,
            payload=row.payload,
        )
    except (TypeError, AttributeError, UnicodeEncodeError):
        return None  # a fact of another type than was ever written


def _digest(rows: Iterable[Row[Any]]) -> bytes | None:
    sha256 = hashlib.sha256()
    for row in rows:
        if not isinstance(row.data, bytes):
            return None
        sha256.update(row.data)
    return sha256.digest()


def _gap(last: Head, found: int) -> Broken:
    position = last.position + 1
    return Broken(position, Breach.MISSING, f"the row was removed; the next is {found}")


def _unreadable(last: Head, error: DBAPIError) -> Broken:
    message = f"the row cannot be read: {error.orig}"
    return Broken(last.position + 1, Breach.ALTERED, message)
