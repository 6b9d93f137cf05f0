"""What the node itself does about requests as time goes by, each once a round."""

from datetime import datetime

from quaywatch.ledger import Event
from quaywatch.requests.acts import Act, event
from quaywatch.requests.kinds import RequestEvent
from quaywatch.requests.record import Entry, Request

MACHINE = ""
"""Actor of what nobody decided."""


def remind(request: Request, now: datetime) -> Event | None:
    """Send the filer the request once more, when its time is nearly over."""
    sending = request.sending
    if sending is None or not request.awaited or request.reminded or now < sending.remind_at:
        return None
    if now >= sending.due_at:
        return None
    asked = last(request, RequestEvent.SENT)
    return event(request, _act(request, now), RequestEvent.REMINDED, message=asked.position)


def escalate(request: Request, now: datetime) -> Event | None:
    """Put a request that nobody answered in time before the supervisor."""
    if request.escalated or not request.overdue(now):
        return None
    return event(request, _act(request, now), RequestEvent.ESCALATED)


def deliver(request: Request, message: int, now: datetime, actor: str) -> Event | None:
    """Note that the transport handed over the message at this position, unless it is noted."""
    for entry in request.history:
        if entry.kind is RequestEvent.DELIVERED and entry.fact.message == message:
            return None
    act = Act(actor=actor, at=now, seen=request.version)
    return event(request, act, RequestEvent.DELIVERED, message=message)


def last(request: Request, kind: RequestEvent) -> Entry:
    """Return the latest entry of a kind; StopIteration when there is none."""
    return next(entry for entry in reversed(request.history) if entry.kind is kind)


def _act(request: Request, now: datetime) -> Act:
    return Act(actor=MACHINE, at=now, seen=request.version)
