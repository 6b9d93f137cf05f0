"""Scenarios saved under a name."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger.acts import Act
from quaywatch.node.changes import Row
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import NodeError
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.queue import Queue
from quaywatch.node.strategy_schema import scenario as _table
from quaywatch.strategy.scenarios import saved
from quaywatch.strategy.scenarios.saved import Saved

_SAVED = msgspec.json.Decoder(Saved)


class UnknownScenario(NodeError):  # noqa: N818 - the analyst's word
    """Nothing is saved under this name."""


class Scenarios:
    """Saves and finds scenarios; safe to use from many threads."""

    def __init__(
        self,
        queue: Queue,
        reading: Callable[[], AbstractContextManager[Connection]],
        clock: Callable[[], datetime],
    ) -> None:
        self._queue, self._reading, self._now = queue, reading, clock

    def all(self) -> list[Saved]:
        """Return what is saved, by name."""
        with self._reading() as connection:
            query = select(_table.c.record).order_by(_table.c.name)
            return [_SAVED.decode(record) for record in connection.scalars(query)]

    def one(self, name: str) -> Saved:
        """Return what is saved under a name; raises UnknownScenario."""
        with self._reading() as connection:
            found = _standing(connection, name)
        if not found.version:
            raise UnknownScenario(f"nothing is saved as {name!r}")
        return found

    def save(self, name: str, fact: saved.Fact, actor: str, seen: int) -> Saved:
        """Save a scenario on sight of a version; raises `saved.Refused`."""
        act = Act(actor=actor, at=self._now(), seen=seen)

        def make(connection: Connection) -> list[Draft]:
            return [Draft(event=saved.save(_standing(connection, name), fact, act))]

        self._queue.commit(make)
        return self.one(name)


def folded(connection: Connection, facts: Sequence[Fact]) -> list[Saved]:
    """Return the scenarios that facts speak of, as they are after them."""
    found: dict[str, Saved] = {}
    for fact in facts:
        name = saved.named(fact.stream)
        if name is not None:
            before = found.get(name) or _standing(connection, name)
            found[name] = before.apply(event_of(fact))
    return list(found.values())


def row(one: Saved) -> Row:
    """Return the row of a scenario."""
    return {"name": one.name, "record": msgspec.json.encode(one, order="deterministic")}


def _standing(connection: Connection, name: str) -> Saved:
    record = connection.scalar(select(_table.c.record).where(_table.c.name == name))
    return Saved(name=name) if record is None else _SAVED.decode(record)
