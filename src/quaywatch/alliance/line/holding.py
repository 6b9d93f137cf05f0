"""What is held, and what arrived in which order."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance.exchange import Published
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line.rows import runs
from quaywatch.alliance.line.told import Arrival, Gone, Held, What
from quaywatch.alliance.notice import Notice
from quaywatch.ledger.line import line_arrival, line_held


class Standing(msgspec.Struct, frozen=True):
    """How a notice stands, without its content."""

    version: int
    gone: Gone | None
    arrival: int
    """0 where none ever arrived: it is the node's own, or its withdrawal came first."""


def standing(connection: Connection, origin: str, id_: str) -> Standing | None:
    """Return how a notice stands; None where nothing of it ever came."""
    return standings(connection, origin, [id_]).get(id_)


def standings(connection: Connection, origin: str, ids: Sequence[str]) -> dict[str, Standing]:
    """Return how notices of one origin stand, by id."""
    columns = line_held.c.id, line_held.c.version, line_held.c.gone, line_held.c.arrival
    found: dict[str, Standing] = {}
    for some in runs(ids):
        query = select(*columns).where(line_held.c.origin == origin, line_held.c.id.in_(some))
        for id_, version, gone, arrival in connection.execute(query):
            found[id_] = Standing(version, Gone(gone) if gone else None, arrival)
    return found


def held(connection: Connection, origin: str, id_: str) -> Held | None:
    """Return a notice as it is held, or its tombstone."""
    found = standing(connection, origin, id_)
    if found is None:
        return None
    payload = connection.scalar(
        select(line_arrival.c.payload).where(line_arrival.c.number == found.arrival)
    )
    return Held(
        version=found.version,
        arrival=found.arrival,
        gone=found.gone,
        notice=None if found.gone or payload is None else _notice(payload),
    )


def arrivals(connection: Connection, after: int, limit: int) -> list[Arrival]:
    """Return up to `limit` arrivals behind a number, in order."""
    query = (
        select(line_arrival)
        .where(line_arrival.c.number > after)
        .order_by(line_arrival.c.number)
        .limit(limit)
    )
    return [
        Arrival(
            number=row.number,
            what=What(row.what),
            origin=row.origin,
            id=row.id,
            version=row.version,
            sender=row.sender,
            arrived_at=row.arrived_at,
            notice=None if row.payload is None else _notice(row.payload),
        )
        for row in connection.execute(query)
    ]


def _notice(payload: bytes) -> Notice:
    item = decoded(payload)
    assert isinstance(item, Published)  # noqa: S101 - nothing else is stored there
    return notice_in(item)
