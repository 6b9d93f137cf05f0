"""Others' collections that an agreement names: read on from where they were left.

What to ask with stands in a file of its owner's alone beside the node's key, never in the ledger.
"""

import logging
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import msgspec
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from quaywatch.alliance.accords import Agreement
from quaywatch.alliance.exchange import BadBatch
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.bringing import Bringer, Way
from quaywatch.alliance.taxii.calling import calling
from quaywatch.alliance.taxii.posting import take_in
from quaywatch.alliance.taxii.reading import Come, Fetch, Point, read
from quaywatch.ledger import Ledger, LedgerError
from quaywatch.ledger.brought import brought_point
from quaywatch.node.allied import settled
from quaywatch.node.allied.bringing.door import Door, NothingAgreed, brings_of

EVERY = timedelta(minutes=5)
"""How long a collection is left alone between two readings."""
_LOOK_EVERY_S = 5.0
_OTHERS = 0o077
_HERE = brought_point.c
_POINTS = msgspec.json.Decoder(Point)
_log = logging.getLogger(__name__)


class Polled(msgspec.Struct, frozen=True, kw_only=True):
    """How the last reading of a partner's collection went."""

    partner: str
    collection: str
    read_at: datetime
    came: int
    """Notices that it changed here."""
    refused: int
    """Objects that wait for a person."""
    trouble: str
    """Why it ended early, or never began; empty where all is well."""


class Polling:
    """Reads partners' own collections; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        line: Callable[[], Line],
        folder: Callable[[], Path],
        clock: Callable[[], datetime],
        fetches: Callable[[str, dict[str, str]], Fetch] = lambda collection, headers: calling(
            collection, headers=headers
        ),
    ) -> None:
        """`folder` holds what each partner is asked with; `fetches` makes what asks."""
        self._ledger, self._line, self._folder, self._now = ledger, line, folder, clock
        self._fetches = fetches
        self._ending = Event()
        self._thread: Thread | None = None

    def key(self, partner: str, authorization: str) -> None:
        """Keep what a partner's server is asked with: the text of an `Authorization` header.

        Raises ValueError where no agreement in force names a collection of it.
        """
        with self._ledger.engine.connect() as connection:
            _collection(connection, partner)
        if not authorization.isascii() or not authorization.isprintable():
            raise ValueError("the header is one line of plain characters")
        folder = self._folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = folder / f".{partner}"
        made.unlink(missing_ok=True)
        handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(authorization)
        made.replace(folder / partner)

    def read(self, partner: str) -> Polled:
        """Read a partner's collection on; what it brings is on disk when this returns.

        Raises NothingAgreed where no agreement in force names one.
        """
        with self._ledger.engine.connect() as connection:
            agreement, collection = _collection(connection, partner)
            point = _point(connection, partner, collection)
        terms = brings_of(agreement).terms(partner)
        headers = self._headers(partner)
        try:
            come = read(self._fetches(collection, headers), point, terms, self._now())
        except (OSError, ValueError) as error:
            come = Come(reads=[], point=point, stopped=str(error))
        return self._take(partner, collection, come)

    def due(self) -> list[str]:
        """Return the partners whose collection has been left alone for long enough."""
        with self._ledger.engine.connect() as connection:
            found = {
                name: one.brings.collection
                for name, one in settled.agreements(connection).items()
                if one.brings is not None and one.brings.collection
            }
            query = select(_HERE.partner, _HERE.collection, _HERE.read_at)
            recent = {
                (row.partner, row.collection)
                for row in connection.execute(query)
                if row.read_at > self._now() - EVERY
            }
        return sorted(name for name, one in found.items() if (name, one) not in recent)

    def last(self) -> list[Polled]:
        """Return how each partner's last reading went, by name."""
        query = select(
            _HERE.partner, _HERE.collection, _HERE.read_at, _HERE.came, _HERE.refused, _HERE.trouble
        ).order_by(_HERE.partner)
        with self._ledger.engine.connect() as connection:
            return [Polled(**row) for row in connection.execute(query).mappings()]

    def start(self) -> None:
        """Read what is due, in a thread of its own, until `stop`."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="quaywatch-polling", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End; what was being taken in is finished."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ending.wait(_LOOK_EVERY_S):
            try:
                for partner in self.due():
                    self.read(partner)
            except (LedgerError, SQLAlchemyError, NothingAgreed, OSError):
                _log.exception("others' collections are read again")

    def _take(self, partner: str, collection: str, come: Come) -> Polled:
        """Take in what came; where it cannot be, read it again the next time."""
        line, now = self._line(), self._now()
        emptied = False
        with self._ledger.transaction() as transaction:
            connection = transaction.connection
            agreement, named = _collection(connection, partner)
            if named != collection:
                raise NothingAgreed(f"another collection of {partner} was agreed on meanwhile")
            before = _point(connection, partner, collection)
            bringer = Bringer(partner=partner, way=Way.POLL, by=collection)
            door = Door(connection, line.node, agreement, bringer, now)
            point, trouble = come.point, come.stopped
            try:
                door.require_room()
            except BadBatch as error:
                point, trouble = before, str(error)
            else:
                for _ in take_in(come.reads, door):
                    pass
                emptied = door.write()
            told = Polled(
                partner=partner,
                collection=collection,
                read_at=now,
                came=door.changed,
                refused=door.refused,
                trouble=trouble[:1000],
            )
            connection.execute(delete(brought_point).where(_HERE.partner == partner))
            connection.execute(
                insert(brought_point).values(
                    point=msgspec.json.encode(point), **msgspec.structs.asdict(told)
                )
            )
        if emptied:
            line.scrub()
        return told

    def _headers(self, partner: str) -> dict[str, str]:
        path = self._folder() / partner
        if not path.exists():
            return {}
        if path.stat().st_mode & _OTHERS:
            raise NothingAgreed(f"the key {path} may be read by others: chmod 600 it")
        return {"Authorization": path.read_text().strip()}


def _collection(connection: Connection, partner: str) -> tuple[Agreement, str]:
    agreement = settled.agreements(connection).get(partner)
    collection = brings_of(agreement).collection
    if agreement is None or not collection:
        raise NothingAgreed(f"the agreement with {partner} names no collection to read")
    return agreement, collection


def _point(connection: Connection, partner: str, collection: str) -> Point:
    query = select(_HERE.point).where(_HERE.partner == partner, _HERE.collection == collection)
    said = connection.scalar(query)
    return Point() if said is None else _POINTS.decode(said)
