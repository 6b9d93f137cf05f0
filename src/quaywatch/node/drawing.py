"""How a day is drawn, so that nobody can foresee or steer it and anybody can check it.

A day goes on by itself: the node binds itself days ahead, whoever is on duty adds to the draw, the
candidates freeze when the plan is asked for, and the lots fall as soon as nothing is awaited. When
something changes later, what it touches is drawn again, by a further draw with all of these steps.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.accords import Coverage
from quaywatch.cargo import SelectionBasis
from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Beacon, Differs, Document, Draw, Sheet, Shown, Stage
from quaywatch.inspections.drawing.digests import committed
from quaywatch.ledger import Event, LedgerError
from quaywatch.ledger.acts import Act
from quaywatch.node import draws, known
from quaywatch.node.coverage import Trial
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownBox, UnknownDraw
from quaywatch.node.facts import Plan
from quaywatch.node.keys import showing
from quaywatch.node.planning import PLANNER, Planner
from quaywatch.node.plans import plan_of, plans_of
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading
from quaywatch.node.vault import Vault

AHEAD = 3
"""Days after a planned one to which the node binds itself when it plans."""

FURTHER = 2
"""Draws of a day to which it is bound ahead: a change while one is under way finds another."""

PAUSE = timedelta(minutes=15)
"""How often at most a day is planned again of itself, unless it cannot wait."""

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
        self._looked_at: datetime | None = None

    def read(self, day: date, number: int | None = None) -> Draw:
        """Return how a draw of a day stands; one that nobody began stands at nothing.

        Without a number, the draw that says how the day stands: under way, else in force, else the
        first to come.
        """
        with self._reading() as connection:
            if number is None:
                return draws.shown(connection, day)
            asked = Draw(day=day, number=number)
            return draws.draw_named(connection, asked.name) or asked

    def coming(self, day: date) -> Draw:
        """Return the draw of a day that is drawn next: what people put in goes into it."""
        with self._reading() as connection:
            return draws.coming(connection, day)

    def made(self, day: date) -> list[tuple[Draw, Plan]]:
        """Return the draws of a day with their plans as they followed; the last is in force."""
        with self._reading() as connection:
            of_draw = {plan.draw: plan for plan in plans_of(connection, day)}
            drawn = draws.drawn(connection, day)
        return [(draw, of_draw[draw.number]) for draw in drawn if draw.number in of_draw]

    def commit(self, day: date, *, actor: str, beacon: Beacon | None = None) -> Draw:
        """Bind the node to its secret for a day, and to a beacon's round if one is named.

        Raises:
            Refused: the node has bound itself already, or the round is out.
            LedgerError: the node's key cannot be used.

        """
        now = self._now()

        def make(connection: Connection) -> list[Draft]:
            draw = draws.coming(connection, day)
            shown = showing(connection, self._vault.key(), actor, now)
            return [*shown, Draft(event=self._bound(draw, beacon, actor, now))]

        self._queue.commit(make)
        return self.coming(day)

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

        A day that is planned already keeps its plan, unless something has changed: then what that
        touches is planned again. What is awaited is waited for until `Draw.due_at`; whoever plans
        again after that draws without it.

        Raises:
            LedgerError: the node's key cannot be used.

        """
        self._queue.commit(lambda connection: self._advanced(connection, day, actor))
        return self.read(day)

    def tried(self, matter: Coverage, day: date) -> Trial:
        """Return what a coverage would do to the first day from this one that is not planned.

        What is known now is planned twice, by what is in force and by it; nothing is kept.
        """
        with self._reading() as connection:
            while plan_of(connection, day) is not None:
                day += timedelta(days=1)
            return self._planner().tried(connection, matter, day, self._now())

    def follow(self, day: date, *, at_once: bool = False) -> None:
        """Plan a day again if it is planned and something has changed.

        Unless it is to be `at_once`, as after a find, no more often than every `PAUSE` of the
        node's clock. That the node's key cannot be used stops no work: the plan then stays.
        """
        now = self._now()
        with self._reading() as connection:
            drawn = draws.drawn(connection, day)
        looked = [each for each in (self._looked_at, *(d.frozen_at for d in drawn)) if each]
        if not drawn or (not at_once and now - max(looked) < PAUSE):
            return
        self._looked_at = now
        with suppress(LedgerError):
            self.plan(day, actor=PLANNER)

    def sheet(self, day: date, number: int | None = None) -> Sheet:
        """Return the public sheet of a day's draw (in force, or by its number).

        Raises:
            UnknownDraw: its lots have not fallen.

        """
        with self._reading() as connection:
            return self._sheet(connection, _drawn(connection, day, number))

    def show(self, day: date, box_id: str, number: int | None = None) -> Shown:
        """Return a box with what its chance was made from, and the proof that it was so frozen.

        Without a number, of the last draw of the day in which it took part.

        Raises:
            UnknownDraw: the lots of this day have not fallen.
            UnknownBox: it was no candidate.

        """
        with self._reading() as connection:
            asked = _drawn(connection, day, number)
            every = [asked] if number is not None else reversed(draws.drawn(connection, day))
            for draw in every:
                document = draws.document(connection, draw)
                place = document.places.get(box_id)
                if place is not None:
                    return document.shown(place, inputs=True, path=True)
        raise UnknownBox(f"{box_id!r} was no candidate on {day}")

    def audits(self, day: date) -> Audits:
        """Return how many boxes of the random audit were drawn for a day, and inspected."""
        with self._reading() as connection:
            plan = plan_of(connection, day)
            records = known.records(connection, plan.asked if plan else ()).values()
        audits = [
            record
            for record in records
            if record.selected and record.selected.basis is SelectionBasis.RANDOM_AUDIT
        ]
        done = sum(record.outcome is not None for record in audits)
        return Audits(drawn=len(audits), inspected=done)

    def verify(self, day: date) -> list[Differs]:
        """Make all draws of a day again from the ledger; return what differs.

        Raises:
            UnknownDraw: no lots of this day have fallen.

        """
        found: list[Differs] = []
        with self._reading() as connection:
            _drawn(connection, day, None)
            made = {plan.draw: plan for plan in plans_of(connection, day)}
            for draw in draws.drawn(connection, day):
                sheet = self._sheet(connection, draw)
                found += drawing.verify(drawing.written(sheet), self._vault.key().public)
                document, plan = draws.document(connection, draw), made.get(draw.number)
                drawn = {str(document.candidates[box]["box_id"]) for box, _ in _lots(draw)}
                if plan is None or set(plan.picked) != drawn:
                    said = f"the plan of {draw.name} picked other boxes than were drawn"
                    found.append(Differs(drawing.Difference.DRAWN, said))
        return found

    def _sheet(self, connection: Connection, draw: Draw) -> Sheet:
        document = draws.document(connection, draw)
        return drawing.sheet_of(draw, document, draws.link(connection, draw), self._vault.key())

    def _advanced(self, connection: Connection, day: date, actor: str) -> list[Draft]:
        now = self._now()
        draw, document = self._drawable(connection, day), None
        if draw.stage is not Stage.FROZEN:
            document = self._frozen(connection, draw, now)
            if document is None:
                return []
        made = showing(connection, self._vault.key(), actor, now)
        if draw.stage is Stage.NONE:
            draw = _step(draw, self._bound(draw, None, PLANNER, now), made)
        if document is not None:
            act, key = _act(draw, actor, now), self._vault.key()
            draw = _step(draw, drawing.freeze(draw, document, act, key), made)
        if draw.awaits and draw.due_at is not None and now < draw.due_at:
            return made
        document = document or draws.document(connection, draw)
        act, key = _act(draw, PLANNER, now), self._vault.key()
        draw = _step(draw, drawing.close(draw, document, self._share(draw), act, key), made)
        made += self._planner().plan(connection, draw, document, now)
        return [*made, *self._ahead(connection, draw, now)]

    def _frozen(self, connection: Connection, draw: Draw, now: datetime) -> Document | None:
        """Lay down what a draw is made from; None where nothing asks for a further one."""
        salt = self._vault.key().secret(f"quaywatch draw salt {draw.name}".encode())
        planner = self._planner()
        if plan_of(connection, draw.day) is None:
            return planner.freeze(connection, draw, salt, now)
        return planner.freeze_again(connection, draw, salt, now)

    def _ahead(self, connection: Connection, draw: Draw, now: datetime) -> list[Draft]:
        """Bind the node to what follows a draw: further ones of the day, and the days after."""
        further = [
            Draw(day=draw.day, number=draw.number + more) for more in range(1, FURTHER + 1)
        ] + [
            Draw(day=draw.day + timedelta(days=days), number=number)
            for days in range(1, AHEAD + 1)
            for number in range(1, FURTHER + 1)
        ]
        return [
            Draft(event=self._bound(each, None, PLANNER, now))
            for each in further
            if draws.draw_named(connection, each.name) is None
        ]

    def _drawable(self, connection: Connection, day: date) -> Draw:
        """Return the draw that comes next, past those that were bound by a key that is gone."""
        draw = draws.coming(connection, day)
        while draw.committed and draw.committed.share != committed(self._share(draw)):
            following = Draw(day=day, number=draw.number + 1)
            draw = draws.draw_named(connection, following.name) or following
        return draw

    def _bound(self, draw: Draw, beacon: Beacon | None, actor: str, now: datetime) -> Event:
        act, key = _act(draw, actor, now), self._vault.key()
        return drawing.commit(draw, self._share(draw), beacon, act, key)

    def _share(self, draw: Draw) -> bytes:
        """Return the node's secret of a draw: it lies nowhere but in the key."""
        return self._vault.key().secret(f"quaywatch draw share {draw.name}".encode())

    def _decide(self, day: date, actor: str, seen: int, decide: Decide) -> Draw:
        act = Act(actor=actor, at=self._now(), seen=seen)

        def make(connection: Connection) -> list[Draft]:
            return [Draft(event=decide(draws.coming(connection, day), act))]

        self._queue.commit(make)
        return self.coming(day)


def _step(draw: Draw, event: Event, made: list[Draft]) -> Draw:
    """Take a step that is about to be appended."""
    made.append(Draft(event=event))
    return draw.apply(event)


def _act(draw: Draw, actor: str, now: datetime) -> Act:
    return Act(actor=actor, at=now, seen=draw.version)


def _drawn(connection: Connection, day: date, number: int | None) -> Draw:
    for draw in reversed(draws.drawn(connection, day)):
        if number in (None, draw.number):
            return draw
    raise UnknownDraw(f"the lots of {day} have not fallen")


def _lots(draw: Draw) -> tuple[tuple[int, int], ...]:
    return draw.drawn.drawn if draw.drawn is not None else ()
