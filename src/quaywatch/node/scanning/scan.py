"""One radiograph as the node lists it, and its row."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, select

from quaywatch.ledger.instant import from_microseconds
from quaywatch.node import changes, schema
from quaywatch.node.facts import Fact, ScanTaken
from quaywatch.node.instants import stored

_TABLE = schema.scan

_TAKEN = msgspec.json.Decoder(ScanTaken)


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """A radiograph without its pixels."""

    position: int
    """Of the event that keeps its bytes; 0 for a partner's."""
    kept_at: datetime
    taken: ScanTaken
    notice: str = ""
    """Of a partner's scan, which is on no ledger: name of the notice that it came with."""

    @property
    def at(self) -> datetime:
        """When it was taken; where the file does not tell, when it came in."""
        return self.taken.particulars.taken_at or self.kept_at


def scan_row(fact: Fact) -> changes.Row:
    """Return the row of a radiograph."""
    taken = _TAKEN.decode(fact.payload)
    return {
        "container": taken.container,
        "digest": taken.digest,
        "position": fact.position,
        "taken": fact.payload,
        "at": stored(fact.known_at),
    }


def scan_of(row: Row[*tuple[Any, ...]]) -> Scan:
    """Return the radiograph of a row."""
    return Scan(
        position=row.position, kept_at=from_microseconds(row.at), taken=_TAKEN.decode(row.taken)
    )


def scans_of(connection: Connection, container: str) -> list[Scan]:
    """Return the radiographs of a container, oldest first."""
    return _scans(connection, _TABLE.c.container == container)


def scan_named(connection: Connection, digest: str) -> Scan | None:
    """Return the radiograph of these bytes; of several containers, the first it was kept for."""
    return next(iter(_scans(connection, _TABLE.c.digest == digest)), None)


def _scans(connection: Connection, condition: ColumnElement[bool]) -> list[Scan]:
    query = select(_TABLE.c.position, _TABLE.c.at, _TABLE.c.taken).where(condition)
    found = map(scan_of, connection.execute(query))
    return sorted(found, key=lambda one: (one.at, one.position))
