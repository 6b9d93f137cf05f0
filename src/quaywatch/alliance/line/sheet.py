"""What one batch changes of what is held, worked out in memory and written in a few statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from quaywatch.alliance.line.holding import Standing, standings, taken
from quaywatch.alliance.line.packing import packed
from quaywatch.alliance.line.rows import insert_rows, runs
from quaywatch.alliance.line.told import Gone, What
from quaywatch.ledger.instant import to_microseconds
from quaywatch.ledger.line import line_arrival, line_held, line_taken

Key = tuple[str, str]
"""Origin and id of a notice."""
NEVER = 2**31 - 1
"""End of what has none: a tombstone stays."""
_NOTICE = What.NOTICE.value

_UPDATED = (
    update(line_held)
    .where(line_held.c.origin == bindparam("b_origin"), line_held.c.id == bindparam("b_id"))
    .values(
        version=bindparam("b_version"),
        gone=bindparam("b_gone"),
        arrival=bindparam("b_arrival"),
        unsigned=bindparam("b_unsigned"),
    )
)


class Sheet:
    """Standings of the notices concerned, as they were and as they become."""

    def __init__(
        self,
        connection: Connection,
        concerned: Mapping[str, Sequence[str]],
        last_arrival: int,
        at: datetime,
        *,
        unsigned: bool = False,
    ) -> None:
        """Take how those concerned stand; `unsigned` says that nothing proves who wrote it."""
        self._connection, self._at, self._unsigned = connection, to_microseconds(at), unsigned
        self._now: dict[Key, Standing] = {
            (origin, id_): found
            for origin, ids in concerned.items()
            for id_, found in standings(connection, origin, ids).items()
        }
        self._were = set(self._now)
        self._changed: set[Key] = set()
        self._rows: list[tuple[object, ...]] = []
        self.ended: list[int] = []
        """Arrivals of what is held no more."""
        self.last = last_arrival

    def get(self, key: Key) -> Standing | None:
        """Return how a notice stands at this point of the batch."""
        return self._now.get(key)

    def ask(self, key: Key) -> Standing | None:
        """Return how a notice stands of which it was not said before that it is concerned."""
        if key not in self._now:
            found = standings(self._connection, key[0], [key[1]]).get(key[1])
            if found is not None:
                self._now[key] = found
                self._were.add(key)
        return self._now.get(key)

    def arrived(
        self, key: Key, version: int, sender: str, batch: int, place: int, ends: int
    ) -> None:
        """Hold a notice in the place of what was held."""
        self._put(_NOTICE, key, version, None, sender, batch, place, ends)

    def gone(self, key: Key, gone: Gone, sender: str, batch: int, place: int) -> int:
        """Leave a tombstone; return the version that was held, or 0."""
        before = self._now.get(key)
        version = before.version if before else 0
        if before is not None and before.arrival:
            self.ended.append(before.arrival)
        self._put(gone.value, key, version, gone, sender, batch, place, NEVER)
        return version

    def write(self) -> None:
        """Write it all, and delete what is held no more, in each of its versions."""
        self.put()
        delete(self._connection, self.ended)

    def put(self) -> None:
        """Write all but deletions: `delete` those of several sheets together, in one transaction.

        A batch that loses many payloads is written anew once.
        """
        insert_rows(self._connection, line_arrival, self._rows)
        new = [self._row(key) for key in self._changed if key not in self._were]
        insert_rows(self._connection, line_held, new)
        other = [self._row(key) for key in self._changed if key in self._were]
        if other:
            names = "b_origin", "b_id", "b_version", "b_gone", "b_arrival", "b_unsigned"
            self._connection.execute(
                _UPDATED, [dict(zip(names, row, strict=True)) for row in other]
            )

    def _put(
        self,
        what: str,
        key: Key,
        version: int,
        gone: Gone | None,
        sender: str,
        batch: int,
        place: int,
        ends: int,
    ) -> None:
        self.last += 1
        before = self._now.get(key)
        number = before.arrival if before else 0
        over = gone is Gone.ENDED and before is not None and before.unsigned
        self._now[key] = Standing(version, gone, self.last, self._unsigned or over)
        self._changed.add(key)
        origin, id_ = key
        self._rows.append(
            (self.last, what, origin, id_, version, sender, batch, place, number, self._at, ends)
        )

    def _row(self, key: Key) -> tuple[object, ...]:
        found = self._now[key]
        gone = found.gone.value if found.gone else ""
        return *key, found.version, gone, found.arrival, found.unsigned


def delete(connection: Connection, arrivals: Iterable[int]) -> None:
    """Take notices out of the batches that brought them, with every version before."""
    places: dict[tuple[str, int], list[int]] = {}
    reached = sorted(set(arrivals))
    columns = line_arrival.c.what, line_arrival.c.sender, line_arrival.c.batch
    while reached:
        earlier: set[int] = set()
        for some in runs(reached):
            query = select(*columns, line_arrival.c.place, line_arrival.c.before).where(
                line_arrival.c.number.in_(some)
            )
            for what, sender, batch, place, before in connection.execute(query):
                earlier.add(before)
                if what == What.NOTICE:
                    places.setdefault((sender, batch), []).append(place)
        reached = sorted(earlier - {0})
    thin_out(connection, places)


def thin_out(connection: Connection, places: Mapping[tuple[str, int], Sequence[int]]) -> None:
    """Take payloads out of batches that were taken."""
    if places and connection.dialect.name == "sqlite":
        # Else the bytes stay legible in pages that are free.
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    for (sender, number), found in places.items():
        thinner = packed(taken(connection, sender, number).without(found))
        mine = (line_taken.c.sender == sender) & (line_taken.c.number == number)
        connection.execute(update(line_taken).where(mine).values(body=thinner))
