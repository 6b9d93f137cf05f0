"""Decisions on boxes: worked out on the state as it is when they are written, and said once."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.inspections import Act, Fact, Record, Refusal, Refused
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Sent
from quaywatch.node import known
from quaywatch.node.board.notices import notices
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownBox
from quaywatch.node.queue import Queue
from quaywatch.node.sent import earlier

Reading = Callable[[], AbstractContextManager[Connection]]
Decide = Callable[[Connection, Record], Event | Sequence[Event]]
Choose = Callable[[Connection], tuple[Record, Sequence[Event]]]

_FACTS = msgspec.json.Decoder(Fact)


class Deciding:
    """Takes decisions one at a time; safe to use from many threads."""

    def __init__(self, queue: Queue, reading: Reading, clock: Callable[[], datetime]) -> None:
        self._queue, self.reading, self.now = queue, reading, clock

    def act(
        self, actor: str, seen: int, sent: Sent | None = None, *, supervisor: bool = False
    ) -> Act:
        """Return who acts now, on which version of a box."""
        return Act(actor=actor, at=self.now(), seen=seen, sent=sent, supervisor=supervisor)

    def on(self, box_id: str, act: Act, decide: Decide) -> Record:
        """Append what a decision on a box comes to, and what is told outside of it.

        A request that bears a key and came before changes nothing more.

        Raises:
            UnknownBox: there is none of this name.
            Refused: the state of the box does not allow it, or is not the one seen.

        """

        def choose(connection: Connection) -> tuple[Record, Sequence[Event]]:
            if not known.boxes_named(connection, {box_id}):
                raise UnknownBox(f"there is no box {box_id!r}")
            record = known.record(connection, box_id)
            decided = decide(connection, record)
            return record, [decided] if isinstance(decided, Event) else decided

        return self.choosing(act, choose)

    def choosing(self, act: Act, choose: Choose) -> Record:
        """Append what is decided on the box that `choose` picks; see `on`."""
        chosen = ""

        def make(connection: Connection) -> list[Draft]:
            nonlocal chosen
            before = earlier(connection, act, _FACTS, _reused())
            if before is not None:
                chosen = before.box_id
                return []
            record, events = choose(connection)
            chosen = record.box_id
            return [*(Draft(event=each) for each in events), *told(connection, record, events)]

        self._queue.commit(make)
        with self.reading() as connection:
            return known.record(connection, chosen)


def _reused() -> Refused:
    return Refused(Refusal.KEY_REUSED, "This key was sent with another request before.")


def told(connection: Connection, record: Record, events: Sequence[Event]) -> list[Draft]:
    """Return what carrier and terminal are told, if the box is kept or let go by the events."""
    after = record
    for each in events:
        after = after.apply(each)
    if (record.detention is None) == (after.detention is None):
        return []
    return notices(connection, after, events[-1].known_at)
