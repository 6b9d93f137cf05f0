"""A port's own reference of empty containers, against which its containers declared empty are held.

It is learnt by `quaywatch empties` and kept on the ledger with its bytes; what ships with the
package is made of simulated containers. One person proposes it, another puts it in force.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256

import msgspec

from quaywatch.cargo import Problem
from quaywatch.ledger import Event, Ledger
from quaywatch.ledger.acts import Act
from quaywatch.node.drafts import Draft, unread
from quaywatch.node.facts import Description, Fact, event_of
from quaywatch.node.queue import Queue
from quaywatch.scans.emptiness import life as settling
from quaywatch.scans.emptiness.known import InvalidReferenceError, opened
from quaywatch.scans.emptiness.life import Life

_NAMED = 12
"""Digits of its digest by which a reference is told in readings."""


class Reference(msgspec.Struct, frozen=True):
    """A reference of empties; no bytes for the one that ships."""

    data: bytes = b""

    @property
    def version(self) -> str:
        """What tells it from others; empty for the one that ships."""
        return sha256(self.data).hexdigest()[:_NAMED] if self.data else ""


def empties_after(life: Life, facts: Sequence[Fact]) -> bytes | None:
    """Return the life of the reference after facts; None where none is of its stream."""
    own = [fact for fact in facts if fact.stream == settling.STREAM]
    for fact in own:
        life = life.apply(event_of(fact), fact.position)
    return msgspec.json.encode(life, order="sorted") if own else None


class Empties:
    """What empty containers of a port look like; safe to use from many threads.

    Every command raises `life.Refused` where the state does not allow it; `seen` is the version of
    the reference as who acts saw it.
    """

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        life: Callable[[], Life],
        description: Callable[[], Description],
        described: Callable[[Description, str], Draft],
        now: Callable[[], datetime],
    ) -> None:
        self._ledger, self._queue, self._now, self._life = ledger, queue, now, life
        self._description, self._described = description, described
        self._held: tuple[int, Reference] = (0, Reference())

    @property
    def life(self) -> Life:
        """What is proposed and in force, and by whom."""
        return self._life()

    def propose(self, data: bytes, *, actor: str, seen: int) -> Life:
        """Propose a reference.

        Raises `InvalidReferenceError`, with where it fails, when the bytes are none; they lie in
        quarantine then.
        """
        try:
            known = opened(data)
        except InvalidReferenceError as error:
            problem = Problem(code="empties.invalid", message=str(error))
            self._queue.append([unread("empties", data, (problem,), actor, self._now())]).result()
            raise
        said = settling.Reference(
            digest=sha256(data).hexdigest(),
            kinds=tuple(kind.name for kind in sorted(known.kinds)),
            note=known.note,
        )
        return self._do(actor, seen, lambda life, act: settling.propose(life, said, data, act))

    def propose_shipped(self, *, actor: str, seen: int) -> Life:
        """Propose that the one that ships holds again."""
        said = settling.Reference()
        return self._do(actor, seen, lambda life, act: settling.propose(life, said, b"", act))

    def confirm(self, *, actor: str, seen: int) -> Life:
        """Hold containers declared empty against what another person proposed, from now on."""
        act = Act(actor=actor, at=self._now(), seen=seen)

        def make(_: object) -> list[Draft]:
            event, proposal = settling.confirm(self._life(), act)
            position = proposal.position if proposal.reference.digest else None
            described = msgspec.structs.replace(self._description(), empties=position)
            return [Draft(event=event), self._described(described, actor)]

        self._queue.commit(make)
        return self._life()

    def decline(self, reason: str, *, actor: str, seen: int) -> Life:
        """Leave what is in force."""
        return self._do(actor, seen, lambda life, act: settling.decline(life, reason, act))

    def now(self) -> Reference:
        """Return the reference in force."""
        position = self._description().empties or 0
        held = self._held
        if held[0] != position:
            held = (position, Reference(self._ledger.original(position) or b""))
            self._held = held
        return held[1]

    def _do(self, actor: str, seen: int, command: Callable[[Life, Act], Event]) -> Life:
        act = Act(actor=actor, at=self._now(), seen=seen)
        self._queue.commit(lambda _: [Draft(event=command(self._life(), act))])
        return self._life()
