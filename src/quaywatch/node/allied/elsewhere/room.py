"""The front door of partners' scans in the node."""

from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.line import Line
from quaywatch.alliance.line.rows import locked
from quaywatch.alliance.sealing import Label, Recipient
from quaywatch.node import known
from quaywatch.node.allied.elsewhere import going, keeping, schema
from quaywatch.node.allied.elsewhere.going import image_of
from quaywatch.node.allied.elsewhere.keeping import Kept
from quaywatch.node.allied.elsewhere.told import Told, Usable, named, told, usable, utc_day
from quaywatch.node.allied.facts import ALLY_READ, AllyLook
from quaywatch.node.drafts import draft
from quaywatch.node.errors import UnknownBox, UnknownDocument
from quaywatch.node.facts import ScanTaken
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading as Reads
from quaywatch.node.scanning.gallery import taken_of
from quaywatch.node.scanning.journeys import before
from quaywatch.node.scanning.scan import Scan, scan_named, scans_of
from quaywatch.scans.readers import Read, read_apart
from quaywatch.scans.reading import Reading


class Elsewhere:
    """Partners' scans of containers; safe to use from many threads.

    Args:
        line: on whose database it lies, and with whose turn it is written.
        recipient: keeps the bytes, sealed.
        queue: takes facts.
        reads: opens the tables.
        clock: the node's time.

    """

    def __init__(
        self,
        line: Line,
        recipient: Recipient,
        queue: Queue,
        reads: Reads,
        clock: Callable[[], datetime],
    ) -> None:
        self._line, self._recipient = line, recipient
        self._queue, self._reads, self._now = queue, reads, clock
        self.came: Callable[[], None] = lambda: None
        """Called when there is something for the machine to read."""
        self.gone: Callable[[Collection[str]], None] = lambda _: None
        """Called with the digests of scans that go."""
        schema.create(line.engine)

    def of_box(self, box_id: str, *, actor: str) -> list[Told]:
        """Return what partners' scans there are of a box's container, the earliest taken first.

        Once a day it is on the ledger that `actor` was told of each. Raises UnknownBox.
        """
        with self._reads() as connection:
            rows = known.boxes_named(connection, {box_id})
            if not rows:
                raise UnknownBox(f"there is no box {box_id!r}")
            container = str(rows[0].container)
            found = [told(connection, one) for one in usable(connection, container, self._today())]
        day = self._today().isoformat()
        for one in found:
            self._look(one, actor, f"{ALLY_READ}/{one.name}/{one.notice.version}/{actor}/{day}")
        return found

    def of_container(self, connection: Connection, container: str) -> list[Scan]:
        """Return partners' scans of a container that are here, the earliest first."""
        every = [told(connection, one) for one in usable(connection, container, self._today())]
        scans = {one.scan.taken.digest: one.scan for one in every if one.scan}
        return sorted(scans.values(), key=lambda one: one.at)

    def named(self, connection: Connection, digest: str) -> Scan | None:
        """Return a partner's scan that is here and may be looked at."""
        found = self._kept(connection, digest)
        return None if found is None else found.scan

    def original(self, digest: str) -> bytes:
        """Return its bytes; raises UnknownDocument."""
        with self._reads() as connection:
            if self._kept(connection, digest) is None:
                raise UnknownDocument(f"there is no scan {digest!r}")
            try:
                return self._recipient.opened(connection, digest, Label.SCAN)
            except KeyError as error:
                raise UnknownDocument(f"there is no scan {digest!r}") from error

    def look(self, digest: str, *, actor: str) -> None:
        """Put on the ledger that somebody looks at it, once a minute; raises UnknownDocument."""
        with self._reads() as connection:
            found = self._kept(connection, digest)
            one = found and named(connection, found.notice, self._today())
        if not one:
            raise UnknownDocument(f"there is no scan {digest!r}")
        minute = f"{self._now():%Y-%m-%dT%H:%M}"
        self._look(one, actor, f"{ALLY_READ}/{one.name}/{one.notice.version}/{actor}/{minute}")

    def reading(self, digest: str) -> Reading | None:
        """Return what the machine saw in a partner's scan; None until it has read it."""
        with self._reads() as connection:
            found = self._kept(connection, digest)
            return None if found is None else found.reading

    def comparisons(self, digest: str) -> list[tuple[Scan, Reading]]:
        """Return what came of holding an own scan against partners' earlier ones."""
        with self._reads() as connection:
            every = keeping.comparisons(connection, digest)
            found = ((self.named(connection, each), every[each]) for each in sorted(every))
            return [(scan, reading) for scan, reading in found if scan is not None]

    def take_in(self) -> int:
        """Read the files that came and were not read yet; return how many there were."""
        with self._reads() as connection:
            due = [
                (name, image)
                for name in self._recipient.whole(connection)
                if (image := self._told(connection, name)) is not None
            ]
        for name, image in due:
            self._take(name, image)
        return len(due)

    def unread(self) -> list[str]:
        """Return the scans that no machine has read."""
        with self._reads() as connection:
            return [
                one.digest
                for one in keeping.all_kept(connection)
                if one.reading is None and self.named(connection, one.digest) is not None
            ]

    def uncompared(self) -> list[tuple[str, str]]:
        """Return own scans that no machine has held against a partner's yet, with that one."""
        with self._reads() as connection:
            containers = {
                one.scan.taken.container for one in keeping.all_kept(connection) if one.scan
            }
            return [
                pair
                for container in sorted(containers)
                for own in scans_of(connection, container)
                if (pair := self._pair(connection, own)) is not None
            ]

    def waits(self, digest: str) -> Scan | None:
        """Return the partner's scan that an own one is still to be held against."""
        with self._reads() as connection:
            own = scan_named(connection, digest)
            pair = None if own is None else self._pair(connection, own)
            return None if pair is None else self.named(connection, pair[1])

    def read(self, digest: str, reading: Reading) -> None:
        """Keep what the machine saw in a partner's scan, if it is still held."""
        with self._writing() as connection:
            keeping.read(connection, digest, reading)

    def compared(self, digest: str, earlier: str, reading: Reading) -> None:
        """Keep what came of holding an own scan against a partner's, if that is still held."""
        with self._writing() as connection:
            keeping.compare(connection, digest, earlier, reading)

    def forget(self, connection: Connection) -> None:
        """Delete scans whose notices are held no more or tell of others, and what was made of them.

        A scan stays while another notice tells of it, and goes with the last one.
        In the transaction in which notices go: the receipt that their owner gets says it is done.
        """
        self.gone(going.forget(connection, self._recipient, self._today()))

    def owner_of(self, connection: Connection, digest: str) -> str:
        """Return whose a scan is that others took; empty for an own one, and an unknown one.

        What an own sender brought of another node (`ScanTaken.origin`) is that node's.
        """
        own = scan_named(connection, digest)
        if own is not None:
            return own.taken.origin
        kept = keeping.kept(connection, digest)
        return "" if kept is None else kept.notice.partition("/")[0]

    def _pair(self, connection: Connection, own: Scan) -> tuple[str, str] | None:
        guests = self.of_container(connection, own.taken.container)
        earlier = before(connection, own, guests)
        if earlier is None:
            return None
        done = keeping.comparisons(connection, own.taken.digest)
        return None if earlier.taken.digest in done else (own.taken.digest, earlier.taken.digest)

    def _take(self, name: str, image: ScanImage) -> None:
        with self._reads() as connection:
            try:
                data = self._recipient.opened(connection, image.digest, Label.SCAN)
            except KeyError:
                return  # it was taken back meanwhile
        read = read_apart(data)
        taken = _taken(read, name, image, len(data))
        problems = read.problems if taken is None else taken.problems
        with self._writing() as connection:
            if image_of(connection, name) == image:
                keeping.keep(connection, name, image, taken, problems, self._now())

    def _told(self, connection: Connection, name: str) -> ScanImage | None:
        """Return the image of a notice by which a scan came that was not read yet."""
        one = named(connection, name, self._today())
        if one is None or keeping.kept(connection, one.image.digest) is not None:
            return None
        return one.image

    def _kept(self, connection: Connection, digest: str) -> Kept | None:
        found = keeping.kept(connection, digest)
        if found is None or found.scan is None:
            return None
        one = named(connection, found.notice, self._today())
        return found if one is not None and one.image.digest == digest else None

    def _look(self, one: Told | Usable, actor: str, key: str) -> None:
        look = AllyLook(name=one.name, version=one.notice.version)
        made = draft(ALLY_READ, look, key=key, actor=actor, known_at=self._now())
        self._queue.append([made]).result()

    def _today(self) -> date:
        return utc_day(self._now())

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        """Write while nothing that the line holds goes."""
        with self._line.transaction() as connection:
            locked(connection)
            yield connection


def _taken(read: Read, name: str, image: ScanImage, size: int) -> ScanTaken | None:
    """Return what is told of a file; what the file does not tell, the notice does."""
    if read.radiograph is None:
        return None
    origin = name.partition("/")[0]
    taken = taken_of(read, read.radiograph, image.digest, size, image.number, origin)
    said = taken.particulars
    known = msgspec.structs.replace(
        said, taken_at=said.taken_at or image.taken_at, site=said.site or image.at
    )
    return msgspec.structs.replace(taken, particulars=known)
