"""Rows of the conversations and of what is to be handed to filers."""

from collections.abc import Iterator

import msgspec

from quaywatch.node.changes import Row
from quaywatch.node.instants import NEVER, stored
from quaywatch.node.texts import kept
from quaywatch.requests import (
    AnswerSource,
    Entry,
    Message,
    Purpose,
    Request,
    RequestEvent,
)

_OUTGOING = (RequestEvent.SENT, RequestEvent.REMINDED, RequestEvent.WITHDRAWN)


def request_row(request: Request) -> Row:
    """Return the row of a request; its draft is there from the first event on."""
    assert request.draft is not None  # noqa: S101 - every stream begins with a draft
    draft = request.draft
    sending = request.sending
    return {
        "request_id": request.request_id,
        "record": msgspec.json.encode(request, order="deterministic"),
        "open": int(request.open),
        "state": request.state.value,
        "kind": draft.kind.value,
        "consignment_id": kept(draft.consignment_id),
        "box_id": kept(draft.box_id),
        "filer": kept(draft.addressee.identifier),
        "carrier_code": kept(draft.addressee.carrier_code),
        "escalated": int(request.escalated),
        "document": _document(request),
        "due_at": stored(sending.due_at) if sending and request.awaited else NEVER,
        "chase_at": _chase_at(request),
        "changed_at": stored(request.history[-1].at),
    }


def outbox_rows(request: Request) -> Iterator[Row]:
    """Return one row for everything that went or is to go to the filer."""
    delivered = {
        entry.fact.message: stored(entry.at)
        for entry in request.history
        if entry.kind is RequestEvent.DELIVERED
    }
    sent: Message | None = None
    for entry in request.history:
        if entry.fact.sending is not None:
            sent = entry.fact.sending.message
        if entry.kind in _OUTGOING and sent is not None and _tells(entry):
            again = entry.kind is RequestEvent.REMINDED
            yield {
                "position": entry.position,
                "request_id": request.request_id,
                "message": (entry.fact.message or 0) if again else entry.position,
                "purpose": (Purpose.REMINDER if again else sent.purpose).value,
                "format": sent.format,
                "media_type": sent.media_type,
                "name": f"reminder-{sent.name}" if again else sent.name,
                "filer": kept(request.draft.addressee.identifier if request.draft else ""),
                "made_at": stored(entry.at),
                "delivered_at": delivered.get(entry.position, NEVER),
            }


def _tells(entry: Entry) -> bool:
    """Whether the filer hears of it: a request that was never sent is withdrawn silently."""
    return entry.kind is RequestEvent.REMINDED or entry.fact.sending is not None


def _document(request: Request) -> int:
    """Return the last filing that the conversation took into account."""
    seen = [0]
    for entry in request.history:
        fact = entry.fact
        if fact.sending is not None:
            seen.append(fact.sending.document)
        if fact.answer is not None and fact.answer.source is AnswerSource.FILING:
            seen.append(fact.answer.document)
    return max(seen)


def _chase_at(request: Request) -> int:
    sending = request.sending
    if sending is None or not request.awaited or request.escalated:
        return NEVER
    return stored(sending.due_at if request.reminded else sending.remind_at)
