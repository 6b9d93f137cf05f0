"""The draws of the ledger: how each stands, and what was frozen for it."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import msgspec
from sqlalchemy import Column, Connection, Select, select

from quaywatch.inspections.drawing import Document, Draw, DrawEvent, Stage, draw_of, stream
from quaywatch.ledger import originals
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, event_of

_T = TypeVar("_T")
_DRAWS = msgspec.json.Decoder(Draw)
_DOCUMENTS = msgspec.json.Decoder(Document)


def folded(connection: Connection, facts: Iterable[Fact]) -> list[Draw]:
    """Return the draws that `facts` touch, with these facts worked in."""
    touched: dict[str, Draw] = {}
    for fact in facts:
        begun = draw_of(fact.stream)
        if begun is not None:
            draw = touched.get(begun.name) or draw_named(connection, begun.name) or begun
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


def draws_of(connection: Connection, day: date) -> list[Draw]:
    """Return the draws of a day that were begun, by number."""
    table = schema.draw.c
    query = select(table.record).where(table.day == day.isoformat()).order_by(table.number)
    return [_DRAWS.decode(record) for record in connection.scalars(query)]


def drawn(connection: Connection, day: date) -> list[Draw]:
    """Return the draws of a day whose lots have fallen, by number; the last is in force."""
    return [draw for draw in draws_of(connection, day) if draw.stage is Stage.DRAWN]


def coming(connection: Connection, day: date) -> Draw:
    """Return the draw of a day that is drawn next, begun or not."""
    last = 0
    following: list[Draw] = []
    for draw in draws_of(connection, day):
        if draw.stage is Stage.DRAWN:
            last, following = draw.number, []
        else:
            following.append(draw)
    frozen = [draw for draw in following if draw.stage is Stage.FROZEN]
    return next(iter([*frozen, *following]), Draw(day=day, number=last + 1))


def shown(connection: Connection, day: date) -> Draw:
    """Return the draw that says how a day stands: under way, else in force, else to come."""
    next_one = coming(connection, day)
    if next_one.stage is Stage.FROZEN:
        return next_one
    return next(reversed(drawn(connection, day)), next_one)


def frozen(connection: Connection) -> list[Draw]:
    """Return the draws whose candidates are frozen and whose lots have not fallen yet."""
    table = schema.draw.c
    records = connection.scalars(select(table.record).where(table.stage == Stage.FROZEN.value))
    return [_DRAWS.decode(record) for record in records]


def frozen_position(connection: Connection, draw: Draw) -> int:
    """Return where on the ledger a draw was frozen; 0 for one that was not."""
    return connection.scalar(_event(draw, DrawEvent.FROZEN, event.c.position)) or 0


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


def _event(draw: Draw, kind: DrawEvent, column: Column[_T]) -> Select[_T]:
    return select(column).where(event.c.stream == stream(draw.name), event.c.kind == kind.value)


def draw_named(connection: Connection, name: str) -> Draw | None:
    """Return a draw by its name, if it was begun."""
    table = schema.draw.c
    record = connection.scalar(select(table.record).where(table.name == name))
    return None if record is None else _DRAWS.decode(record)
