"""The conversation with a filer, folded from the stream of its request in the ledger."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from quaywatch.ledger import Event, Recorded, lives
from quaywatch.ledger.lives import Step, next_step
from quaywatch.requests.kinds import CHANGEABLE, OPEN, ORDERS, RequestEvent, Result, State
from quaywatch.requests.nouns import Answer, Assessed, Draft, Sending


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a request's events; which fields are there follows from the kind."""

    request_id: str
    draft: Draft | None = None
    """With `request.drafted`, `request.edited` and `request.reopened`."""
    sending: Sending | None = None
    """With `request.sent`; with `request.withdrawn` when the filer had been asked."""
    answer: Answer | None = None
    assessed: Assessed | None = None
    result: Result | None = None
    reason: str | None = None
    """Why it was withdrawn, or is to be lifted; what the officer notes at the close."""
    message: int | None = None
    """With `request.delivered` and `request.reminded`: position of what was sent."""


class Entry(Step[RequestEvent, Fact], frozen=True, kw_only=True):
    """One step of the conversation."""

    position: int
    """Place in the ledger, 0 while it is not known."""


class Request(lives.Life[RequestEvent, Fact], frozen=True, kw_only=True):
    """One request as of `version`, the number of events in its stream."""

    request_id: str
    state: State = State.DRAFTED
    draft: Draft | None = None
    """What it says; there is one from the first event on."""
    drafted_by: str = ""
    proposed_by: str = ""
    approved_by: str = ""
    sent_by: str = ""
    sent_at: datetime | None = None
    """When it was last sent."""
    sending: Sending | None = None
    round: int = 1
    """Goes up each time the filer is asked again."""
    reminded: bool = False
    escalated: bool = False
    answered_at: datetime | None = None
    assessed: Assessed | None = None
    result: Result | None = None
    lifting_by: str = ""
    """Who proposed to lift the do-not-load."""
    lifting_reason: str = ""
    history: tuple[Entry, ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do."""
        return self.state in OPEN

    @property
    def changeable(self) -> bool:
        """Whether its text is still being written."""
        return self.state in CHANGEABLE

    @property
    def awaited(self) -> bool:
        """Whether the filer owes an answer."""
        return self.state is State.SENT

    @property
    def stops_loading(self) -> bool:
        """Whether a do-not-load is in force."""
        return (
            self.draft is not None
            and self.draft.kind in ORDERS
            and self.sent_at is not None
            and self.state is not State.WITHDRAWN
        )

    @property
    def sent_draft(self) -> Draft | None:
        """What it said when it was last sent."""
        draft = sent = None
        for entry in self.history:
            draft = entry.fact.draft or draft
            if entry.kind is RequestEvent.SENT:
                sent = draft
        return sent

    def overdue(self, now: datetime) -> bool:
        """Whether the time for an answer is over without one."""
        return self.awaited and self.sending is not None and self.sending.due_at <= now

    def apply(self, event: Event | Recorded, position: int = 0) -> "Request":
        """Return the request after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        step = next_step(event, stream(self.request_id), self.version, RequestEvent, Fact)
        position = event.position if isinstance(event, Recorded) else position
        entry = Entry(**msgspec.structs.asdict(step), position=position)
        return self.after(entry, _changes(self, entry))


_STREAM = "request/"


def stream(request_id: str) -> str:
    """Name of a request's stream in the ledger."""
    return f"{_STREAM}{request_id}"


def request_of(stream: str | None) -> str | None:
    """Return the request whose stream this is, if it is one's."""
    return stream[len(_STREAM) :] if stream is not None and stream.startswith(_STREAM) else None


def fold(request_id: str, events: Iterable[Event | Recorded]) -> Request:
    """Return a request from its events in order."""
    request = Request(request_id=request_id)
    for event in events:
        request = request.apply(event)
    return request


_NOT_PROPOSED: dict[str, object] = {"proposed_by": "", "approved_by": ""}


def _changes(before: Request, entry: Entry) -> dict[str, object]:
    fact = entry.fact
    match entry.kind:
        case RequestEvent.DRAFTED:
            return {"draft": fact.draft, "drafted_by": entry.actor}
        case RequestEvent.EDITED:
            return {"state": State.DRAFTED, "draft": fact.draft, **_NOT_PROPOSED}
        case RequestEvent.REOPENED:
            changes = {"state": State.DRAFTED, "draft": fact.draft, "round": before.round + 1}
            return changes | _NOT_PROPOSED
        case RequestEvent.PROPOSED:
            return {"state": State.PROPOSED, "proposed_by": entry.actor}
        case RequestEvent.APPROVED:
            return {"state": State.APPROVED, "approved_by": entry.actor}
        case RequestEvent.SENT:
            return _sent(entry)
        case _:
            return _afterwards(before, entry)


def _sent(entry: Entry) -> dict[str, object]:
    return {
        "state": State.SENT,
        "sent_by": entry.actor,
        "sent_at": entry.at,
        "sending": entry.fact.sending,
        "reminded": False,
        "escalated": False,
        "assessed": None,
    }


def _afterwards(before: Request, entry: Entry) -> dict[str, object]:
    fact = entry.fact
    match entry.kind:
        case RequestEvent.REMINDED:
            return {"reminded": True}
        case RequestEvent.ESCALATED:
            return {"escalated": True}
        case RequestEvent.ANSWERED:
            first = before.answered_at if before.state is not State.SENT else entry.at
            return {"state": State.ANSWERED, "answered_at": first}
        case RequestEvent.ASSESSED:
            return {"state": State.ASSESSED, "assessed": fact.assessed}
        case RequestEvent.CLOSED:
            return {"state": State.CLOSED, "result": fact.result}
        case RequestEvent.LIFTING_PROPOSED:
            return {"lifting_by": entry.actor, "lifting_reason": fact.reason or ""}
        case RequestEvent.WITHDRAWN:
            return {"state": State.WITHDRAWN}
        case _:
            return {}
