"""The draws of the ledger: how each stands, and what was frozen for it."""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Column, Connection, Select, select

from quaywatch.inspections.drawing import Document, Draw, DrawEvent, Stage, draw_of, stream
from quaywatch.ledger import originals
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, event_of

_DRAWS = msgspec.json.Decoder(Draw)
_DOCUMENTS = msgspec.json.Decoder(Document)


def folded(connection: Connection, facts: Iterable[Fact]) -> list[Draw]:
    """Return the draws that `facts` touch, with these facts worked in."""
    touched: dict[str, Draw] = {}
    for fact in facts:
        begun = draw_of(fact.stream)
        if begun is not None:
            draw = touched.get(begun.name) or _named(connection, begun.name) or begun
            touched[begun.name] = draw.apply(event_of(fact))
    return [touched[name] for name in sorted(touched)]


def draw_row(draw: Draw) -> Row:
    """Return the row of a draw."""
    return {
        "name": draw.name,
        "day": draw.day.isoformat(),
        "number": draw.number,
        "stage": draw.stage.value,
        "record": msgspec.json.encode(draw, order="sorted"),
    }


def last_draw(connection: Connection, day: date) -> Draw | None:
    """Return the last draw of a day, if one was begun."""
    table = schema.draw.c
    found = select(table.record).where(table.day == day.isoformat())
    record = connection.scalar(found.order_by(table.number.desc()).limit(1))
    return None if record is None else _DRAWS.decode(record)


def frozen_days(connection: Connection) -> set[date]:
    """Return the days whose candidates are frozen and whose lots have not fallen yet."""
    table = schema.draw.c
    days = connection.scalars(select(table.day).where(table.stage == Stage.FROZEN.value))
    return {date.fromisoformat(day) for day in days}


def document(connection: Connection, draw: Draw) -> Document:
    """Return what was frozen for a draw that is frozen."""
    digest = connection.scalar(_event(draw, DrawEvent.FROZEN, event.c.original_digest))
    if digest is None:
        raise ValueError(f"nothing was frozen for {draw.name}")
    return _DOCUMENTS.decode(originals.load(connection, bytes(digest)))


def link(connection: Connection, draw: Draw) -> str:
    """Return the link of the hash chain at the event that closed a draw, in hexadecimal."""
    found = connection.scalar(_event(draw, DrawEvent.DRAWN, event.c.hash))
    return "" if found is None else bytes(found).hex()


def _event(draw: Draw, kind: DrawEvent, column: Column[bytes]) -> Select[bytes]:
    return select(column).where(event.c.stream == stream(draw.name), event.c.kind == kind.value)


def _named(connection: Connection, name: str) -> Draw | None:
    table = schema.draw.c
    record = connection.scalar(select(table.record).where(table.name == name))
    return None if record is None else _DRAWS.decode(record)
