"""Requests to and from partners in the node: what people do to them, and what comes over the line.

What leaves, a request or an answer, is a publication of this authority as any other: proposed by
who wrote it, confirmed by who lets it out, through the one gate, and recorded.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Handling, Notice, Tlp, known_by
from quaywatch.alliance.accords import Life as Accord
from quaywatch.alliance.accords import Publication, Topic
from quaywatch.alliance.accords import commands as accords
from quaywatch.alliance.bodies import Answer, Request
from quaywatch.alliance.inquiries import (
    LIMITS,
    Heard,
    InquiryEvent,
    Life,
    Question,
    Refused,
    Side,
    Stage,
    Urgency,
    commands,
    inquiry_of,
    stream,
)
from quaywatch.alliance.inquiries.kinds import OPEN
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.ledger.reading import read, to_recorded
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.allied import settled
from quaywatch.node.allied.content import contents
from quaywatch.node.allied.facts import ALLY_READ, AllyLook, Came, name_of
from quaywatch.node.allied.gate import Gate
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.errors import NotLetOut, UnknownInquiry
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading

_NOTICES = msgspec.json.Decoder(Notice)
_HELD = schema.ally_notice.c
_KINDS = [kind.value for kind in InquiryEvent]
_Decide = Callable[[Connection, Life], Sequence[Event]]


class Inquiry(msgspec.Struct, frozen=True, kw_only=True):
    """A request with what is still held of what was said."""

    life: Life
    request: Notice | None
    """As it went over the line; None before that, and where the partner took it back."""
    reply: Notice | None
    delay: Notice | None = None
    """What was last told of a delay, by either side."""

    @property
    def red(self) -> bool:
        """Whether what came of it is for the persons addressed alone."""
        theirs = (self.request,) if self.life.side is Side.THEIRS else (self.reply, self.delay)
        return any(one is not None and one.handling.tlp is Tlp.RED for one in theirs)


class Inquiries:
    """Carries requests through their lives; safe to use from many threads.

    Every command raises `inquiries.Refused` where the state does not allow it, UnknownInquiry where
    there is none such, and NotLetOut where the sharing policy lets nothing of it go.
    """

    def __init__(
        self,
        queue: Queue,
        reading: Reading,
        gate: Gate,
        node: Callable[[], str],
        clock: Callable[[], datetime],
        flush: Callable[[Iterable[str]], object],
    ) -> None:
        self._queue, self._reading, self._gate = queue, reading, gate
        self._node, self._now, self._flush = node, clock, flush

    def all(self) -> list[Inquiry]:
        """Return all requests, those due first first, those that are over last."""
        with self._reading() as connection:
            found = [_inquiry(connection, life) for life in lives(connection)]
        return sorted(found, key=_order)

    def read(self, inquiry_id: str, *, actor: str, red: bool = False) -> Inquiry:
        """Return one; that `actor` looked at what a partner wrote is on the ledger before."""
        with self._reading() as connection:
            found = _inquiry(connection, _known(connection, inquiry_id))
        if found.red and not red:
            raise UnknownInquiry(f"there is no request {inquiry_id!r}")
        heard = found.life.heard
        if heard is not None:
            look = AllyLook(name=name_of(heard.partner, heard.id), version=1)
            key = f"{ALLY_READ}/{secrets.token_hex(16)}"
            made = draft(ALLY_READ, look, key=key, actor=actor, known_at=self._now())
            self._queue.append([made]).result()
        return found

    def draft(
        self, question: Question, *, actor: str, inquiry_id: str = "", seen: int = 0
    ) -> Inquiry:
        """Write a request, or write one anew."""
        act = self._act(actor, seen)
        name = inquiry_id or known_by(self._node(), f"request/{secrets.token_hex(16)}")
        new = not inquiry_id
        return self._do(name, lambda _, life: [commands.draft(life, question, act)], new=new)

    def send(self, inquiry_id: str, *, actor: str, seen: int) -> Inquiry:
        """Let a request out, as a second person."""
        act = self._act(actor, seen)

        def decide(connection: Connection, life: Life) -> list[Event]:
            happened, notice = commands.send(life, self._node(), act)
            wrote = life.history[-1].actor
            return [happened, *self._let_out(connection, notice, life.partner, wrote, act)]

        return self._do(inquiry_id, decide)

    def draft_answer(self, inquiry_id: str, answer: Answer, *, actor: str, seen: int) -> Inquiry:
        """Write an answer, a refusal with its reason, or why it takes longer."""
        act = self._act(actor, seen)
        return self._do(inquiry_id, lambda _, life: [commands.draft_answer(life, answer, act)])

    def answer(self, inquiry_id: str, handling: Handling, *, actor: str, seen: int) -> Inquiry:
        """Let an answer out, or word of a delay, as a second person."""
        act = self._act(actor, seen)

        def decide(connection: Connection, life: Life) -> list[Event]:
            happened, notice = commands.answer(life, self._node(), handling, act)
            wrote = life.history[-1].actor
            return [happened, *self._let_out(connection, notice, life.partner, wrote, act)]

        return self._do(inquiry_id, decide)

    def give_back(self, inquiry_id: str, reason: str, *, actor: str, seen: int) -> Inquiry:
        """Do not let a draft out."""
        act = self._act(actor, seen)
        return self._do(inquiry_id, lambda _, life: [commands.give_back(life, reason, act)])

    def remind(self) -> int:
        """Put on record, once each, that time is nearly over or is; return how many that were."""
        now = self._now()

        def make(connection: Connection) -> list[Draft]:
            found = (
                commands.remind(life, Act(actor=self._node(), at=now, seen=life.version))
                for life in lives(connection)
            )
            return [Draft(event=one) for one in found if one is not None]

        return len(self._queue.commit(make))

    def escalate(self, inquiry_id: str, to: str, reason: str, *, actor: str, seen: int) -> Inquiry:
        """Hand what is late to somebody above."""
        act = self._act(actor, seen)
        return self._do(inquiry_id, lambda _, life: [commands.escalate(life, to, reason, act)])

    def close(self, inquiry_id: str, reason: str, *, actor: str, seen: int) -> Inquiry:
        """Ask no more: what was sent is withdrawn, so that nobody works on it."""
        act = self._act(actor, seen)

        def decide(connection: Connection, life: Life) -> list[Event]:
            done = [commands.close(life, reason, act)]
            if life.side is Side.OURS and life.request is not None:
                sent = settled.life(connection, Topic.NOTICE, life.inquiry_id)
                assert sent is not None  # noqa: S101 - it was published when it was sent
                ended = msgspec.structs.replace(act, seen=sent.version)
                done.append(accords.end(sent, reason, ended))
            return done

        return self._do(inquiry_id, decide)

    def _let_out(
        self, connection: Connection, notice: Notice, partner: str, wrote: str, act: Act
    ) -> list[Event]:
        shared = self._gate.ask(connection, notice, partner, self._node(), act.at.date())
        if shared.notice is None:
            rules = sorted({rule for one in shared.decisions for rule in one.rules})
            raise NotLetOut(f"the sharing policy lets nothing of it go: {', '.join(rules)}")
        fresh = Accord(topic=Topic.NOTICE, name=notice.id)
        first = msgspec.structs.replace(act, actor=wrote, seen=0, sent=None)
        proposed = accords.propose(fresh, Publication(notice=notice), first)
        after = fresh.apply(proposed)
        return [proposed, accords.confirm(after, msgspec.structs.replace(act, seen=1, sent=None))]

    def _act(self, actor: str, seen: int) -> Act:
        return Act(actor=actor, at=self._now(), seen=seen)

    def _do(self, name: str, decide: _Decide, *, new: bool = False) -> Inquiry:
        def make(connection: Connection) -> list[Draft]:
            life = Life(inquiry_id=name) if new else _known(connection, name)
            return [Draft(event=one) for one in decide(connection, life)]

        self._queue.commit(make)
        with self._reading() as connection:
            found = _inquiry(connection, _known(connection, name))
        said = (found.life.reply, found.life.delay)
        self._flush([name, *(one.id for one in said if one is not None)])
        return found


def lives(connection: Connection) -> list[Life]:
    """Return the lives of all requests, by id."""
    query = select(event).where(event.c.kind.in_(_KINDS)).order_by(event.c.position)
    found: dict[str, Life] = {}
    for row in connection.execute(query):
        name = inquiry_of(row.stream)
        if name is not None:
            before = found.get(name) or Life(inquiry_id=name)
            found[name] = before.apply(to_recorded(row))
    return [found[name] for name in sorted(found)]


def heard(connection: Connection, came: Sequence[Came], now: datetime) -> list[Event]:
    """Return what arrivals mean for requests: one came, was answered, or was taken back."""
    notices = contents(connection, {one.arrival for one in came})
    known: dict[str, Life] = {}
    made: list[Event] = []
    for one in came:
        notice = notices.get(one.arrival)
        body = notice.body if notice is not None else None
        name = _id(body.request) if isinstance(body, Answer) else one.id
        life = known.get(name) or _life(connection, name)
        act = Act(actor=one.sender, at=now, seen=life.version)
        try:
            happened = _heard(life, notice, one, act)
        except Refused:
            # Another version of what is known, or an answer to what nobody asks any more.
            continue
        if happened is not None:
            made.append(happened)
            known[name] = life.apply(happened)
    return made


def _heard(life: Life, notice: Notice | None, came: Came, act: Act) -> Event | None:
    match notice:
        case Notice(body=Request()):
            return commands.arrive(life, notice, act)
        case Notice(body=Answer()):
            return commands.answer_arrived(life, notice, act)
        case None if life.side is Side.THEIRS and life.stage in OPEN:
            mine = came.what in ("withdrawn", "recalled") and life.partner == came.origin
            return commands.close(life, f"{came.what} by {came.origin}", act) if mine else None
        case _:
            return None


def _life(connection: Connection, name: str) -> Life:
    life = Life(inquiry_id=name)
    for one in read(connection, 0, 10_000, None, stream(name)):
        life = life.apply(one)
    return life


def _known(connection: Connection, name: str) -> Life:
    life = _life(connection, name)
    if life.stage is Stage.NEW:
        raise UnknownInquiry(f"there is no request {name!r}")
    return life


def _inquiry(connection: Connection, life: Life) -> Inquiry:
    came = _held(connection, life.heard)
    if life.side is Side.OURS:
        delay = _held(connection, life.put_off)
        return Inquiry(life=life, request=life.request, reply=came, delay=delay)
    return Inquiry(life=life, request=came, reply=life.reply, delay=life.delay)


def _held(connection: Connection, heard: Heard | None) -> Notice | None:
    if heard is None:
        return None
    name = name_of(heard.partner, heard.id)
    data = connection.scalar(select(_HELD.notice).where(_HELD.name == name))
    return _NOTICES.decode(data) if data else None


def _id(reference: str) -> str:
    return reference.partition("/")[2]


def _order(one: Inquiry) -> tuple[bool, datetime, str]:
    life = one.life
    over = life.stage in (Stage.ANSWERED, Stage.REFUSED, Stage.CLOSED)
    # A draft is as pressing as what may take longest.
    due = life.due_at or life.history[0].at + LIMITS[Urgency.ORDINARY]
    return over, due, life.inquiry_id
