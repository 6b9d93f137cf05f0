"""Whether filers answered what customs asked, and in time, for their scorecards."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, select

from quaywatch.node import schema
from quaywatch.node.instants import stored
from quaywatch.node.marks import week_of
from quaywatch.requests import ORDERS, Request, State
from quaywatch.scorecards import Dimension, Period, Tally

_REQUESTS = msgspec.json.Decoder(Request)


class Due(NamedTuple):
    """A request whose time is over, or which was answered before."""

    week: int
    """In which its answer was due."""
    answered: bool


def with_answers(
    connection: Connection,
    tallies: Sequence[Tally],
    by: Column[Any],
    period: Period,
    condition: ColumnElement[bool],
) -> list[Tally]:
    """Return tallies with what was answered in time, of what was due in the period.

    `by` and `condition` are of the marks; by week, it is the week in which the answer was due.
    """
    judged, right = Counter[str](), Counter[str]()
    for name, answer in _due(connection, by, period, condition):
        judged[name] += 1
        right[name] += answer.answered
    known = {tally.name: tally for tally in tallies}
    for name in sorted(judged.keys() - known.keys()):
        known[name] = Tally(name=name, consignments=0, judged={}, right={})
    return [
        msgspec.structs.replace(
            tally,
            judged={**tally.judged, Dimension.ANSWERED: judged[name]},
            right={**tally.right, Dimension.ANSWERED: right[name]},
        )
        for name, tally in known.items()
    ]


def due(request: Request) -> Due | None:
    """Return how an answer was due; None while it is awaited, and for what needs none.

    An order not to load is obeyed, not answered; a request taken back owes nothing.
    """
    draft, sending, answered_at = request.draft, request.sending, request.answered_at
    if draft is None or sending is None or draft.kind in ORDERS:
        return None
    open_still = request.awaited and not request.escalated
    if open_still or (request.state is State.WITHDRAWN and answered_at is None):
        return None
    in_time = answered_at is not None and not request.awaited and answered_at <= sending.due_at
    return Due(week_of(stored(sending.due_at)), in_time)


def _due(
    connection: Connection, by: Column[Any], period: Period, condition: ColumnElement[bool]
) -> Iterator[tuple[str, Due]]:
    mark = schema.mark.c
    query = (
        select(by, schema.request.c.record)
        .join(schema.mark, mark.consignment_id == schema.request.c.consignment_id)
        .where(condition)
    )
    for name, record in connection.execute(query):
        answer = due(_REQUESTS.decode(record))
        if answer is not None and period.first_week <= answer.week <= period.last_week:
            yield str(answer.week if by is mark.week else name), answer
