"""A port's own reference of empty containers, against which its containers declared empty are held.

It is learnt by `quaywatch empties` and kept on the ledger with its bytes; what ships with the
package is made of simulated containers.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import msgspec

from quaywatch.ledger import Ledger
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.facts import EMPTIES, Description, EmptiesKnown
from quaywatch.node.queue import Queue
from quaywatch.scans.emptiness.known import opened

_NAMED = 12
"""Digits of its digest by which a reference is told in readings."""


class Reference(msgspec.Struct, frozen=True):
    """A reference of empties; no bytes for the one that ships."""

    data: bytes = b""

    @property
    def version(self) -> str:
        """What tells it from others; empty for the one that ships."""
        return sha256(self.data).hexdigest()[:_NAMED] if self.data else ""


class Empties:
    """What empty containers of a port look like; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        description: Callable[[], Description],
        describe: Callable[[Description, str], None],
        now: Callable[[], datetime],
    ) -> None:
        self._ledger, self._queue, self._now = ledger, queue, now
        self._description, self._describe = description, describe
        self._held: tuple[int, Reference] = (0, Reference())

    def use(self, data: bytes, *, actor: str = "") -> EmptiesKnown:
        """Hold containers declared empty against a reference from now on; return what it knows.

        Raises `InvalidReferenceError`, with where it fails, when the bytes are none.
        """
        known = opened(data)
        said = EmptiesKnown(
            digest=sha256(data).hexdigest(),
            kinds=tuple(kind.name for kind in sorted(known.kinds)),
            note=known.note,
        )
        made = draft(
            EMPTIES, said, key=f"{EMPTIES}/{said.digest}", actor=actor, known_at=self._now()
        )
        event = msgspec.structs.replace(made.event, original=data)
        (kept,) = self._queue.append([Draft(event=event)]).result()
        described = msgspec.structs.replace(self._description(), empties=kept.position)
        self._describe(described, actor)
        return said

    def now(self) -> Reference:
        """Return the reference in force."""
        position = self._description().empties or 0
        held = self._held
        if held[0] != position:
            held = (position, Reference(self._ledger.original(position) or b""))
            self._held = held
        return held[1]
