"""What officers and filers do with requests; every step is an event before it is answered."""

import secrets
from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.ledger import Event
from quaywatch.node.drafts import Draft as Appended
from quaywatch.node.drafts import draft as own_event
from quaywatch.node.errors import UnknownRequest
from quaywatch.node.facts import DOSSIER_READ, REQUEST_READ, Look, RequestLook
from quaywatch.node.requesting.conversation import Conversation, Received
from quaywatch.node.requesting.listing import LARGEST_PAGE, RequestPage, RequestQuery
from quaywatch.node.requesting.listing import page as page_of
from quaywatch.node.requesting.matter import matter_of, matter_of_box
from quaywatch.node.requesting.room import Room
from quaywatch.node.requesting.rounds import Rounds
from quaywatch.requests import (
    Act,
    Answer,
    Matter,
    Purpose,
    Refusal,
    Refused,
    Request,
    RequestKind,
    Result,
    Wording,
    commands,
    discretion,
    draft_of,
    reworded,
)


class Desk:
    """The conversations of one node; safe to use from many threads."""

    def __init__(self, room: Room, rounds: Rounds) -> None:
        self._room, self._rounds = room, rounds

    def page(self, query: RequestQuery | None = None) -> RequestPage:
        """Return a window on the conversations, those due first in front."""
        with self._room.reading() as connection:
            return page_of(connection, query or RequestQuery(), self._room.now())

    def matter(self, box_id: str, *, actor: str) -> Matter:
        """Return what can be asked about a box; that `actor` looked is on the ledger before.

        Raises:
            UnknownBox: there is none of this name.

        """
        with self._room.reading() as connection:
            found = matter_of_box(connection, box_id)
        self._note(DOSSIER_READ, Look(box_id=box_id), actor)
        return found

    def read(self, request_id: str, *, actor: str) -> Conversation:
        """Return a conversation; that `actor` looked is on the ledger before.

        Raises:
            UnknownRequest: there is none of this name.

        """
        with self._room.reading() as connection:
            self._room.named(connection, request_id)
        self._note(REQUEST_READ, RequestLook(request_id=request_id), actor)
        return self._room.conversation(request_id)

    def received(self, request_id: str, subject: str, *, actor: str) -> Received:
        """Return what went to a filer, for its own staff; the look is on the ledger before.

        Raises:
            UnknownRequest: none of this name went to `subject`, as `carrier/CODE` or `filer/NAME`.

        """
        with self._room.reading() as connection:
            request = self._room.named(connection, request_id)
        _require_own(request, subject)
        self._note(REQUEST_READ, RequestLook(request_id=request_id), actor)
        return Received(request=request, letter=self._room.composer.sent_letter(request))

    def of_filer(self, subject: str) -> list[Request]:
        """Return the requests that went to a filer, those due first in front."""
        query = RequestQuery(party=subject.partition("/")[2], limit=LARGEST_PAGE)
        with self._room.reading() as connection:
            found = page_of(connection, query, self._room.now()).requests
        return [request for request in found if _is_own(request, subject)]

    def enclosed(self, request_id: str, position: int, *, actor: str) -> bytes:
        """Return what was sent or came in at a step of a conversation; raises as `read`."""
        talk = self.read(request_id, actor=actor)
        for entry in talk.request.history:
            if entry.position == position:
                found = self._room.ledger.original(entry.fact.message or position)
                if found is not None:
                    return found
        raise UnknownRequest(f"nothing is enclosed at position {position}")

    def _note(self, kind: str, look: msgspec.Struct, actor: str) -> None:
        key = f"{kind}/{secrets.token_hex(16)}"
        noted = own_event(kind, look, key=key, actor=actor, known_at=self._room.now())
        self._room.queue.append([noted]).result()

    def draft(
        self,
        box_id: str,
        kind: RequestKind | None,
        wording: Wording,
        *,
        actor: str,
        confidential: Collection[str] = (),
    ) -> Conversation:
        """Draft a request about a box.

        `confidential` are names that must not stand in the officer's remark, beside those of the
        rule book.

        Raises:
            UnknownBox: there is none of this name.
            ValueError: a question that nothing calls for, or a language without letters.
            Refused: the remark tells too much, or the same is asked already.


        """
        discretion.check(wording.remark, [*self._room.confidential, *confidential])
        request_id = secrets.token_hex(6)

        def make(connection: Connection) -> list[Appended]:
            wanted = draft_of(matter_of_box(connection, box_id), kind, wording)
            _require_first(connection, wanted.kind, box_id, self._room.now())
            act = Act(actor=actor, at=self._room.now(), seen=0)
            fresh = Request(request_id=request_id)
            return [Appended(event=commands.draft(fresh, wanted, act))]

        self._room.queue.commit(make)
        return self._room.conversation(request_id)

    def edit(
        self,
        request_id: str,
        wording: Wording,
        *,
        actor: str,
        seen: int,
        confidential: Collection[str] = (),
    ) -> Conversation:
        """Change what a draft says; raises as `draft`."""
        discretion.check(wording.remark, [*self._room.confidential, *confidential])

        def decide(connection: Connection, request: Request) -> list[Event]:
            drafted = commands.drafted(request)
            offered = {q.key: q for q in drafted.questions}
            offered |= {q.key: q for q in matter_of(connection, drafted).questions}
            wanted = reworded(drafted, tuple(offered.values()), wording)
            return [commands.edit(request, wanted, self._act(actor, seen))]

        return self._room.decide(request_id, decide)

    def propose(self, request_id: str, *, actor: str, seen: int) -> Conversation:
        """Ask another officer to confirm a draft; raises UnknownRequest, Refused."""

        def decide(connection: Connection, request: Request) -> list[Event]:
            loaded = matter_of(connection, commands.drafted(request)).loaded_at
            return [commands.propose(request, self._act(actor, seen), loaded_at=loaded)]

        return self._room.decide(request_id, decide)

    def approve(self, request_id: str, *, actor: str, seen: int) -> Conversation:
        """Confirm what another officer proposed: it goes out at once. Raises as `propose`."""

        def decide(connection: Connection, request: Request) -> list[Event]:
            matter = matter_of(connection, commands.drafted(request))
            act = self._act(actor, seen)
            approved = commands.approve(request, act, loaded_at=matter.loaded_at)
            return [approved, self._sent(request.apply(approved), matter, actor)]

        return self._room.decide(request_id, decide)

    def send(self, request_id: str, *, actor: str, seen: int) -> Conversation:
        """Send a request that needs no second officer; raises as `propose`."""

        def decide(connection: Connection, request: Request) -> list[Event]:
            matter = matter_of(connection, commands.drafted(request))
            return [self._sent(request, matter, actor, seen)]

        return self._room.decide(request_id, decide)

    def answer(
        self,
        request_id: str,
        answer: Answer,
        *,
        actor: str,
        seen: int | None,
        data: bytes | None = None,
        speaks_for: str = "",
    ) -> Conversation:
        """Record an answer, then assess the consignment in its light.

        A filer has no sight of versions: without `seen` the answer goes to whatever stands.
        """

        def decide(_: Connection, request: Request) -> list[Event]:
            _require_own(request, speaks_for)
            sight = request.version if seen is None else seen
            act = Act(actor=actor, at=self._room.now(), seen=sight, speaks_for=speaks_for)
            return [commands.answer(request, answer, act, data)]

        self._room.decide(request_id, decide)
        self._rounds.follow()
        return self._room.conversation(request_id)

    def ask_again(self, request_id: str, *, actor: str, seen: int) -> Conversation:
        """Draft anew what an answer left open; raises as `propose`."""

        def decide(connection: Connection, request: Request) -> list[Event]:
            drafted = commands.drafted(request)
            matter = matter_of(connection, drafted)
            left = set(request.assessed.remaining) if request.assessed is not None else set[str]()
            keys = tuple(q.key for q in matter.questions if q.key in left)
            wording = Wording(questions=keys, remark=drafted.remark)
            wanted = reworded(drafted, matter.questions, wording)
            return [commands.ask_again(request, wanted, self._act(actor, seen))]

        return self._room.decide(request_id, decide)

    def close(
        self, request_id: str, result: Result, *, actor: str, seen: int, note: str | None = None
    ) -> Conversation:
        """End a conversation; raises UnknownRequest, Refused."""

        def decide(_: Connection, request: Request) -> list[Event]:
            return [commands.close(request, result, self._act(actor, seen), note=note)]

        return self._room.decide(request_id, decide)

    def propose_lifting(
        self, request_id: str, reason: str, *, actor: str, seen: int
    ) -> Conversation:
        """Ask another officer to lift a do-not-load; raises UnknownRequest, Refused."""

        def decide(_: Connection, request: Request) -> list[Event]:
            return [commands.propose_lifting(request, reason, self._act(actor, seen))]

        return self._room.decide(request_id, decide)

    def withdraw(self, request_id: str, reason: str, *, actor: str, seen: int) -> Conversation:
        """Take a request back, a do-not-load in force only as the second officer."""

        def decide(connection: Connection, request: Request) -> list[Event]:
            act = self._act(actor, seen)
            if request.sent_at is None:
                return [commands.withdraw(request, reason, act)]
            matter = matter_of(connection, commands.drafted(request))
            told, data = self._room.composer.sending(request, matter, act.at, Purpose.WITHDRAWAL)
            return [commands.withdraw(request, reason, act, told, data)]

        return self._room.decide(request_id, decide)

    def _sent(self, request: Request, matter: Matter, actor: str, seen: int | None = None) -> Event:
        act = self._act(actor, request.version if seen is None else seen)
        sending, data = self._room.composer.sending(request, matter, act.at, Purpose.REQUEST)
        return commands.send(request, sending, data, act, loaded_at=matter.loaded_at)

    def _act(self, actor: str, seen: int) -> Act:
        return Act(actor=actor, at=self._room.now(), seen=seen)


def _is_own(request: Request, subject: str) -> bool:
    own = subject in commands.drafted(request).addressee.subjects
    return own and request.sent_at is not None


def _require_own(request: Request, speaks_for: str) -> None:
    """Refuse a filer's staff what did not go to that filer, as if it were not there."""
    if speaks_for and not _is_own(request, speaks_for):
        raise UnknownRequest(f"there is no request {request.request_id!r}")


def _require_first(connection: Connection, kind: RequestKind, box_id: str, now: datetime) -> None:
    query = RequestQuery(open=True, kind=kind.value, box_id=box_id, limit=1)
    for request in page_of(connection, query, now).requests:
        raise Refused(Refusal.ALREADY_OPEN, f"Request {request.request_id} asks this already.")
