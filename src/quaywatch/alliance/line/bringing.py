"""What somebody brings for an authority without a signature of it: held beside what is proven.

It stands with everything else that came, in batches that nobody signed, so that it ends, is
withdrawn and is deleted like the rest. What is held signed is never touched by it, be it alive or
gone; what comes signed takes its place. None of it is ever passed on.
"""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

import msgspec
from sqlalchemy import Connection, func, insert, select

from quaywatch.alliance.exchange import Batch, Fault, Published, encoded
from quaywatch.alliance.exchange.batch import MOST_BYTES, MOST_PAYLOADS
from quaywatch.alliance.handling import Node
from quaywatch.alliance.line import holding, quarantine
from quaywatch.alliance.line.holding import Standing
from quaywatch.alliance.line.packing import packed
from quaywatch.alliance.line.rows import Head, day, locked, moved
from quaywatch.alliance.line.sheet import NEVER, Key, Sheet
from quaywatch.alliance.line.told import Gone
from quaywatch.alliance.notice import Notice
from quaywatch.ledger.line import line_taken

_MARK = ":"
"""Stands in the name of no node, so that whoever brings is never taken for one that signs."""
LATER = "quaywatch:later"
"""What is said to be wrong with a version whose successor does not say so itself."""


class Way(StrEnum):
    """How it was brought."""

    TAXII = "taxii"
    """The authority wrote it here itself, by its key."""
    POLL = "poll"
    """It was read from the authority's own server."""
    MISP = "misp"
    """An officer brought a file, and another one agreed."""


class Bringer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who brought it, and for whom it is said to be."""

    partner: Node
    """The authority that it counts as coming from…"""
    way: Way
    by: Annotated[str, msgspec.Meta(max_length=300)]
    """…and whose word that is: an account, a key, a server."""
    confirmed_by: Annotated[str, msgspec.Meta(max_length=300)] = ""
    """The second person, where there has to be one."""

    @property
    def sender(self) -> str:
        """As whom the line knows it."""
        return sender_of(self.way, self.partner)


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the place of a signed header."""

    bringer: Bringer
    number: int
    brought_at: datetime


class Fate(StrEnum):
    """What becomes of a notice that is brought."""

    NEW = "new"
    LATER = "later"
    """It takes the place of what was brought before."""
    WITHDRAWN = "withdrawn"
    """It takes back what was brought before."""
    KNOWN = "known"
    """This, or a later one, is held already: nothing changes."""
    GONE = "gone"
    """It was taken back before."""
    SIGNED = "signed"
    """It is held signed, or was: what nobody signed changes nothing of that."""


CHANGES = frozenset({Fate.NEW, Fate.LATER, Fate.WITHDRAWN})


def sender_of(way: Way, partner: str) -> str:
    """Return as whom the line knows somebody who brings for an authority."""
    return f"{way}{_MARK}{partner}"


def way_of(sender: str) -> Way | None:
    """Return how something unsigned was brought; None for what a node signed."""
    way, mark, _ = sender.partition(_MARK)
    return Way(way) if mark else None


class Bringing:
    """Notices that are brought together, in the caller's transaction: `take` each, then `write`.

    Without `write` no notice is held: so it is looked at before somebody agrees to it.
    """

    def __init__(
        self, connection: Connection, node: str, bringer: Bringer, at: datetime, *,
        looking: bool = False,
    ) -> None:  # fmt: skip
        """Begin, and wait for the turn; `looking` says that nothing is going to be written."""
        self._connection, self._node, self._bringer, self._at = connection, node, bringer, at
        self._looking = looking
        self._head = Head(arrivals=0, egress=0, quarantined=0) if looking else locked(connection)
        self._sheet = Sheet(connection, {}, self._head.arrivals, at, unsigned=True)
        self._taken: dict[Key, Notice] = {}
        self._payloads: list[bytes] = []
        self._size, self._ends, self._first = 0, NEVER, self._head.arrivals + 1
        mine = line_taken.c.sender == bringer.sender
        last = connection.scalar(select(func.max(line_taken.c.number)).where(mine))
        self._number = (last or 0) + 1

    def take(self, notice: Notice) -> Fate:
        """Hold a notice that the bringer may bring, and say what became of it."""
        key = notice.origin, notice.id
        before = self._sheet.ask(key)
        fate = self._fate(before, notice)
        if fate not in CHANGES:
            return fate
        if fate is Fate.LATER and before is not None and notice.version <= before.version:
            notice = _renumbered(notice, before.version + 1)
        payload = encoded(Published(notice=msgspec.msgpack.encode(notice)))
        if self._looking:
            self._payloads.clear()
        if len(self._payloads) == MOST_PAYLOADS or self._size + len(payload) > MOST_BYTES:
            self._store()
        place = len(self._payloads)
        self._payloads.append(payload)
        self._size += len(payload)
        self._taken[key] = notice
        sender, number = self._bringer.sender, self._number
        if fate is Fate.WITHDRAWN:
            self._sheet.gone(key, Gone.WITHDRAWN, sender, number, place)
            return fate
        ends = day(notice.handling.retain_until)
        self._ends = min(self._ends, ends)
        self._sheet.arrived(key, notice.version, sender, number, place, ends)
        return fate

    def refuse(self, data: bytes, reason: str, *, place: int, fault: Fault) -> None:
        """Keep what cannot be taken, byte for byte, for a person to look at."""
        if self._looking:
            return
        quarantine.keep(
            self._connection,
            self._head,
            sender=self._bringer.sender,
            batch=0,
            place=place,
            fault=fault,
            reason=reason,
            data=data,
            at=self._at,
        )

    def require_room(self) -> None:
        """Raise BadBatch where too much of this bringer waits already."""
        quarantine.require_room(self._connection, self._bringer.sender)

    def write(self) -> bool:
        """Write it all; say whether something that was on disk is deleted."""
        self._store()
        self._sheet.write()
        self._head.arrivals = self._sheet.last
        moved(self._connection, self._head)
        return bool(self._sheet.ended)

    def _fate(self, before: Standing | None, notice: Notice) -> Fate:
        if before is not None and not before.unsigned:
            return Fate.SIGNED
        if before is not None and before.gone in (Gone.WITHDRAWN, Gone.RECALLED):
            return Fate.GONE
        if notice.withdrawn:
            return Fate.WITHDRAWN
        if before is None:
            return Fate.NEW
        if notice.version > before.version:
            return Fate.LATER
        if before.gone is Gone.ENDED:
            return Fate.KNOWN
        return Fate.LATER if notice.made_at > self._held(notice).made_at else Fate.KNOWN

    def _held(self, notice: Notice) -> Notice:
        """Return what is held in its place."""
        taken = self._taken.get((notice.origin, notice.id))
        if taken is not None:
            return taken
        found = holding.held(self._connection, notice.origin, notice.id)
        assert found is not None  # noqa: S101 - asked for what stands and is alive
        assert found.notice is not None  # noqa: S101
        return found.notice

    def _store(self) -> None:
        if not self._payloads:
            return
        cover = Cover(bringer=self._bringer, number=self._number, brought_at=self._at)
        header = msgspec.msgpack.encode(cover)
        batch = Batch(header=header, signature=b"", payloads=tuple(self._payloads))
        self._connection.execute(
            insert(line_taken).values(
                sender=self._bringer.sender,
                number=self._number,
                digest=sha256(header).digest(),
                body=packed(batch),
                taken_at=self._at,
                first_arrival=self._first,
                last_arrival=self._sheet.last,
                ends_on=self._ends,
            )
        )
        self._payloads, self._size, self._ends = [], 0, NEVER
        self._number, self._first = self._number + 1, self._sheet.last + 1


def _renumbered(notice: Notice, version: int) -> Notice:
    """Number a version of somebody who counts none: instants alone order those."""
    return msgspec.structs.replace(notice, version=version, correction=notice.correction or LATER)
