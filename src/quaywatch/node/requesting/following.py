"""Links what filers send to the requests that they answer, and says what it changed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from quaywatch.ledger import Event
from quaywatch.node import schema
from quaywatch.node.drafts import Draft
from quaywatch.node.instants import stored
from quaywatch.node.requesting.folding import standing
from quaywatch.node.requesting.matter import matter_of
from quaywatch.requests import (
    Act,
    Answer,
    AnswerSource,
    Request,
    State,
    chasing,
    commands,
    compare,
)

_OPEN = (State.SENT.value, State.ANSWERED.value, State.ASSESSED.value)


def followed(connection: Connection, now: datetime) -> list[Draft]:
    """Return the events of answers that came as filings, and of all answers not yet assessed."""
    filed = {row.request_id: row for row in _filed(connection)}
    waiting = select(schema.request.c.request_id).where(
        schema.request.c.state == State.ANSWERED.value
    )
    names = {*filed, *connection.scalars(waiting)}
    requests = standing(connection, names)
    return [
        Draft(event=event)
        for name in sorted(names)
        for event in _events(connection, requests[name], filed.get(name), now)
    ]


def chased(connection: Connection, now: datetime) -> list[Draft]:
    """Return the reminders and escalations that are due."""
    due = select(schema.request.c.request_id).where(schema.request.c.chase_at <= stored(now))
    requests = standing(connection, set(connection.scalars(due)))
    events = (
        chasing.remind(request, now) or chasing.escalate(request, now)
        for _, request in sorted(requests.items())
    )
    return [Draft(event=event) for event in events if event is not None]


def _filed(connection: Connection) -> list[Row[*tuple[Any, ...]]]:
    """Return (request, position, sender) of messages of the filers that came after the asking."""
    asked, sent = schema.request.c, schema.document.c
    query = (
        select(asked.request_id, sent.position, sent.sender)
        .join(schema.document, sent.consignment_id == asked.consignment_id)
        .where(
            asked.open == 1,
            asked.state.in_(_OPEN),
            sent.position > asked.document,
            sent.sender == asked.filer,
        )
        .order_by(sent.position)
    )
    return list(connection.execute(query))


def _events(
    connection: Connection,
    request: Request,
    filed: Row[*tuple[Any, ...]] | None,
    now: datetime,
) -> Iterator[Event]:
    if filed is not None:
        answer = Answer(source=AnswerSource.FILING, document=filed.position)
        act = Act(actor=filed.sender, at=now, seen=request.version)
        answered = commands.answer(request, answer, act)
        yield answered
        request = request.apply(answered)
    draft, sending = request.draft, request.sending
    if draft is None or sending is None:
        return
    matter = matter_of(connection, draft)
    found = compare(
        draft.questions, sending.known, matter.consignment, matter.findings, matter.document
    )
    act = Act(actor=chasing.MACHINE, at=now, seen=request.version)
    yield commands.assess(request, found, act)
