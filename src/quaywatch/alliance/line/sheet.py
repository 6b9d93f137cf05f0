"""What one batch changes of what is held, worked out in memory and written in a few statements."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from quaywatch.alliance.line.holding import Standing, standings
from quaywatch.alliance.line.told import Gone, What
from quaywatch.ledger.line import line_arrival, line_held

Key = tuple[str, str]
"""Origin and id of a notice."""
NEVER = 2**31 - 1
"""End of what has none: a tombstone stays."""

_UPDATED = (
    update(line_held)
    .where(line_held.c.origin == bindparam("b_origin"), line_held.c.id == bindparam("b_id"))
    .values(
        version=bindparam("b_version"), gone=bindparam("b_gone"), arrival=bindparam("b_arrival")
    )
)
_EMPTIED = (
    update(line_arrival).where(line_arrival.c.number == bindparam("b_number")).values(payload=None)
)


class Sheet:
    """Standings of the notices concerned, as they were and as they become."""

    def __init__(
        self,
        connection: Connection,
        concerned: Mapping[str, Sequence[str]],
        last_arrival: int,
        at: datetime,
    ) -> None:
        self._connection, self._at = connection, at
        self._now: dict[Key, Standing] = {
            (origin, id_): found
            for origin, ids in concerned.items()
            for id_, found in standings(connection, origin, ids).items()
        }
        self._were = set(self._now)
        self._changed: set[Key] = set()
        self._rows: list[dict[str, object]] = []
        self._emptied: list[int] = []
        self._first = self.last = last_arrival

    def get(self, key: Key) -> Standing | None:
        """Return how a notice stands at this point of the batch."""
        return self._now.get(key)

    def arrived(
        self, key: Key, version: int, sender: str, batch: int, place: int, payload: bytes, ends: int
    ) -> None:
        """Hold a notice in the place of what was held."""
        self._empty(key)
        self._put(What.NOTICE, key, version, None, sender, batch, place, payload, ends)

    def gone(self, key: Key, gone: Gone, sender: str, batch: int, place: int) -> int:
        """Leave a tombstone; return the version that was held, or 0."""
        before = self._now.get(key)
        version = before.version if before else 0
        self._empty(key)
        self._put(What(gone.value), key, version, gone, sender, batch, place, None, NEVER)
        return version

    def write(self) -> None:
        """Write it all."""
        if self._rows:
            self._connection.execute(insert(line_arrival), self._rows)
        new = [self._row(key) for key in self._changed if key not in self._were]
        if new:
            self._connection.execute(insert(line_held), new)
        other = [self._row(key) for key in self._changed if key in self._were]
        if other:
            bound = [{f"b_{name}": value for name, value in row.items()} for row in other]
            self._connection.execute(_UPDATED, bound)
        if self._emptied:
            if self._connection.dialect.name == "sqlite":
                # Else the bytes stay legible in pages that are free.
                self._connection.exec_driver_sql("PRAGMA secure_delete = ON")
            self._connection.execute(_EMPTIED, [{"b_number": number} for number in self._emptied])

    @property
    def emptied(self) -> bool:
        """Whether something that was on disk is deleted."""
        return bool(self._emptied)

    def _put(
        self,
        what: What,
        key: Key,
        version: int,
        gone: Gone | None,
        sender: str,
        batch: int,
        place: int,
        payload: bytes | None,
        ends: int,
    ) -> None:
        self.last += 1
        self._now[key] = Standing(version, gone, self.last)
        self._changed.add(key)
        self._rows.append(
            {
                "number": self.last,
                "what": what,
                "origin": key[0],
                "id": key[1],
                "version": version,
                "sender": sender,
                "batch": batch,
                "place": place,
                "payload": payload,
                "arrived_at": self._at,
                "ends_on": ends,
            }
        )

    def _empty(self, key: Key) -> None:
        before = self._now.get(key)
        if before is None or before.gone is not None or not before.arrival:
            return
        if before.arrival > self._first:
            self._rows[before.arrival - self._first - 1]["payload"] = None
        else:
            self._emptied.append(before.arrival)

    def _row(self, key: Key) -> dict[str, object]:
        found = self._now[key]
        return {
            "origin": key[0],
            "id": key[1],
            "version": found.version,
            "gone": found.gone.value if found.gone else "",
            "arrival": found.arrival,
        }


def first_end(connection: Connection, first: int, last: int) -> int:
    """Return the first day by which something of a run of arrivals has to be deleted."""
    query = select(line_arrival.c.ends_on).where(
        line_arrival.c.number.between(first, last), line_arrival.c.payload.is_not(None)
    )
    return min(connection.execute(query).scalars(), default=NEVER)
