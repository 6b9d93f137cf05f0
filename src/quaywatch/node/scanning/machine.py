"""The machine reader of a node: reads what came in, off the way in, and what engines learned anew.

Readings are facts on the ledger with the versions of the engines: a replay reads nothing again.
"""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from threading import Event, Lock, Thread

import msgspec
from sqlalchemy import Connection, or_, select

from quaywatch.formats.warm import Ended
from quaywatch.ledger import Ledger, LedgerError
from quaywatch.node import schema
from quaywatch.node.errors import UnknownDocument
from quaywatch.node.scanning.analyses import engines_of
from quaywatch.node.scanning.declared import declared
from quaywatch.node.scanning.empties import Reference
from quaywatch.node.scanning.guests import Guests, NoGuests
from quaywatch.node.scanning.journeys import before as earlier_of
from quaywatch.node.scanning.scan import scan_named, scans_of
from quaywatch.node.scanning.verdicts import Verdicts
from quaywatch.scans.machine import Asked, Reader
from quaywatch.scans.machine.engines import TWO_SCANS, declared_empty
from quaywatch.scans.readers.apart import READERS
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts import alarms

Reads = Callable[[], AbstractContextManager[Connection]]

_AT_ONCE = 100
_SCAN, _MADE = schema.scan.c, schema.analysis.c
_UNREAD = (
    select(_SCAN.digest)
    .outerjoin(schema.analysis, _MADE.digest == _SCAN.digest)
    .order_by(_SCAN.position.desc())
)
_log = logging.getLogger(__name__)


class Machine:
    """Reads radiographs in a thread of its own once it is started."""

    def __init__(
        self, ledger: Ledger, reading: Reads, verdicts: Verdicts, empties: Callable[[], Reference]
    ) -> None:
        self._ledger, self._reading, self._verdicts = ledger, reading, verdicts
        self._empties = empties
        self.guests: Callable[[], Guests] = NoGuests
        """Scans that partners took; laid out by the node."""
        self._reader = Reader()
        self._turn = Lock()
        self._woken, self._stopped = Event(), False
        self._thread: Thread | None = None
        self._wanted: deque[str] = deque()

    def start(self) -> None:
        """Be ready for what comes in, and read whatever no machine has read."""
        if self._thread is None:
            READERS.start()
            self._reader.start()
            self._woken.set()
            self._thread = Thread(target=self._run, name="quaywatch-machine", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Say that something came in."""
        self._woken.set()

    def again(self, digest: str) -> None:
        """Have a radiograph read again as soon as there is time; raises UnknownDocument."""
        self._verdicts.of(digest)
        self._wanted.append(digest)
        self.wake()

    def close(self) -> None:
        """Finish the picture in hand and end."""
        self._stopped = True
        self._woken.set()
        if self._thread is not None:
            self._thread.join()
        self._reader.close()

    def read_all(self, *, again: bool = False) -> int:
        """Read what no machine has read, newest first; return how many were.

        With `again`, also what other versions of the engines have read.
        """
        done, tried = 0, set[str]()
        while digests := [each for each in self._waiting(again=again) if each not in tried]:
            for digest in digests:
                if self._stopped:
                    return done
                tried.add(digest)
                self.read(digest)
                done += 1
        return done

    def read(self, digest: str) -> None:
        """Read one radiograph, again if it was read; raises UnknownDocument."""
        with self._turn:
            asked, compared = self._asked(digest)
            reading = self._reader.read(asked)
        self._verdicts.read(digest, reading, compared)

    def read_guests(self) -> int:
        """Read partners' scans that no machine has read, and hold own scans against them.

        Returns how many pictures were looked at.
        """
        self.guests().take_in()
        unread = self.guests().unread()
        for digest in unread:
            if self._stopped:
                return 0
            self.guests().read(digest, self._of_guest(digest))
        pairs = self.guests().uncompared()
        for digest, earlier in pairs:
            if self._stopped:
                return 0
            reading = self._against(digest, earlier)
            if alarms(reading):
                self._verdicts.doubt(digest)
            self.guests().compared(digest, earlier, reading)
        return len(unread) + len(pairs)

    def _of_guest(self, digest: str) -> Reading:
        with self._reading() as connection:
            scan = self.guests().named(connection, digest)
            papers = () if scan is None else declared(connection, scan)
        picture = self.guests().original(digest)
        with self._turn:
            return self._reader.read(Asked(picture=picture, declared=papers))

    def _against(self, digest: str, earlier: str) -> Reading:
        asked, _ = self._asked(digest)
        before = self.guests().original(earlier)
        with self._turn:
            return self._reader.read(
                msgspec.structs.replace(asked, earlier=before, only=frozenset({TWO_SCANS}))
            )

    def of_picture(self, digest: str, picture: bytes) -> Reading | None:
        """Return what engines make of another picture of the same load; it is kept nowhere.

        None as long as nothing reads here.
        """
        if self._thread is None:
            return None
        asked, _ = self._asked(digest)
        with self._turn:
            return self._reader.read(msgspec.structs.replace(asked, picture=picture))

    def _run(self) -> None:
        while not self._stopped:
            self._woken.wait()
            self._woken.clear()
            try:
                while self._wanted:
                    self.read(self._wanted.popleft())
                self.read_all()
                self.read_guests()
            except UnknownDocument:
                self._woken.set()  # it was taken back meanwhile: look again at what is left
            except (Ended, LedgerError, OSError):
                _log.exception("a scan could not be read by machine; it is tried at the next one")

    def _waiting(self, *, again: bool) -> Sequence[str]:
        stale = or_(_MADE.engines == "", _MADE.engines.is_(None))
        if again:
            engines = self._reader.engines(self._empties().version)
            stale = or_(stale, _MADE.engines != engines_of(engines))
        with self._reading() as connection:
            return list(connection.scalars(_UNREAD.where(stale).limit(_AT_ONCE)))

    def _asked(self, digest: str) -> tuple[Asked, str]:
        """Return what to ask of a radiograph, and which one it is compared with."""
        self._verdicts.of(digest)
        with self._reading() as connection:
            scan = scan_named(connection, digest)
            assert scan is not None  # noqa: S101 - asked for above
            papers = declared(connection, scan)
            before = earlier_of(connection, scan, scans_of(connection, scan.taken.container))
        earlier = b"" if before is None else self._ledger.original(before.position) or b""
        empties = self._empties()
        asked = Asked(
            picture=self._ledger.original(scan.position) or b"",
            declared=papers,
            earlier=earlier,
            empties=empties.data if declared_empty(papers) else b"",
            empties_version=empties.version,
        )
        return asked, "" if before is None else before.taken.digest
