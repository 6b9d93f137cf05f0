"""The life of one request, folded from its stream in the ledger."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.alliance.bodies import Answer, Asked, Request
from quaywatch.alliance.bodies.text import Name, Text
from quaywatch.alliance.handling import Handling, Node
from quaywatch.alliance.inquiries.kinds import LIMITS, InquiryEvent, Side, Stage, Urgency
from quaywatch.alliance.notice import Notice
from quaywatch.ledger import Event, Recorded, lives
from quaywatch.ledger.lives import Step, next_step


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request as it is drafted: until it is sent, nobody knows when it is due."""

    to: Node
    asked: Asked
    about: Annotated[tuple[Name, ...], msgspec.Meta(min_length=1)]
    """Containers, consignments or parties."""
    question: Text
    urgency: Urgency
    handling: Handling
    case: str = ""


class Heard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the ledger keeps of what a partner sent: nothing of what it says.

    The ledger never forgets, and what a partner withdraws must be gone; the notice itself stands
    with the line.
    """

    partner: Node
    id: str
    """Of the notice."""
    due_at: datetime | None = None
    """Of a request: until when an answer is of use there. Of a delay: until when it takes."""
    refused: bool = False
    """Of an answer: it is none, with a reason."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a request's events; which fields are there follows from the kind."""

    inquiry_id: str
    question: Question | None = None
    """With `inquiry.drafted`."""
    request: Notice | None = None
    """With `inquiry.sent`: as it went over the line."""
    heard: Heard | None = None
    """With `inquiry.arrived`, and with `inquiry.answered` and `.delayed` where the partner did."""
    answer: Answer | None = None
    """With `inquiry.answer-drafted`."""
    notice: Notice | None = None
    """With `inquiry.answered` and `.delayed` where it is ours: as it went over the line."""
    until: datetime | None = None
    """With `inquiry.delayed`."""
    to: str = ""
    """With `inquiry.escalated`: the account that has to see to it."""
    reason: str = ""


Entry = Step[InquiryEvent, Fact]


class Reminder(StrEnum):
    """Of what officers are reminded."""

    SOON = "soon"
    LATE = "late"


class Life(lives.Life[InquiryEvent, Fact], frozen=True, kw_only=True):
    """One request as of `version`, the number of events in its stream."""

    inquiry_id: str
    """Id of its notice."""
    stage: Stage = Stage.NEW
    side: Side = Side.OURS
    question: Question | None = None
    request: Notice | None = None
    """Ours, once it is sent."""
    heard: Heard | None = None
    """Of theirs that it came; of ours that an answer did."""
    answer: Answer | None = None
    """The draft of ours."""
    reply: Notice | None = None
    """What we answered."""
    delay: Notice | None = None
    """What we told last of a delay."""
    put_off: Heard | None = None
    """Of ours, that the partner told of a delay."""
    since: datetime | None = None
    """When time began to run."""
    due_at: datetime | None = None
    escalations: int = 0
    reminded: Reminder | None = None
    """Of what officers were reminded, since it is due when it is."""

    @property
    def partner(self) -> str:
        """The other node."""
        if self.side is Side.THEIRS and self.heard is not None:
            return self.heard.partner
        return self.question.to if self.question is not None else ""

    def writers(self, kind: InquiryEvent) -> frozenset[str]:
        """Return everybody who ever wrote a draft of a kind: none of them may let it out."""
        return frozenset(entry.actor for entry in self.history if entry.kind is kind)

    def apply(self, event: Event | Recorded) -> "Life":
        """Return the life after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        entry = next_step(event, stream(self.inquiry_id), self.version, InquiryEvent, Fact)
        return self.after(entry, _changes(self, entry))


_STREAM = "inquiry/"


def stream(inquiry_id: str) -> str:
    """Name of a request's stream in the ledger."""
    return f"{_STREAM}{inquiry_id}"


def inquiry_of(name: str | None) -> str | None:
    """Return the request that a stream is about, None when it is about something else."""
    return name.removeprefix(_STREAM) if name and name.startswith(_STREAM) else None


def _changes(life: Life, entry: Entry) -> dict[str, object]:
    fact = entry.fact
    match entry.kind:
        case InquiryEvent.DRAFTED:
            return {"stage": Stage.DRAFT, "question": fact.question}
        case InquiryEvent.SENT | InquiryEvent.ARRIVED:
            return _running(fact, entry.at)
        case InquiryEvent.ANSWER_DRAFTED:
            return {"stage": Stage.ANSWER_DRAFT, "answer": fact.answer}
        case InquiryEvent.ANSWERED:
            return _answered(fact)
        case InquiryEvent.RETURNED:
            ours = life.stage is Stage.DRAFT
            return {"stage": Stage.RETURNED if ours else Stage.WAITING, "answer": None}
        case InquiryEvent.DELAYED:
            return _put_off(fact)
        case InquiryEvent.REMINDED:
            return _reminded(life, entry.at)
        case InquiryEvent.ESCALATED:
            return {"escalations": life.escalations + 1}
        case InquiryEvent.CLOSED:
            return {"stage": Stage.CLOSED, "answer": None}


def _answered(fact: Fact) -> dict[str, object]:
    if fact.heard is not None:
        stage = Stage.REFUSED if fact.heard.refused else Stage.ANSWERED
        return {"stage": stage, "heard": fact.heard}
    body = fact.notice.body if fact.notice is not None else None
    refused = isinstance(body, Answer) and body.refused is not None
    stage = Stage.REFUSED if refused else Stage.ANSWERED
    return {"stage": stage, "reply": fact.notice, "answer": None}


def _put_off(fact: Fact) -> dict[str, object]:
    told = {"delay": fact.notice} if fact.heard is None else {"put_off": fact.heard}
    return {"stage": Stage.WAITING, "answer": None, "due_at": fact.until, "reminded": None, **told}


def _reminded(life: Life, at: datetime) -> dict[str, object]:
    late = life.due_at is not None and at > life.due_at
    return {"reminded": Reminder.LATE if late else Reminder.SOON}


def _running(fact: Fact, at: datetime) -> dict[str, object]:
    """Let time run; nobody has longer than the longest limit, whatever a partner wrote."""
    body = fact.request.body if fact.request is not None else None
    due = body.due_at if isinstance(body, Request) else fact.heard and fact.heard.due_at
    latest = at + LIMITS[Urgency.ORDINARY]
    return {
        "stage": Stage.WAITING,
        "side": Side.OURS if fact.heard is None else Side.THEIRS,
        "request": fact.request,
        "heard": fact.heard,
        "since": at,
        "due_at": min(due, latest) if due else latest,
    }
