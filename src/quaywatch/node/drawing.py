"""How a day is drawn, so that nobody can foresee or steer it and anybody can check it.

A day goes on by itself: the node binds itself days ahead, whoever is on duty adds to the draw, the
candidates freeze when the plan is asked for, and the lots fall as soon as nothing is awaited.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection

from quaywatch.cargo import SelectionBasis
from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Beacon, Differs, Document, Draw, Sheet, Shown, Stage
from quaywatch.inspections.drawing.digests import committed
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node import draws, known
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownBox, UnknownDraw
from quaywatch.node.keys import showing
from quaywatch.node.planning import PLANNER, Planner, plan_of
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading
from quaywatch.node.vault import Vault

AHEAD = 3
"""Days after a planned one to which the node binds itself when it plans."""

Decide = Callable[[Draw, Act], Event]


class Audits(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the boxes that a day's draw picked for the random audit."""

    drawn: int
    inspected: int
    """Of these, with an outcome; each that never gets one makes the estimates less true."""


class Draws:
    """Carries the draws of the days; safe to use from many threads."""

    def __init__(
        self,
        queue: Queue,
        reading: Reading,
        vault: Vault,
        planner: Callable[[], Planner],
        clock: Callable[[], datetime],
    ) -> None:
        self._queue, self._reading, self._vault = queue, reading, vault
        self._planner, self._now = planner, clock

    def read(self, day: date) -> Draw:
        """Return how the draw of a day stands; one that nobody began stands at nothing."""
        with self._reading() as connection:
            return draws.last_draw(connection, day) or Draw(day=day)

    def commit(self, day: date, *, actor: str, beacon: Beacon | None = None) -> Draw:
        """Bind the node to its secret for a day, and to a beacon's round if one is named.

        Raises:
            Refused: the node has bound itself already, or the round is out.
            LedgerError: the node's key cannot be used.

        """
        now = self._now()

        def make(connection: Connection) -> list[Draft]:
            draw = draws.last_draw(connection, day) or Draw(day=day)
            shown = showing(connection, self._vault.key(), actor, now)
            return [*shown, Draft(event=self._bound(draw, beacon, actor, now))]

        self._queue.commit(make)
        return self.read(day)

    def seal(self, day: date, seal: str, *, actor: str, seen: int) -> Draw:
        """Hand in the seal of a value that only `actor` knows; raises Refused."""
        return self._decide(day, actor, seen, lambda draw, act: drawing.seal(draw, seal, act))

    def reveal(self, day: date, value: str, *, actor: str, seen: int) -> Draw:
        """Open what `actor` sealed, and draw if nothing else is awaited; raises Refused."""
        self._decide(day, actor, seen, lambda draw, act: drawing.reveal(draw, value, act))
        return self.plan(day, actor=PLANNER)

    def take_beacon(self, day: date, value: str, *, actor: str, seen: int) -> Draw:
        """Take the beacon's value in, and draw if nothing else is awaited; raises Refused."""
        self._decide(day, actor, seen, lambda draw, act: drawing.take_beacon(draw, value, act))
        return self.plan(day, actor=PLANNER)

    def plan(self, day: date, *, actor: str) -> Draw:
        """Freeze a day's candidates, and draw unless something is awaited.

        A day that is planned already keeps its plan. What is awaited is waited for until
        `Draw.due_at`; whoever plans again after that draws without it.

        Raises:
            LedgerError: the node's key cannot be used.

        """
        self._queue.commit(lambda connection: self._advanced(connection, day, actor))
        return self.read(day)

    def sheet(self, day: date) -> Sheet:
        """Return the public sheet of a day's draw; raises UnknownDraw until the lots fell."""
        with self._reading() as connection:
            draw = _drawn(connection, day)
            document = draws.document(connection, draw)
            return drawing.sheet_of(draw, document, draws.link(connection, draw), self._vault.key())

    def show(self, day: date, box_id: str) -> Shown:
        """Return a box with what its chance was made from, and the proof that it was so frozen.

        Raises:
            UnknownDraw: the lots of this day have not fallen.
            UnknownBox: it was no candidate.

        """
        with self._reading() as connection:
            document = draws.document(connection, _drawn(connection, day))
        place = document.places.get(box_id)
        if place is None:
            raise UnknownBox(f"{box_id!r} was no candidate on {day}")
        return document.shown(place, inputs=True, path=True)

    def audits(self, day: date) -> Audits:
        """Return how many boxes of the random audit were drawn for a day, and inspected."""
        with self._reading() as connection:
            plan = plan_of(connection, day)
            records = known.records(connection, plan.picked if plan else ()).values()
        audits = [
            record
            for record in records
            if record.selected and record.selected.basis is SelectionBasis.RANDOM_AUDIT
        ]
        done = sum(record.outcome is not None for record in audits)
        return Audits(drawn=len(audits), inspected=done)

    def verify(self, day: date) -> list[Differs]:
        """Make a day's draw again from the ledger; return what differs. Raises UnknownDraw."""
        found = drawing.verify(drawing.written(self.sheet(day)), self._vault.key().public)
        with self._reading() as connection:
            plan = plan_of(connection, day)
            draw = _drawn(connection, day)
            document = draws.document(connection, draw)
        drawn = {str(document.candidates[box]["box_id"]) for box, _ in _lots(draw)}
        if plan is None or set(plan.picked) != drawn:
            what = drawing.Difference.DRAWN
            found.append(Differs(what, "the plan of the day picked other boxes than were drawn"))
        return found

    def _advanced(self, connection: Connection, day: date, actor: str) -> list[Draft]:
        now = self._now()
        if plan_of(connection, day) is not None:
            return []
        made = showing(connection, self._vault.key(), actor, now)
        draw = self._drawable(draws.last_draw(connection, day) or Draw(day=day))
        if draw.stage is Stage.NONE:
            draw = _step(draw, self._bound(draw, None, PLANNER, now), made)
        document: Document | None = None
        if draw.stage is Stage.COMMITTED:
            key, planner = self._vault.key(), self._planner()
            salt = key.secret(f"quaywatch draw salt {draw.name}".encode())
            document = planner.freeze(connection, draw, salt, now)
            draw = _step(draw, drawing.freeze(draw, document, _act(draw, actor, now), key), made)
        if draw.awaits and draw.due_at is not None and now < draw.due_at:
            return made
        document = document or draws.document(connection, draw)
        act, key = _act(draw, PLANNER, now), self._vault.key()
        draw = _step(draw, drawing.close(draw, document, self._share(draw), act, key), made)
        made += self._planner().plan(connection, draw, document, now)
        for days in range(1, AHEAD + 1):
            later = Draw(day=day + timedelta(days=days))
            if draws.last_draw(connection, later.day) is None:
                made.append(Draft(event=self._bound(later, None, PLANNER, now)))
        return made

    def _drawable(self, draw: Draw) -> Draw:
        """Return a draw, or the next of the day where the key that bound this one is gone."""
        if draw.committed is None or draw.committed.share == committed(self._share(draw)):
            return draw
        return Draw(day=draw.day, number=draw.number + 1)

    def _bound(self, draw: Draw, beacon: Beacon | None, actor: str, now: datetime) -> Event:
        act, key = _act(draw, actor, now), self._vault.key()
        return drawing.commit(draw, self._share(draw), beacon, act, key)

    def _share(self, draw: Draw) -> bytes:
        """Return the node's secret of a draw: it lies nowhere but in the key."""
        return self._vault.key().secret(f"quaywatch draw share {draw.name}".encode())

    def _decide(self, day: date, actor: str, seen: int, decide: Decide) -> Draw:
        act = Act(actor=actor, at=self._now(), seen=seen)

        def make(connection: Connection) -> list[Draft]:
            draw = draws.last_draw(connection, day) or Draw(day=day)
            return [Draft(event=decide(draw, act))]

        self._queue.commit(make)
        return self.read(day)


def _step(draw: Draw, event: Event, made: list[Draft]) -> Draw:
    """Take a step that is about to be appended."""
    made.append(Draft(event=event))
    return draw.apply(event)


def _act(draw: Draw, actor: str, now: datetime) -> Act:
    return Act(actor=actor, at=now, seen=draw.version)


def _drawn(connection: Connection, day: date) -> Draw:
    draw = draws.last_draw(connection, day)
    if draw is None or draw.stage is not Stage.DRAWN:
        raise UnknownDraw(f"the lots of {day} have not fallen")
    return draw


def _lots(draw: Draw) -> tuple[tuple[int, int], ...]:
    return draw.drawn.drawn if draw.drawn is not None else ()
