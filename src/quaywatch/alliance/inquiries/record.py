"""The life of one request, folded from its stream in the ledger."""

from datetime import datetime
from typing import Annotated

import msgspec

from quaywatch.alliance.bodies import Answer, Asked, Request
from quaywatch.alliance.bodies.text import Name, Text
from quaywatch.alliance.handling import Handling, Node
from quaywatch.alliance.inquiries.kinds import LIMITS, InquiryEvent, Side, Stage, Urgency
from quaywatch.alliance.notice import Notice
from quaywatch.ledger import Event, Recorded
from quaywatch.ledger.acts import require_next


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


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a request's events; which fields are there follows from the kind."""

    inquiry_id: str
    question: Question | None = None
    """With `inquiry.drafted`."""
    request: Notice | None = None
    """With `inquiry.sent` and `inquiry.arrived`: as it went over the line."""
    answer: Answer | None = None
    """With `inquiry.answer-drafted`."""
    notice: Notice | None = None
    """With `inquiry.answered`: as it went over the line."""
    until: datetime | None = None
    """With `inquiry.delayed`."""
    to: str = ""
    """With `inquiry.escalated`: the account that has to see to it."""
    reason: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One step."""

    version: int
    kind: InquiryEvent
    at: datetime
    actor: str
    fact: Fact


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """One request as of `version`, the number of events in its stream."""

    inquiry_id: str
    """Id of its notice."""
    version: int = 0
    stage: Stage = Stage.NEW
    side: Side = Side.OURS
    question: Question | None = None
    request: Notice | None = None
    answer: Answer | None = None
    """The draft of ours."""
    reply: Notice | None = None
    """What was answered."""
    since: datetime | None = None
    """When time began to run."""
    due_at: datetime | None = None
    escalations: int = 0
    history: tuple[Entry, ...] = ()

    @property
    def partner(self) -> str:
        """The other node."""
        if self.side is Side.THEIRS and self.request is not None:
            return self.request.origin
        return self.question.to if self.question is not None else ""

    @property
    def asked(self) -> Request | None:
        """What is asked, once it is on the line."""
        body = self.request.body if self.request is not None else None
        return body if isinstance(body, Request) else None

    def writers(self, kind: InquiryEvent) -> frozenset[str]:
        """Return everybody who ever wrote a draft of a kind: none of them may let it out."""
        return frozenset(entry.actor for entry in self.history if entry.kind is kind)

    def apply(self, event: Event | Recorded) -> "Life":
        """Return the life after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        require_next(event, stream(self.inquiry_id), self.version)
        entry = Entry(
            version=self.version + 1,
            kind=InquiryEvent(event.kind),
            at=event.known_at,
            actor=event.actor,
            fact=msgspec.json.decode(event.payload, type=Fact),
        )
        return msgspec.structs.replace(
            self,
            version=entry.version,
            history=(*self.history, entry),
            **_changes(self, entry),
        )


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
            side = Side.OURS if entry.kind is InquiryEvent.SENT else Side.THEIRS
            return _running(fact.request, side, entry.at)
        case InquiryEvent.ANSWER_DRAFTED:
            return {"stage": Stage.ANSWER_DRAFT, "answer": fact.answer}
        case InquiryEvent.ANSWERED:
            body = fact.notice.body if fact.notice is not None else None
            refused = isinstance(body, Answer) and body.refused is not None
            stage = Stage.REFUSED if refused else Stage.ANSWERED
            return {"stage": stage, "reply": fact.notice, "answer": None}
        case InquiryEvent.RETURNED:
            if life.stage is Stage.ANSWER_DRAFT:
                return {"stage": Stage.WAITING, "answer": None}
            return {"stage": Stage.RETURNED}
        case InquiryEvent.DELAYED:
            return {"due_at": fact.until}
        case InquiryEvent.ESCALATED:
            return {"escalations": life.escalations + 1}
        case InquiryEvent.CLOSED:
            return {"stage": Stage.CLOSED, "answer": None}


def _running(request: Notice | None, side: Side, at: datetime) -> dict[str, object]:
    """Let time run; nobody has longer than the longest limit, whatever a partner wrote."""
    body = request.body if request is not None else None
    latest = at + LIMITS[Urgency.ORDINARY]
    due = min(body.due_at, latest) if isinstance(body, Request) else latest
    return {"stage": Stage.WAITING, "side": side, "request": request, "since": at, "due_at": due}
