"""The radiographs of a node: what came in is kept, read once, and shown to who may look."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from hashlib import sha256
from threading import Lock

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from quaywatch.cargo import Consignment, Problem, Severity
from quaywatch.cargo.identifiers import container_number
from quaywatch.ledger import Ledger, LedgerError
from quaywatch.node import known, schema
from quaywatch.node.drafts import Draft, draft, unread
from quaywatch.node.errors import NodeError, UnknownBox, UnknownDocument
from quaywatch.node.facts import (
    SCAN,
    SCAN_SEEN,
    ScanLook,
    ScanTaken,
)
from quaywatch.node.queue import Queue
from quaywatch.node.scanning import previews
from quaywatch.node.scanning.alike import Alike, alike
from quaywatch.node.scanning.declared import declared
from quaywatch.node.scanning.guests import Guests, NoGuests
from quaywatch.node.scanning.scan import Scan, scan_named, scans_of
from quaywatch.scans.alongside import alongside
from quaywatch.scans.physics.arrays import Counts
from quaywatch.scans.planes import plane, preview_step, shrunk
from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.readers import Read, read_apart
from quaywatch.scans.reading import Reason

Reading = Callable[[], AbstractContextManager[Connection]]

_HELD = 4
"""Radiographs whose pixels are kept at hand: some 30 MB each."""


class ScanRefused(NodeError):  # noqa: N818 - the analyst's word
    """A file that is no radiograph of a known container; it waits in quarantine."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A radiograph that was kept, with what is doubtful of it."""

    scan: Scan
    problems: tuple[Problem, ...]


class Gallery:
    """Takes radiographs in and shows them; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reading: Reading,
        clock: Callable[[], datetime],
        taken: Callable[[], None],
    ) -> None:
        self._ledger, self._queue, self._reading, self._now = ledger, queue, reading, clock
        self._told = taken
        self.guests: Callable[[], Guests] = NoGuests
        """Scans that partners took; laid out by the node."""
        self._held: OrderedDict[str, Radiograph] = OrderedDict()
        self._laid: OrderedDict[tuple[str, str], Counts | Reason] = OrderedDict()
        self._lock = Lock()

    def take(
        self, data: bytes, *, actor: str, equipment_number: str = "", origin: str = ""
    ) -> Taken:
        """Read a file and keep it; sent again it is kept once.

        Args:
            data: the file.
            actor: the account that brings it, or the scanner.
            equipment_number: the container it shows; where it is left out the file has to tell.
            origin: node of another port or authority that it came from; empty for none.

        Raises:
            ScanRefused: it cannot be read, or nothing tells whose container it is. Its bytes are
                in quarantine with the reason.

        """
        read = read_apart(data)
        digest = sha256(data).hexdigest()
        if read.radiograph is None:
            self._refuse(data, read.problems, actor)
            raise ScanRefused(read.problems)
        taken = taken_of(read, read.radiograph, digest, len(data), equipment_number, origin)
        if not taken.container:
            problems = (_no_container(),)
            self._refuse(data, problems, actor)
            raise ScanRefused(problems)
        key = f"{SCAN}/{taken.container}/{digest}"
        made = draft(SCAN, taken, key=key, actor=actor, known_at=self._now())
        self._queue.append(
            [Draft(event=msgspec.structs.replace(made.event, original=data))]
        ).result()
        self._hold(digest, read.radiograph)
        kept = self._kept(taken.container, digest)
        self._told()
        # What is kept for the viewer can be made again; the radiograph itself is on disk.
        with suppress(SQLAlchemyError, LedgerError):
            previews.keep(self._ledger, kept, read.radiograph)
        return Taken(scan=kept, problems=kept.taken.problems)

    def take_of(self, box_id: str, data: bytes, *, actor: str) -> Taken:
        """Keep a radiograph of a box; raises UnknownBox beside what `take` raises."""
        return self.take(data, actor=actor, equipment_number=self._container(box_id))

    def of_box(self, box_id: str) -> list[Scan]:
        """Return all own radiographs of a box's container, oldest first; raises UnknownBox."""
        container = self._container(box_id)
        with self._reading() as connection:
            return scans_of(connection, container)

    def of_container(self, container: str) -> list[Scan]:
        """Return all radiographs of a container, partners' among them, oldest first."""
        with self._reading() as connection:
            own = scans_of(connection, container)
            known = {one.taken.digest for one in own}
            guests = self.guests().of_container(connection, container)
        every = [*own, *(one for one in guests if one.taken.digest not in known)]
        return sorted(every, key=lambda one: (one.at, one.position))

    def box_of(self, container: str) -> str | None:
        """Return the box on the work list that is this container; of several, the last to come."""
        box = schema.box.c
        query = select(box.box_id).where(schema.LISTED, box.container == container)
        with self._reading() as connection:
            return connection.scalar(query.order_by(box.arrival_at.desc(), box.box_id).limit(1))

    def scan(self, digest: str) -> Scan:
        """Return one radiograph, own or a partner's; raises UnknownDocument."""
        with self._reading() as connection:
            found = scan_named(connection, digest) or self.guests().named(connection, digest)
        if found is None:
            raise UnknownDocument(f"there is no scan {digest!r}")
        return found

    def alike(self, digest: str) -> list[Alike]:
        """Return other containers' radiographs to hold one against; raises UnknownDocument."""
        scan = self.scan(digest)
        with self._reading() as connection:
            return alike(connection, scan)

    def declared(self, digest: str) -> tuple[Consignment, ...]:
        """Return what was in the container by its papers; raises UnknownDocument."""
        scan = self.scan(digest)
        with self._reading() as connection:
            return declared(connection, scan)

    def look(self, digest: str, *, actor: str) -> Scan:
        """Return one radiograph for somebody to look at; the look is on the ledger before.

        Raises:
            UnknownDocument: there is none of these bytes.

        """
        found, now = self.scan(digest), self._now()
        if found.notice:
            self.guests().look(digest, actor=actor)
            return found
        look = ScanLook(container=found.taken.container, digest=digest)
        key = f"{SCAN_SEEN}/{digest}/{actor}/{now.isoformat()}"
        self._queue.append([draft(SCAN_SEEN, look, key=key, actor=actor, known_at=now)]).result()
        return found

    def show(self, digest: str, *, actor: str) -> None:
        """Put on the ledger that pixels of a partner's scan are shown; an own one's look is noted
        when it is opened. Raises UnknownDocument.
        """
        if self.scan(digest).notice:
            self.guests().look(digest, actor=actor)

    def drop(self, digests: Collection[str]) -> None:
        """Keep nothing at hand of scans that are gone."""
        with self._lock:
            for held in [each for each in self._held if each in digests]:
                del self._held[held]
            for laid in [each for each in self._laid if set(each) & set(digests)]:
                del self._laid[laid]

    def pixels(self, digest: str) -> Radiograph:
        """Return a radiograph with its pixels, read from its original; raises UnknownDocument."""
        with self._lock:
            held = self._held.get(digest)
            if held is not None:
                self._held.move_to_end(digest)
                return held
        scan = self.scan(digest)
        read = read_apart(self.guests().original(digest) if scan.notice else self.original(digest))
        if read.radiograph is None:
            raise UnknownDocument(f"the scan {digest!r} cannot be read any more")
        self._hold(digest, read.radiograph)
        return read.radiograph

    def drawn(self, digest: str, energy: Energy, step: int) -> Counts | None:
        """Return one energy to be drawn, shrunk `step` times; None where there is no such energy.

        Raises:
            UnknownDocument: there is no such radiograph.
            ValueError: it cannot be shrunk so often.

        """
        scan = self.scan(digest)
        first = step == preview_step(scan.taken.lines, scan.taken.rows)
        own = not scan.notice
        if first and own and (small := previews.kept(self._ledger, scan, energy)) is not None:
            return small
        radiograph = self.pixels(digest)
        if first and own:
            previews.keep(self._ledger, scan, radiograph)
        band = radiograph.band(energy)
        return None if band is None else shrunk(plane(band, radiograph.scale), step)

    def laid(self, digest: str, earlier: str, step: int) -> Counts | Reason:
        """Return an earlier scan of the same container as it lies in a later one's picture.

        The high energy, shrunk `step` times; Reason: why they cannot be laid on each other.

        Raises:
            UnknownDocument: there is no such radiograph, or they are of two containers.
            ValueError: it cannot be shrunk so often.

        """
        if self.scan(digest).taken.container != self.scan(earlier).taken.container:
            raise UnknownDocument(f"the scan {earlier!r} is of another container")
        with self._lock:
            drawn = self._laid.get((digest, earlier))
        if drawn is None:
            drawn = alongside(self.pixels(earlier), self.pixels(digest))
            with self._lock:
                self._laid[digest, earlier] = drawn
                while len(self._laid) > _HELD:
                    self._laid.popitem(last=False)
        return drawn if isinstance(drawn, Reason) else shrunk(drawn, step)

    def original(self, digest: str) -> bytes:
        """Return the bytes of an own radiograph as they came in; raises UnknownDocument."""
        with self._reading() as connection:
            found = scan_named(connection, digest)
        if found is None:
            raise UnknownDocument(f"there is no scan {digest!r}")
        return self._ledger.original(found.position) or b""

    def _container(self, box_id: str) -> str:
        with self._reading() as connection:
            rows = known.boxes_named(connection, {box_id})
        if not rows:
            raise UnknownBox(f"there is no box {box_id!r}")
        return str(rows[0].container)

    def _kept(self, container: str, digest: str) -> Scan:
        with self._reading() as connection:
            return next(
                one for one in scans_of(connection, container) if one.taken.digest == digest
            )

    def _refuse(self, data: bytes, problems: tuple[Problem, ...], actor: str) -> None:
        self._queue.append([unread("scan", data, problems, actor, self._now())]).result()

    def _hold(self, digest: str, radiograph: Radiograph) -> None:
        with self._lock:
            self._held[digest] = radiograph
            self._held.move_to_end(digest)
            while len(self._held) > _HELD:
                self._held.popitem(last=False)


def taken_of(
    read: Read,
    radiograph: Radiograph,
    digest: str,
    size: int,
    equipment_number: str,
    origin: str,
) -> ScanTaken:
    """Return what is told of a file that was read as a radiograph."""
    told = container_number.parse(radiograph.particulars.equipment_number)
    asked = container_number.parse(equipment_number or told.written)
    container = asked.canonical or asked.written
    problems = read.problems
    if told.written and (told.canonical or told.written) != container:
        problems = (*problems, _other_container(told.written, container))
    return ScanTaken(
        container=container,
        digest=digest,
        format=read.format,
        size=size,
        scale=radiograph.scale,
        lines=radiograph.lines,
        rows=radiograph.rows,
        particulars=radiograph.particulars,
        problems=problems,
        origin=origin,
    )


def _no_container() -> Problem:
    return Problem(
        code="scan.container-unknown",
        message="neither the file nor whoever sent it tells which container it shows",
        field="equipment_number",
    )


def _other_container(told: str, container: str) -> Problem:
    return Problem(
        code="scan.container-differs",
        message=f"the file says it shows {told!r}; it was sent as a scan of {container}",
        severity=Severity.WARNING,
        field="equipment_number",
    )
