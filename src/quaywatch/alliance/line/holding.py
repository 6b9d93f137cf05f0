"""What is held, and what arrived in which order."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, and_, select

from quaywatch.alliance.exchange import Batch, Published
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line.packing import unpacked
from quaywatch.alliance.line.rows import marks, runs
from quaywatch.alliance.line.told import Arrival, Gone, Held, What
from quaywatch.alliance.notice import Notice
from quaywatch.ledger.line import line_arrival, line_held, line_taken

_IS_HELD = and_(
    line_held.c.origin == line_arrival.c.origin,
    line_held.c.id == line_arrival.c.id,
    line_held.c.arrival == line_arrival.c.number,
    line_held.c.gone == "",
)


class Standing(msgspec.Struct, frozen=True):
    """How a notice stands, without its content."""

    version: int
    gone: Gone | None
    arrival: int
    """0 where none ever arrived: it is the node's own, or its withdrawal came first."""
    unsigned: bool = False
    """Nothing proves who wrote it: what comes signed takes its place, and never the other way."""


class Arrived(msgspec.Struct, frozen=True):
    """Where a notice stands in what was taken."""

    sender: str
    number: int
    """Of the batch."""
    place: int
    batch: Batch

    @property
    def payload(self) -> bytes:
        """The payload, as it came."""
        return self.batch.payloads[self.place]


class Batches:
    """Batches that were taken, each opened once while its arrivals come in a row."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._at: tuple[str, int] = ("", 0)
        self._batch: Batch | None = None

    def notice(self, sender: str, number: int, place: int) -> Notice:
        """Return the notice that stands at a place."""
        if self._batch is None or self._at != (sender, number):
            self._at, self._batch = (sender, number), taken(self._connection, sender, number)
        return _notice(self._batch.payloads[place])


def standing(connection: Connection, origin: str, id_: str) -> Standing | None:
    """Return how a notice stands; None where nothing of it ever came."""
    return standings(connection, origin, [id_]).get(id_)


def standings(connection: Connection, origin: str, ids: Sequence[str]) -> dict[str, Standing]:
    """Return how notices of one origin stand, by id."""
    found: dict[str, Standing] = {}
    mark = marks(connection)
    for some in runs(ids):
        # Asked for a whole batch at a time: built by hand, as rows are inserted.
        query = (
            "SELECT id, version, gone, arrival, unsigned FROM line_held "  # noqa: S608 - marks alone
            f"WHERE origin = {mark} AND id IN ({', '.join([mark] * len(some))})"
        )
        rows = connection.exec_driver_sql(query, (origin, *some))
        for id_, version, gone, arrival, unsigned in rows:
            found[id_] = Standing(version, Gone(gone) if gone else None, arrival, bool(unsigned))
    return found


def held(connection: Connection, origin: str, id_: str) -> Held | None:
    """Return a notice as it is held, or its tombstone."""
    found = standing(connection, origin, id_)
    if found is None:
        return None
    payload = b"" if found.gone else arrived(connection, found.arrival).payload
    return Held(
        version=found.version,
        arrival=found.arrival,
        gone=found.gone,
        notice=_notice(payload) if payload else None,
    )


def arrived(connection: Connection, number: int) -> Arrived:
    """Return where an arrival stands; raises NoResultFound."""
    query = select(line_arrival.c.sender, line_arrival.c.batch, line_arrival.c.place).where(
        line_arrival.c.number == number
    )
    row = connection.execute(query).one()
    return Arrived(row.sender, row.batch, row.place, taken(connection, row.sender, row.batch))


def taken(connection: Connection, sender: str, number: int) -> Batch:
    """Return a batch that was taken, without the payloads that are gone since."""
    query = select(line_taken.c.body).where(
        line_taken.c.sender == sender, line_taken.c.number == number
    )
    return unpacked(connection.execute(query).scalar_one())


def arrivals(connection: Connection, after: int, limit: int) -> list[Arrival]:
    """Return up to `limit` arrivals behind a number, in order."""
    query = (
        select(line_arrival, line_held.c.arrival.label("alive"))
        .outerjoin(line_held, _IS_HELD)
        .where(line_arrival.c.number > after)
        .order_by(line_arrival.c.number)
        .limit(limit)
    )
    batches = Batches(connection)
    return [
        Arrival(
            number=row.number,
            what=What(row.what),
            origin=row.origin,
            id=row.id,
            version=row.version,
            sender=row.sender,
            arrived_at=row.arrived_at,
            notice=None if row.alive is None else batches.notice(row.sender, row.batch, row.place),
        )
        for row in connection.execute(query)
    ]


def _notice(payload: bytes) -> Notice:
    item = decoded(payload)
    assert isinstance(item, Published)  # noqa: S101 - nothing else is held
    return notice_in(item)
