"""What people write on regions of radiographs: kept for good, corrected by a further note."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger.acts import Refused as _Refused
from quaywatch.ledger.acts import Sent, same_person
from quaywatch.ledger.instant import from_microseconds
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.errors import UnknownDocument
from quaywatch.node.facts import SCAN_NOTED, Fact, ScanNoted
from quaywatch.node.instants import stored
from quaywatch.node.queue import Queue
from quaywatch.node.scanning.insertions import shown_in
from quaywatch.node.scanning.scan import scan_named

Reading = Callable[[], AbstractContextManager[Connection]]

_NOTES = msgspec.json.Decoder(ScanNoted)
_TABLE = schema.scan_note


class NoteRefusal(StrEnum):
    """Why a note is not kept."""

    OUTSIDE = "outside"
    """Its region is empty or lies outside of the picture."""
    NOT_YOURS = "not-yours"
    """It would correct what somebody else wrote."""
    CORRECTED = "corrected"
    """It would correct what was corrected before, or was never written."""


class NoteRefused(_Refused[NoteRefusal]):
    """A note that the picture or an earlier note does not allow."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note as it stands, with the texts in whose place it came, oldest first."""

    position: int
    by: str
    at: datetime
    noted: ScanNoted
    before: tuple[str, ...] = ()


class Notes:
    """Notes on radiographs; safe to use from many threads."""

    def __init__(self, queue: Queue, reading: Reading, clock: Callable[[], datetime]) -> None:
        self._queue, self._reading, self._now = queue, reading, clock

    def of(self, digest: str, *, reader: str = "") -> list[Note]:
        """Return the notes on a radiograph as they stand, oldest first.

        Notes on a threat that was put into it are seen by the `reader` who wrote them alone, until
        they have judged it.
        """
        with self._reading() as connection:
            return _standing(connection, digest, reader)

    def write(self, noted: ScanNoted, *, actor: str, sent: Sent | None = None) -> None:
        """Keep a note, or one in the place of another by the same person.

        Raises:
            UnknownDocument: there is no such radiograph.
            NoteRefused: the picture or the earlier note does not allow it.

        """
        now = self._now()
        said = sha256(msgspec.json.encode(noted)).hexdigest()
        plain = f"{SCAN_NOTED}/{actor}/{now.isoformat()}/{said}"
        key = sent.event_key(actor) if sent else plain

        def make(connection: Connection) -> list[Draft]:
            if connection.scalar(select(event.c.position).where(event.c.key == key)) is not None:
                return []
            _allow(connection, noted, actor)
            on = _threat_open(connection, noted.digest, actor)
            written = msgspec.structs.replace(noted, inserted=on)
            return [draft(SCAN_NOTED, written, key=key, actor=actor, known_at=now)]

        self._queue.commit(make)


def note_row(fact: Fact) -> Row:
    """Return the row of a note."""
    return {
        "position": fact.position,
        "digest": _NOTES.decode(fact.payload).digest,
        "written_by": fact.actor,
        "note": fact.payload,
        "at": stored(fact.known_at),
    }


def _allow(connection: Connection, noted: ScanNoted, actor: str) -> None:
    scan = scan_named(connection, noted.digest)
    if scan is None:
        raise UnknownDocument(f"there is no scan {noted.digest!r}")
    region, taken = noted.region, scan.taken
    along = 0 <= region.first_line < region.last_line <= taken.lines
    if not (along and 0 <= region.first_row < region.last_row <= taken.rows):
        raise NoteRefused(NoteRefusal.OUTSIDE, "the region lies outside of the picture")
    if noted.corrects is None:
        return
    standing = {note.position: note for note in _standing(connection, noted.digest, actor)}
    corrected = standing.get(noted.corrects)
    if corrected is None:
        raise NoteRefused(NoteRefusal.CORRECTED, "what it corrects does not stand any more")
    if not same_person(corrected.by, actor):
        raise NoteRefused(NoteRefusal.NOT_YOURS, "what somebody else wrote is theirs to correct")


def _threat_open(connection: Connection, digest: str, reader: str) -> bool:
    """Say whether a reader sees a picture with a threat in it."""
    threat = shown_in(connection, digest, reader)
    return threat is not None and threat.judged is None


def _standing(connection: Connection, digest: str, reader: str) -> list[Note]:
    threatened = _threat_open(connection, digest, reader)
    query = select(_TABLE).where(_TABLE.c.digest == digest).order_by(_TABLE.c.position)
    standing: dict[int, Note] = {}
    for row in connection.execute(query):
        noted = _NOTES.decode(row.note)
        if noted.inserted and not (threatened and same_person(row.written_by, reader)):
            continue
        earlier = None if noted.corrects is None else standing.pop(noted.corrects)
        standing[row.position] = Note(
            position=row.position,
            by=row.written_by,
            at=from_microseconds(row.at),
            noted=noted,
            before=(*earlier.before, earlier.noted.text) if earlier else (),
        )
    return list(standing.values())
