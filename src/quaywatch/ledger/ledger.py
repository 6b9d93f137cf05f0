"""The ledger: one append-only order of events, from which everything else is derived."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event as Flag
from threading import Lock, get_ident
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from quaywatch.ledger import originals, reading, snapshots, verifying
from quaywatch.ledger.engine import BUSY_TIMEOUT_MS, for_writing, open_engine
from quaywatch.ledger.errors import LedgerError
from quaywatch.ledger.events import Broken, Event, Head, Receipt, Recorded, Snapshot
from quaywatch.ledger.instant import to_microseconds
from quaywatch.ledger.migrate import migrate, require_current
from quaywatch.ledger.schema import event
from quaywatch.ledger.transaction import Transaction


class Ledger:
    """An append-only event store on SQLite or PostgreSQL.

    One object serves all threads of a process; several processes may open the same ledger.
    Writers wait for each other, readers for nobody.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        """For reading derived tables; change them through `transaction`."""
        self._turn = Lock()
        self._writer: int | None = None

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """Open the ledger in a SQLite file or at a `postgresql://` URL.

        With `create`, a missing SQLite file is made and the schema brought to this version;
        without, nothing is changed and a ledger that is absent or of another schema is an error.

        Raises:
            LedgerError: the place cannot be reached or holds no ledger of this version.

        """
        engine = open_engine(where, create=create)
        try:
            if create:
                migrate(engine)
            else:
                require_current(engine)
        except DBAPIError as error:
            raise LedgerError(f"the ledger cannot be opened: {error.orig}") from error
        return cls(engine)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def append(self, events: Iterable[Event]) -> list[Receipt]:
        """Append events in one durable transaction; see `Transaction.append`.

        When it returns, all of them are on disk; when it raises, none is.
        """
        with self.transaction() as transaction:
            return transaction.append(events)

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """Append and change derived tables together; commits at the end, durable by one fsync.

        An exception inside rolls everything back. Transactions do not nest: opening a second one
        inside the first is a `LedgerError`.
        """
        with self._alone(), self._writing() as connection:
            transaction = Transaction(connection)
            yield transaction
            transaction.finish()

    @contextmanager
    def _alone(self) -> Generator[None]:
        # Threads of one process queue here; SQLite would let them poll for the file's lock.
        if self._writer == get_ident():
            raise LedgerError("this thread is inside a transaction of the ledger already")
        if not self._turn.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise LedgerError("another transaction of this process did not end in time")
        self._writer = get_ident()
        try:
            yield
        finally:
            self._writer = None
            self._turn.release()

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        with for_writing(self.engine.connect()) as connection, connection.begin():
            yield connection

    def read(
        self,
        after: int = 0,
        limit: int = 1000,
        kinds: Sequence[str] | None = None,
        stream: str | None = None,
    ) -> list[Recorded]:
        """Read up to `limit` events behind position `after`, in order.

        `kinds` keeps the events of these kinds only, `stream` those of one stream.
        """
        with self.engine.connect() as connection:
            return reading.read(connection, after, limit, kinds, stream)

    def latest(self, count: int) -> list[Recorded]:
        """Read the last `count` events, oldest first."""
        with self.engine.connect() as connection:
            return reading.latest(connection, count)

    def counts(self) -> dict[str, int]:
        """Count the events of each kind, by name."""
        query = select(event.c.kind, func.count()).group_by(event.c.kind).order_by(event.c.kind)
        with self.engine.connect() as connection:
            return {row.kind: row[1] for row in connection.execute(query)}

    def known_until(self, position: int) -> int:
        """Return the latest instant at which an event up to `position` became known.

        In microseconds since 1970; 0 for none.
        """
        latest = select(func.max(event.c.known_at)).where(event.c.position <= position)
        with self.engine.connect() as connection:
            found = connection.scalar(latest)
        return 0 if found is None else to_microseconds(found)

    def original(self, position: int) -> bytes | None:
        """Give the original bytes of the event at `position`; None when it has none."""
        query = select(event.c.original_digest).where(event.c.position == position)
        with self.engine.connect() as connection:
            digest = connection.scalar(query)
            return None if digest is None else originals.load(connection, digest)

    def head(self) -> Head:
        """Name the last event."""
        with self.engine.connect() as connection:
            return reading.read_head(connection)

    def verify(self, remembered: Head | None = None) -> Broken | None:
        """Check all events, their originals and the chain; name the first broken row, if any.

        Someone who rewrites the whole ledger from a row on makes a chain that is sound in
        itself. Only a head `remembered` elsewhere, from before, tells: it must still stand.
        """
        with self.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                return verifying.verify(connection, remembered)

    def subscribe(
        self, after: int, stop: Flag, poll_s: float = 0.5, kinds: Sequence[str] | None = None
    ) -> Iterator[Recorded]:
        """Yield the events behind `after` and then each new one, until `stop` is set.

        New events are looked for every `poll_s` seconds. No event is skipped or yielded twice:
        positions become visible in their order.
        """
        while not stop.is_set():
            events = self.read(after, kinds=kinds)
            for recorded in events:
                yield recorded
                after = recorded.position
            if not events:
                stop.wait(poll_s)

    def save_snapshot(self, name: str, position: int, version: str, data: bytes) -> None:
        """Keep the state derived by `version` of the code up to `position`, under `name`."""
        with self._writing() as connection:
            snapshots.save(connection, name, position, version, data)

    def load_snapshot(self, name: str, version: str) -> Snapshot | None:
        """Give back the state kept under `name`, if the same `version` of the code made it."""
        with self.engine.connect() as connection:
            return snapshots.load(connection, name, version)

    def export(self, start: datetime, end: datetime, folder: Path) -> list[Path]:
        """Write the events known from `start` until before `end` as Parquet; see `exporting`."""
        from quaywatch.ledger import exporting  # the data-frame library is slow to load

        with self.engine.connect() as connection:
            return exporting.export(connection, start, end, folder)
