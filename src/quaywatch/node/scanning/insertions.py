"""Inserted threats as rows, and how rows are read."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import Connection, and_, select

from quaywatch.inspections.readers.record import Commitment, InsertingEvent, Insertion, Judged
from quaywatch.node import changes, schema
from quaywatch.node.facts import Fact
from quaywatch.node.instants import restored, stored

_INSERTED, _JUDGED, _BOUND = schema.inserted.c, schema.insertion_judged.c, schema.inserting_bound.c
_INSERTIONS = msgspec.json.Decoder(Insertion)
_VERDICTS = msgspec.json.Decoder(Judged)
_COMMITMENTS = msgspec.json.Decoder(Commitment)


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A threat that a reader was shown, with what they said of it once they did."""

    insertion: Insertion
    at: datetime
    judged: Judged | None
    judged_at: datetime | None


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A period to whose lots the node is bound."""

    period: str
    share: str
    at: datetime


def note(fact: Fact, made: changes.Changes) -> None:
    """Add the row of an event about inserted threats, if it is one."""
    match fact.kind:
        case InsertingEvent.INSERTED:
            one = _INSERTIONS.decode(fact.payload)
            made.insertions.append(_row(fact, one.digest, one.reader, "insertion"))
        case InsertingEvent.JUDGED:
            said = _VERDICTS.decode(fact.payload)
            made.insertions_judged.append(_row(fact, said.digest, said.reader, "judged"))
        case InsertingEvent.COMMITTED:
            bound = _COMMITMENTS.decode(fact.payload)
            made.bound.append(
                {"period": bound.period, "share": bound.share, "at": stored(fact.known_at)}
            )
        case _:
            pass


def shown(connection: Connection, reader: str | None = None) -> list[Shown]:
    """Return the threats that one reader, or all, were shown, earliest first."""
    query = _query()
    if reader is not None:
        query = query.where(_INSERTED.reader == reader)
    rows = connection.execute(query.order_by(_INSERTED.at, _INSERTED.digest, _INSERTED.reader))
    return [_shown(*row) for row in rows]


def shown_in(connection: Connection, digest: str, reader: str) -> Shown | None:
    """Return the threat that a reader was shown in a picture."""
    query = _query().where(_INSERTED.digest == digest, _INSERTED.reader == reader)
    row = connection.execute(query).first()
    return None if row is None else _shown(*row)


def bound(connection: Connection, periods: Collection[str] | None = None) -> list[Bound]:
    """Return the periods to whose lots the node is bound, earliest first."""
    query = select(_BOUND.period, _BOUND.share, _BOUND.at).order_by(_BOUND.period)
    if periods is not None:
        query = query.where(_BOUND.period.in_(periods))
    return [
        Bound(period=period, share=share, at=known)
        for period, share, at in connection.execute(query)
        if (known := restored(at)) is not None
    ]


def _query():
    same = and_(_JUDGED.digest == _INSERTED.digest, _JUDGED.reader == _INSERTED.reader)
    table = schema.inserted.outerjoin(schema.insertion_judged, same)
    columns = (_INSERTED.insertion, _INSERTED.at, _JUDGED.judged, _JUDGED.at.label("judged_at"))
    return select(*columns).select_from(table)


def _shown(insertion: bytes, at: int, judged: bytes | None, judged_at: int | None) -> Shown:
    when = restored(at)
    assert when is not None  # noqa: S101 - every event has its instant
    return Shown(
        insertion=_INSERTIONS.decode(insertion),
        at=when,
        judged=None if judged is None else _VERDICTS.decode(judged),
        judged_at=None if judged_at is None else restored(judged_at),
    )


def _row(fact: Fact, digest: str, reader: str, column: str) -> changes.Row:
    return {
        "digest": digest,
        "reader": reader,
        column: fact.payload,
        "at": stored(fact.known_at),
    }
