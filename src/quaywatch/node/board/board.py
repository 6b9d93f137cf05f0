"""What officers do with boxes in the course of a day; every step is an event before it answers."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from quaywatch import inspections
from quaywatch.cargo import Outcome, OutcomeResult
from quaywatch.inspections import (
    Act,
    Capacity,
    DelayReason,
    DetentionReason,
    LiftingReason,
    Record,
    Refusal,
    Refused,
    SkipReason,
)
from quaywatch.ledger import Event, Ledger
from quaywatch.ledger.acts import Sent
from quaywatch.node import known
from quaywatch.node.board import lines
from quaywatch.node.board import photos as pictures
from quaywatch.node.board.alarms import asked_for, carried
from quaywatch.node.board.counting import Overrides, overrides
from quaywatch.node.board.deciding import Deciding, Reading
from quaywatch.node.board.finds import finds
from quaywatch.node.board.taking import Place, take_next
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.errors import UnknownBox, UnknownDocument
from quaywatch.node.facts import PHOTO, PHOTO_SEEN, PhotoLook, PhotoTaken
from quaywatch.node.orders import Wish, order_of
from quaywatch.node.planning import Planner
from quaywatch.node.queue import Queue

Command = Callable[[Record, Act], Event]


class Board:
    """The officers' day at one node; safe to use from many threads.

    What is done with a box raises UnknownBox when there is none of this name, and Refused when its
    state does not allow it or is not the version `seen`. A request that bears a key (`sent`) and
    came before changes nothing more.
    """

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reading: Reading,
        clock: Callable[[], datetime],
        capacity: Callable[[], Capacity],
        follow: Callable[[bool], None],
    ) -> None:
        self._ledger, self._queue, self._follow = ledger, queue, follow
        self._deciding = Deciding(queue, reading, clock)
        self._capacity = capacity

    def view(self, place: Place, day: date) -> lines.BoardView:
        """Return the board of a local day."""
        with self._deciding.reading() as connection:
            timezone = self._capacity().timezone
            return lines.board(connection, place, day, timezone, self._deciding.now())

    def line(self, box_id: str) -> lines.BoardLine | None:
        """Return a box as the board shows it; None when nothing was ever done with it."""
        with self._deciding.reading() as connection:
            return lines.line(connection, box_id, self._deciding.now())

    def finds(self) -> list[Outcome]:
        """Return the last finds of the node, newest first."""
        with self._deciding.reading() as connection:
            return finds(connection)

    def overrides(self, since: datetime) -> Overrides:
        """Return how often officers left the plan since an instant, and why."""
        with self._deciding.reading() as connection:
            return overrides(connection, since)

    def take_next(self, place: Place, *, actor: str, sent: Sent | None = None) -> Record:
        """Give the best box at a place that nobody has in hand into `actor`'s hands.

        Raises:
            NothingLeft: nothing waits there.

        """
        act, planner = self._deciding.act(actor, 0, sent), Planner(self._capacity())
        return self._deciding.choosing(
            act, lambda connection: take_next(connection, planner, place, act)
        )

    def order(
        self, box_id: str, wish: Wish, *, actor: str, seen: int, sent: Sent | None = None
    ) -> Record:
        """Order an inspection; raises NoSlot when no slot fits."""
        act, planner = self._deciding.act(actor, seen, sent), Planner(self._capacity())

        def decide(connection: Connection, record: Record) -> Event:
            wanted = order_of(connection, planner, record, wish, act.at)
            return inspections.order(record, wanted, act)

        return self._deciding.on(box_id, act, decide)

    def hold(self, box_id: str, *, actor: str, seen: int, sent: Sent | None = None) -> Record:
        """Take a box in hand."""
        return self._do(box_id, inspections.hold, actor, seen, sent)

    def release(
        self,
        box_id: str,
        *,
        actor: str,
        seen: int,
        supervisor: bool = False,
        sent: Sent | None = None,
    ) -> Record:
        """Give a box back; only a supervisor may do so for another."""
        act = self._deciding.act(actor, seen, sent, supervisor=supervisor)
        return self._deciding.on(box_id, act, lambda _, record: inspections.release(record, act))

    def offer(
        self, box_id: str, to: str, *, actor: str, seen: int, sent: Sent | None = None
    ) -> Record:
        """Ask a colleague to take a box over."""
        return self._do(box_id, lambda r, a: inspections.offer(r, to, a), actor, seen, sent)

    def accept(self, box_id: str, *, actor: str, seen: int, sent: Sent | None = None) -> Record:
        """Take over what a colleague offers."""
        return self._do(box_id, inspections.accept, actor, seen, sent)

    def decline(self, box_id: str, *, actor: str, seen: int, sent: Sent | None = None) -> Record:
        """Leave with a colleague what is offered."""
        return self._do(box_id, inspections.decline, actor, seen, sent)

    def delay(
        self,
        box_id: str,
        slot_at: datetime,
        reason: DelayReason,
        *,
        actor: str,
        seen: int,
        sent: Sent | None = None,
    ) -> Record:
        """Move an ordered inspection to another free slot; raises NoSlot when it does not fit."""
        act, planner = self._deciding.act(actor, seen, sent), Planner(self._capacity())

        def decide(connection: Connection, record: Record) -> Event:
            if record.order is not None:
                wish = Wish(kind=record.order.kind, slot_at=slot_at)
                order_of(connection, planner, record, wish, act.at)
            return inspections.delay(record, slot_at, reason, act)

        return self._deciding.on(box_id, act, decide)

    def skip(
        self,
        box_id: str,
        reason: SkipReason,
        *,
        actor: str,
        seen: int,
        knowing: bool = False,
        note: str | None = None,
        sent: Sent | None = None,
    ) -> Record:
        """Leave out what the plan picked, or take an order back."""

        def command(record: Record, act: Act) -> Event:
            leave = inspections.skip if record.order is None else inspections.cancel
            return leave(record, reason, act, knowing=knowing, note=note)

        return self._do(box_id, command, actor, seen, sent)

    def outcome(
        self,
        box_id: str,
        outcome: Outcome,
        *,
        actor: str,
        seen: int,
        sent: Sent | None = None,
    ) -> Record:
        """Record what an inspection showed; an alarm asks for the next look."""
        act = self._deciding.act(actor, seen, sent)

        def decide(connection: Connection, record: Record) -> Sequence[Event]:
            _require_photos(connection, box_id, outcome)
            done = inspections.record_outcome(record, outcome, act)
            return asked_for(connection, self._capacity(), record, done)

        return self._concluded(self._deciding.on(box_id, act, decide), outcome)

    def correct(
        self,
        box_id: str,
        outcome: Outcome,
        *,
        actor: str,
        seen: int,
        reason: str,
        sent: Sent | None = None,
    ) -> Record:
        """Replace an outcome that another officer recorded."""
        act = self._deciding.act(actor, seen, sent)

        def decide(connection: Connection, record: Record) -> Sequence[Event]:
            _require_photos(connection, box_id, outcome)
            done = inspections.correct(record, outcome, act, reason=reason)
            return asked_for(connection, self._capacity(), record, done)

        return self._concluded(self._deciding.on(box_id, act, decide), outcome)

    def detain(
        self,
        box_id: str,
        reason: DetentionReason,
        *,
        actor: str,
        seen: int,
        note: str | None = None,
        sent: Sent | None = None,
    ) -> Record:
        """Keep a box at the terminal without an order."""
        return self._do(
            box_id, lambda r, a: inspections.detain(r, reason, a, note=note), actor, seen, sent
        )

    def propose_letting_go(
        self,
        box_id: str,
        reason: LiftingReason,
        *,
        actor: str,
        seen: int,
        note: str | None = None,
        sent: Sent | None = None,
    ) -> Record:
        """Propose to let a box go that is kept at the terminal."""
        return self._do(
            box_id,
            lambda r, a: inspections.propose_letting_go(r, reason, a, note=note),
            actor,
            seen,
            sent,
        )

    def let_go(self, box_id: str, *, actor: str, seen: int, sent: Sent | None = None) -> Record:
        """Let a box go that another person proposes to let go."""
        return self._do(box_id, inspections.let_go, actor, seen, sent)

    def carry(self) -> None:
        """Give what follows an alarm and has no hour any more the first one that is free."""
        now, capacity = self._deciding.now(), self._capacity()
        self._queue.commit(lambda connection: carried(connection, capacity, now))

    def keep_photo(self, box_id: str, data: bytes, *, actor: str) -> pictures.Photo:
        """Keep a picture of a box; sent again it is kept once.

        Raises:
            UnknownBox: there is no such box.
            PhotoError: the bytes are no picture.

        """
        taken = PhotoTaken(
            box_id=box_id,
            digest=pictures.digest_of(data),
            media_type=pictures.media_type(data),
            size=len(data),
        )

        def make(connection: Connection) -> list[Draft]:
            if not known.boxes_named(connection, {box_id}):
                raise UnknownBox(f"there is no box {box_id!r}")
            key = f"{PHOTO}/{box_id}/{taken.digest}"
            made = draft(PHOTO, taken, key=key, actor=actor, known_at=self._deciding.now())
            return [Draft(event=msgspec.structs.replace(made.event, original=data))]

        self._queue.commit(make)
        return self._photo(box_id, taken.digest)

    def photos(self, box_id: str) -> list[pictures.Photo]:
        """Return the pictures of a box, oldest first."""
        with self._deciding.reading() as connection:
            return pictures.photos(connection, box_id)

    def photo(self, box_id: str, digest: str, *, actor: str) -> tuple[pictures.Photo, bytes]:
        """Return a picture with its bytes; that `actor` looked is on the ledger before.

        Raises:
            UnknownDocument: there is no such picture of this box.

        """
        found = self._photo(box_id, digest)
        look = PhotoLook(box_id=box_id, digest=digest)
        now = self._deciding.now()
        key = f"{PHOTO_SEEN}/{box_id}/{digest}/{actor}/{now.isoformat()}"
        self._queue.append([draft(PHOTO_SEEN, look, key=key, actor=actor, known_at=now)]).result()
        return found, self._ledger.original(found.position) or b""

    def _concluded(self, record: Record, outcome: Outcome) -> Record:
        """Have the plan follow what an inspection showed, a find at once."""
        self._follow(outcome.result is OutcomeResult.FOUND)
        return record

    def _photo(self, box_id: str, digest: str) -> pictures.Photo:
        for photo in self.photos(box_id):
            if photo.digest == digest:
                return photo
        raise UnknownDocument(f"there is no picture {digest!r} of this box")

    def _do(
        self, box_id: str, command: Command, actor: str, seen: int, sent: Sent | None
    ) -> Record:
        act = self._deciding.act(actor, seen, sent)
        return self._deciding.on(box_id, act, lambda _, record: command(record, act))


def _require_photos(connection: Connection, box_id: str, outcome: Outcome) -> None:
    """Refuse pictures that are not there, or of another box."""
    kept = {photo.digest for photo in pictures.photos(connection, box_id)} if outcome.photos else ()
    missing: Sequence[str] = [digest for digest in outcome.photos if digest not in kept]
    if missing:
        raise Refused(Refusal.UNKNOWN_PHOTO, f"There is no picture {missing[0]} of this box.")
