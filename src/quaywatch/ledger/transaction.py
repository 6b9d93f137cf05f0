"""Appending: one transaction, one place in the order, all or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection as SQLiteConnection
from typing import Any, TypeVar

from psycopg import Connection as PostgreSQLConnection
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, insert, select, tuple_, update

from quaywatch.ledger import chain, originals, reading
from quaywatch.ledger.errors import Conflict, LedgerError
from quaywatch.ledger.events import Event, Head, Receipt, Recorded
from quaywatch.ledger.instant import to_microseconds
from quaywatch.ledger.schema import event as event_table
from quaywatch.ledger.schema import head as head_table

_LOOKUP = 500
"""Keys asked for in one statement."""

_INSERT = insert(event_table)

T = TypeVar("T")


class Transaction:
    """The ledger's only writer for as long as it lasts; see `Ledger.transaction`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        """Change derived tables through this: they commit with the events or not at all."""
        row = connection.execute(
            select(head_table.c.position, head_table.c.hash).with_for_update()
        ).one()
        self.head = Head(row.position, row.hash)
        """The last event, those of this transaction included."""
        self._start = self.head
        self._torn = False

    def append(self, events: Iterable[Event]) -> list[Receipt]:
        """Append events in the order given and say where each stands.

        An event whose key stands already, or came earlier in the batch, is not appended again.
        The events are durable, and may be acknowledged, once the transaction has ended well.

        Raises:
            Conflict: a version of a stream is taken; none of the batch was appended and the
                transaction can go on.
            ValueError: an event is malformed; likewise.

        """
        self._require_alive()
        batch = list(events)
        for event in batch:
            _validate(event)
        fresh, receipts = self._admit(batch)
        self._refuse_conflicts(fresh)
        if fresh:
            self._torn = True  # until all of the batch is in
            self._insert(fresh)
            self._torn = False
        return receipts

    def read(
        self,
        after: int = 0,
        limit: int = 1000,
        kinds: Sequence[str] | None = None,
        stream: str | None = None,
    ) -> list[Recorded]:
        """Read as `Ledger.read` does, with this transaction's events included."""
        return reading.read(self.connection, after, limit, kinds, stream)

    def finish(self) -> None:
        """Move the stored head; fails if the database has given the transaction up."""
        self._require_alive()
        if self.head != self._start:
            self.connection.execute(
                update(head_table).values(position=self.head.position, hash=self.head.hash)
            )

    def _require_alive(self) -> None:
        # After a full disk SQLite may end the transaction by itself, and would then store each
        # statement on its own; PostgreSQL would answer COMMIT with a silent rollback.
        if self._torn or not _in_transaction(self.connection):
            raise LedgerError("the transaction cannot go on after an error of the database")

    def _admit(self, batch: list[Event]) -> tuple[list[Event], list[Receipt]]:
        position = self.head.position
        standing = self._positions(list({event.key for event in batch}))
        fresh: list[Event] = []
        receipts: list[Receipt] = []
        for event in batch:
            earlier = standing.get(event.key)
            if earlier is None:
                position += 1
                standing[event.key] = position
                fresh.append(event)
            receipts.append(Receipt(earlier or position, earlier is not None))
        return fresh, receipts

    def _positions(self, keys: list[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in _slices(keys):
            query = select(event_table.c.key, event_table.c.position).where(
                event_table.c.key.in_(some)
            )
            found.update((row.key, row.position) for row in self.connection.execute(query))
        return found

    def _refuse_conflicts(self, fresh: list[Event]) -> None:
        claimed: set[tuple[str, int]] = set()
        for event in fresh:
            if event.stream is None or event.version is None:
                continue
            if (event.stream, event.version) in claimed:
                raise Conflict(event.stream, event.version, 0)
            claimed.add((event.stream, event.version))
        place = tuple_(event_table.c.stream, event_table.c.version)
        for some in _slices(sorted(claimed)):
            query = select(event_table).where(place.in_(some)).order_by(event_table.c.position)
            taken = self.connection.execute(query).first()
            if taken is not None:
                raise Conflict(taken.stream, taken.version, taken.position)

    def _insert(self, fresh: list[Event]) -> None:
        kept: dict[bytes, bytes] = {}
        rows: list[dict[str, object]] = []
        head = self.head
        for event in fresh:
            original_digest = None
            if event.original is not None:
                original_digest = chain.digest(event.original)
                kept[original_digest] = event.original
            head, row = chained(head, event, original_digest)
            rows.append(row)
        originals.store(self.connection, kept)
        self.connection.execute(_INSERT, rows)
        self.head = head


def chained(
    head: Head, event: Event, original_digest: bytes | None
) -> tuple[Head, dict[str, object]]:
    """Put an event behind `head`: the head that it becomes, and its row."""
    position = head.position + 1
    link = chain.link(
        head.hash,
        position=position,
        kind=event.kind,
        known_at=to_microseconds(event.known_at),
        key=event.key,
        actor=event.actor,
        stream=event.stream,
        version=event.version,
        original_digest=original_digest,
        payload=event.payload,
    )
    row: dict[str, object] = {
        "position": position,
        "kind": event.kind,
        "payload": event.payload,
        "known_at": event.known_at,
        "key": event.key,
        "actor": event.actor,
        "stream": event.stream,
        "version": event.version,
        "original_digest": original_digest,
        "hash": link,
    }
    return Head(position, link), row


def _validate(event: Event) -> None:
    if not event.key or not event.kind:
        raise ValueError("an event needs a kind and a key")
    if (event.stream is None) != (event.version is None):
        raise ValueError(f"event {event.key}: a stream and a version go together")
    if event.known_at.tzinfo is None:
        raise ValueError(f"event {event.key}: known_at has no time zone")
    texts = (event.kind, event.key, event.actor, event.stream or "")
    if any("\x00" in text for text in texts):
        raise ValueError(f"event {event.key!r}: PostgreSQL text cannot hold a NUL character")
    for text in texts:
        text.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    event.payload.decode()


def _slices(items: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), _LOOKUP):
        yield items[start : start + _LOOKUP]


def _in_transaction(connection: Connection) -> bool:
    driver: Any = connection.connection.driver_connection
    match driver:
        case SQLiteConnection():
            return driver.in_transaction
        case PostgreSQLConnection():
            return driver.info.transaction_status == TransactionStatus.INTRANS
        case _:
            raise LedgerError(f"unknown driver {type(driver)}")
