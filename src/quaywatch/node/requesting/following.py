"""Links what filers send to the requests that they answer, and says what it changed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from quaywatch.formats.ics2 import CodeLists
from quaywatch.ledger import Event
from quaywatch.node import schema
from quaywatch.node.drafts import Draft
from quaywatch.node.instants import stored
from quaywatch.node.requesting.folding import standing
from quaywatch.node.requesting.matter import matter_of
from quaywatch.node.requesting.replying import OPEN, replied
from quaywatch.requests import (
    Act,
    Answer,
    AnswerSource,
    Heard,
    Request,
    State,
    chasing,
    commands,
    compare,
    heard,
)


class Mail(NamedTuple):
    """How messages are read again that are on the ledger."""

    original: Callable[[int], bytes | None]
    """Gives the bytes of the message at a position."""
    codes: CodeLists


def followed(connection: Connection, now: datetime, mail: Mail) -> list[Draft]:
    """Return the events of answers that came as messages, and of all answers not yet assessed."""
    came = _came(connection, mail)
    waiting = select(schema.request.c.request_id).where(
        schema.request.c.state == State.ANSWERED.value
    )
    names = {*came, *connection.scalars(waiting)}
    requests = standing(connection, names)
    return [
        Draft(event=event)
        for name in sorted(names)
        for event in _events(connection, requests[name], came.get(name, ()), now)
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
            asked.state.in_(OPEN),
            sent.position > asked.document,
            sent.sender == asked.filer,
        )
        .order_by(sent.position)
    )
    return list(connection.execute(query))


class _Came(NamedTuple):
    """An answer that came as a message, or with one."""

    position: int
    sender: str
    heard: Heard


def _came(connection: Connection, mail: Mail) -> dict[str, list[_Came]]:
    """Return what came for each request, in order; of filings the last stands for all."""
    found: dict[str, list[_Came]] = {}
    for row in {row.request_id: row for row in _filed(connection)}.values():
        answer = Answer(source=AnswerSource.FILING, document=row.position)
        found[row.request_id] = [_Came(row.position, row.sender, Heard(answer))]
    for row in replied(connection):
        data = mail.original(row.position) or b""
        found.setdefault(row.request_id, []).extend(
            _Came(row.position, row.sender, each)
            for each in heard(data, row.request_id, row.position, mail.codes)
        )
    for came in found.values():
        came.sort(key=attrgetter("position"))
    return found


def _events(
    connection: Connection, request: Request, came: Iterable[_Came], now: datetime
) -> Iterator[Event]:
    for each in came:
        act = Act(actor=each.sender, at=now, seen=request.version)
        answered = commands.answer(request, each.heard.answer, act, each.heard.data)
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
