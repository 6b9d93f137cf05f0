"""Threats in the pictures that readers take from the queue.

What a reader may get next is made ready aside before they ask for it, so that a picture with a
threat comes no later than others. That it is shown is on the ledger before, and whatever the reader
says of it is no word on the box: the picture as it is comes after it.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from quaywatch.cargo import ConcealmentPlace
from quaywatch.inspections.readers.looks import section
from quaywatch.inspections.readers.record import (
    Commitment,
    InsertingEvent,
    Insertion,
    Judged,
    found,
)
from quaywatch.inspections.readers.scheduling import (
    Asked,
    Had,
    Rule,
    committed,
    falls,
    key_of,
    period_of,
    place,
)
from quaywatch.ledger.acts import Act
from quaywatch.ledger.schema import event as event_table
from quaywatch.node.drafts import draft
from quaywatch.node.facts import SCAN_SEEN
from quaywatch.node.queue import Queue
from quaywatch.node.scanning.boxes import box_shown
from quaywatch.node.scanning.gallery import Gallery
from quaywatch.node.scanning.insertions import Shown, bound, shown, shown_in
from quaywatch.node.scanning.waiting import Waiting, waiting
from quaywatch.node.vault import Vault
from quaywatch.scans.inserting import Frame, Inserted, feasible, hidden, insert, insertable
from quaywatch.scans.inserting.framed import framed
from quaywatch.scans.inserting.inserting import seen
from quaywatch.scans.physics.arrays import Counts, Pixels
from quaywatch.scans.planes import plane, shrunk
from quaywatch.scans.radiograph import Energy, Radiograph
from quaywatch.scans.reading import Reading, Reason
from quaywatch.scans.standard import standard
from quaywatch.scans.verdicts import Verdict, has_turn

Reads = Callable[[], AbstractContextManager[Connection]]
ReadsPicture = Callable[[str, Radiograph], Reading | None]

_log = logging.getLogger(__name__)
_HELD = 4
"""Pictures with threats that are kept at hand: some 30 MB each."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A threat that a reader is shown if they take this picture next."""

    insertion: Insertion
    due_at: datetime | None


class Inserting:
    """Puts threats into pictures; safe to use from many threads."""

    def __init__(
        self,
        queue: Queue,
        reading: Reads,
        clock: Callable[[], datetime],
        vault: Vault,
        scans: Gallery,
        rule: Callable[[], Rule | None],
        read: ReadsPicture,
    ) -> None:
        self._queue, self._reading, self._now = queue, reading, clock
        self._vault, self._scans, self._rule, self._read = vault, scans, rule, read
        self._ready: dict[str, _Ready] = {}
        self._made: dict[tuple[str, str], Radiograph] = {}
        self._lock = Lock()
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="quaywatch-inserting")

    def close(self) -> None:
        """End what is being made ready."""
        self._aside.shutdown(cancel_futures=True)

    def get_ready(self, actor: str) -> None:
        """Make ready aside what a reader may get with the picture they take next."""
        if self._rule() is not None:
            self._aside.submit(self.prepare, actor).add_done_callback(_told)

    def prepare(self, actor: str) -> None:
        """Draw the lot of the picture that a reader would take next, and make it ready."""
        rule, now = self._rule(), self._now()
        self._ready.pop(actor, None)
        if rule is None:
            return
        period = period_of(now)
        self._bind(period, period_of(now.replace(day=1) + timedelta(days=32)))
        with self._reading() as connection:
            first = _first(waiting(connection, now), actor, now)
            if first is None or self._known(connection, first.analysis.digest, actor):
                return
            asked = _asked(connection, first, actor, now)
            reefer = box_shown(connection, first.scan).reefer
        if falls(self._secret(period), asked, rule):
            made = self._made_of(asked, period, reefer=reefer)
            if made is not None:
                self._ready[actor] = _Ready(made, first.due_at)

    def taken(self, digest: str, *, actor: str) -> None:
        """Put the threat that is ready, if one is, into a picture that a reader just took."""
        ready, rule = self._ready.pop(actor, None), self._rule()
        if ready is None or rule is None or ready.insertion.digest != digest:
            return
        spare = timedelta(minutes=rule.spare_minutes)
        if ready.due_at is None or ready.due_at - self._now() >= spare:
            self._append(InsertingEvent.INSERTED, ready.insertion, f"{digest}/{actor}", actor)

    def open(self, digest: str, actor: str) -> Insertion | None:
        """Return the threat that a reader is shown in a picture and has said nothing of."""
        with self._reading() as connection:
            found = shown_in(connection, digest, actor)
        return None if found is None or found.judged is not None else found.insertion

    def pixels(self, digest: str, actor: str) -> Radiograph:
        """Return a radiograph as one reader is shown it; raises UnknownDocument."""
        insertion = self.open(digest, actor)
        if insertion is None:
            return self._scans.pixels(digest)
        held = self._made.get((digest, actor))
        return self._again(insertion) if held is None else held

    def drawn(self, digest: str, energy: Energy, step: int, actor: str) -> Counts | None:
        """Return one energy as one reader is shown it; see `Gallery.drawn`."""
        if self.open(digest, actor) is None:
            return self._scans.drawn(digest, energy, step)
        radiograph = self.pixels(digest, actor)
        band = radiograph.band(energy)
        return None if band is None else shrunk(plane(band, radiograph.scale), step)

    def judge(self, digest: str, verdict: Verdict, *, actor: str) -> Shown | None:
        """Take a reader's word on a threat that is not there; None where they are shown none."""
        insertion = self.open(digest, actor)
        if insertion is None:
            return None
        said = Judged(digest=digest, reader=actor, verdict=verdict, found=found(insertion, verdict))
        self._append(InsertingEvent.JUDGED, said, f"{digest}/{actor}", actor)
        with self._lock:
            self._made.pop((digest, actor), None)
        with self._reading() as connection:
            return shown_in(connection, digest, actor)

    def forget(self) -> None:
        """Let go of pictures at hand; they are made again when they are asked for."""
        with self._lock:
            self._made.clear()

    def secret_of(self, period: str) -> str | None:
        """Return the secret of a period that is over, so that its lots can be drawn again."""
        over = period < period_of(self._now())
        return self._secret(period).hex() if over else None

    def _known(self, connection: Connection, digest: str, actor: str) -> bool:
        """Say whether a reader has seen a picture, with a threat or as it is."""
        if shown_in(connection, digest, actor) is not None:
            return True
        first, last = f"{SCAN_SEEN}/{digest}/{actor}/", f"{SCAN_SEEN}/{digest}/{actor}0"
        key = event_table.c.key
        query = select(key).where(key >= first, key < last).limit(1)
        return connection.scalar(query) is not None

    def _made_of(self, asked: Asked, period: str, *, reefer: bool) -> Insertion | None:
        """Return a threat in the picture that is asked about; None where none can be put."""
        radiograph, secret = self._scans.pixels(asked.digest), self._secret(period)
        ground = _ground(radiograph, reefer=reefer)
        where = None if ground is None else place(secret, asked, feasible(*ground))
        if ground is None or where is None:
            return None
        put = _put(radiograph, ground, where, key_of(secret, asked.reader, asked.digest))
        if put is None:
            return None
        kg, made = put
        self._hold(asked.digest, asked.reader, made.radiograph)
        return Insertion(
            digest=asked.digest,
            reader=asked.reader,
            period=period,
            goods=asked.goods,
            place=where,
            kg=kg,
            region=made.region,
            detectability=made.detectability,
            reefer=reefer,
            reading=self._read(asked.digest, made.radiograph),
        )

    def _again(self, insertion: Insertion) -> Radiograph:
        """Return a picture with its threat, made again."""
        radiograph = self._scans.pixels(insertion.digest)
        ground = _ground(radiograph, reefer=insertion.reefer)
        if ground is None:
            return radiograph
        secret = self._secret(insertion.period)
        key = key_of(secret, insertion.reader, insertion.digest)
        put = _put(radiograph, ground, insertion.place, key)
        if put is None:
            return radiograph
        made = put[1].radiograph
        self._hold(insertion.digest, insertion.reader, made)
        return made

    def _hold(self, digest: str, reader: str, made: Radiograph) -> None:
        with self._lock:
            self._made[digest, reader] = made
            while len(self._made) > _HELD:
                self._made.pop(next(iter(self._made)))

    def _bind(self, *periods: str) -> None:
        """Publish the digests of periods' secrets, each once, before anything is drawn of them."""
        with self._reading() as connection:
            known = {one.period for one in bound(connection, periods)}
        for period in periods:
            if period not in known:
                said = Commitment(period=period, share=committed(self._secret(period)))
                self._append(InsertingEvent.COMMITTED, said, period, "")

    def _secret(self, period: str) -> bytes:
        return self._vault.key().secret(f"quaywatch inserting {period}".encode())

    def _append(self, kind: InsertingEvent, payload: msgspec.Struct, name: str, actor: str) -> None:
        made = draft(kind, payload, key=f"{kind}/{name}", actor=actor, known_at=self._now())
        self._queue.append([made]).result()


def _told(done: Future[None]) -> None:
    error = None if done.cancelled() else done.exception()
    if error is not None:
        _log.error("no threat could be made ready", exc_info=error)


def _first(queue: Sequence[Waiting], actor: str, now: datetime) -> Waiting | None:
    """Return what a reader gets once they have judged what they have in hand."""
    act = Act(actor=actor, at=now, seen=0)
    free = (one for one in queue if one.analysis.claimant(now) is None)
    return next((one for one in free if has_turn(one.analysis, act)), None)


def _asked(connection: Connection, one: Waiting, actor: str, now: datetime) -> Asked:
    had = (each.insertion for each in shown(connection, actor))
    return Asked(
        reader=actor,
        digest=one.analysis.digest,
        goods=section(box_shown(connection, one.scan).hs_code),
        due_at=one.due_at,
        at=now,
        had=tuple(Had(goods=each.goods, concealment=each.place.concealment) for each in had),
    )


def _ground(radiograph: Radiograph, *, reefer: bool) -> tuple[Frame, Pixels] | None:
    """Return where the container stands in a picture, and what is seen of it; None if unknown."""
    if not insertable(radiograph):
        return None
    grid = standard(radiograph)
    if isinstance(grid, Reason):
        return None
    frame = framed(grid, reefer=reefer)
    return frame, seen(radiograph.bands[-1], radiograph.scale, frame)


def _put(
    radiograph: Radiograph, ground: tuple[Frame, Pixels], where: ConcealmentPlace, key: bytes
) -> tuple[float, Inserted] | None:
    """Return how many kilograms were put at a place, and the picture with them.

    None where the place turns out to lie outside of what the picture shows.
    """
    frame, share = ground
    rng = np.random.Generator(np.random.Philox(key=int.from_bytes(key[:16], "little")))
    threat = hidden(frame, share, where, rng)
    try:
        return threat.kg, insert(radiograph, frame, threat, rng)
    except ValueError:
        return None
