"""How sums stand, as rows, and the steps that are over."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.alliance.sums.life import Life, named, stream
from quaywatch.node import schema
from quaywatch.node.allied.sums.facts import SUM_ROUND, SumRound
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.instants import restored, stored

_LIVES = msgspec.json.Decoder(Life)
_ROUNDS = msgspec.json.Decoder(SumRound)
_LIFE, _ROUND = schema.sum_life.c, schema.sum_round.c


def lives(connection: Connection, *, running: bool = False) -> list[Life]:
    """Return all sums, what changed last first; with `running` those that are not over."""
    query = select(_LIFE.record).order_by(_LIFE.changed_at.desc(), _LIFE.name)
    found = connection.scalars(query.where(_LIFE.over == 0) if running else query)
    return [_LIVES.decode(record) for record in found]


def life(connection: Connection, origin: str, session: str) -> Life | None:
    """Return one sum, None where it was never put forward."""
    query = select(_LIFE.record).where(_LIFE.name == stream(origin, session))
    record = connection.scalar(query)
    return None if record is None else _LIVES.decode(record)


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """A step that is over."""

    at: datetime | None
    said: SumRound


def rounds(connection: Connection, name: str) -> list[Round]:
    """Return the steps of a sum that are over, in order."""
    query = select(_ROUND.at, _ROUND.record).where(_ROUND.name == name).order_by(_ROUND.step)
    return [
        Round(at=restored(row.at), said=_ROUNDS.decode(row.record))
        for row in connection.execute(query)
    ]


def counts(connection: Connection) -> dict[str, int]:
    """Return how many steps of each sum are over."""
    query = select(_ROUND.name, func.count().label("many")).group_by(_ROUND.name)
    return {row.name: int(row.many) for row in connection.execute(query)}


def folded(connection: Connection, facts: Sequence[Fact]) -> list[Life]:
    """Return the sums that facts speak of, as they are after them."""
    known: dict[tuple[str, str], Life] = {}
    for fact in facts:
        key = named(fact.stream)
        if key is not None:
            before = known.get(key) or life(connection, *key)
            known[key] = (before or Life(origin=key[0], session=key[1])).apply(event_of(fact))
    return [known[key] for key in sorted(known)]


def row(one: Life) -> Row:
    """Return the row of a sum."""
    return {
        "name": stream(one.origin, one.session),
        "record": msgspec.json.encode(one, order="deterministic"),
        "over": int(one.is_over),
        "changed_at": stored(one.history[-1].at),
    }


def round_rows(facts: Sequence[Fact]) -> list[Row]:
    """Return the rows of steps that are over."""
    return [_round_row(fact) for fact in facts if fact.kind == SUM_ROUND]


def _round_row(fact: Fact) -> Row:
    said = _ROUNDS.decode(fact.payload)
    return {
        "position": fact.position,
        "name": said.name,
        "step": said.step,
        "at": stored(fact.known_at),
        "record": fact.payload,
    }
