"""Replies by the number of a question: which request each speaks of, and which nobody took up."""

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, exists, select

from quaywatch.cargo import Problem, Severity
from quaywatch.node import schema
from quaywatch.node.changes import Row as Values
from quaywatch.node.facts import Fact
from quaywatch.node.instants import stored
from quaywatch.node.texts import kept
from quaywatch.requests import AnswerSource, Request, State, request_in

OPEN = (State.SENT.value, State.ANSWERED.value, State.ASSESSED.value)
"""States in which an answer is taken."""


def reply_rows(facts: Iterable[Fact]) -> Iterator[Values]:
    """Return one row for each request of which a message speaks, known here or not."""
    for fact in facts:
        if fact.filing is None or not fact.filing.answers:
            continue
        sender = fact.filing.header.sender
        named = {
            kept(request_in(number)): number for number in accumulate(fact.filing.answers, _number)
        }
        for request_id, number in named.items():
            yield {
                "position": fact.position,
                "request_id": request_id,
                "sender": kept(sender),
                "received_at": stored(fact.known_at),
                "problems": msgspec.json.encode([_unknown(number, sender)]),
            }


def taken_rows(request: Request) -> Iterator[Values]:
    """Return one row for each reply that a conversation holds."""
    answers = (entry.fact.answer for entry in request.history)
    positions = {a.document for a in answers if a and a.source is AnswerSource.REPLY}
    for position in sorted(positions):
        yield {"request_id": request.request_id, "position": position}


def untaken() -> ColumnElement[bool]:
    """Return the condition that no conversation holds a reply."""
    taken, reply = schema.reply_taken.c, schema.reply.c
    return ~exists().where(taken.request_id == reply.request_id, taken.position == reply.position)


def replied(connection: Connection) -> list[Row[*tuple[Any, ...]]]:
    """Return (request, position, sender) of replies that no conversation holds and one waits for.

    Only whom a request went to can answer it.
    """
    asked, reply = schema.request.c, schema.reply.c
    query = (
        select(asked.request_id, reply.position, reply.sender)
        .join(schema.reply, reply.request_id == asked.request_id)
        .where(
            asked.open == 1,
            asked.state.in_(OPEN),
            reply.sender == asked.filer,
            untaken(),
        )
        .order_by(reply.position)
    )
    return list(connection.execute(query))


def _number(before: str, number: str) -> str:
    """Return the number of an answer; one that names none goes with the one before it."""
    return number or before


def _unknown(number: str, sender: str) -> Problem:
    message = f"it answers question {number!r}, and no open one of this number went to {sender!r}"
    return Problem(code="reply.unknown", message=message, severity=Severity.WARNING)
