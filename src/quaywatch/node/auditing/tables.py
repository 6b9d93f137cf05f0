"""Seeded tests as rows."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, event_of
from quaywatch.strategy.seeding import Test, named

_TESTS = msgspec.json.Decoder(Test)
_TABLE = schema.seeded_test


def folded(connection: Connection, facts: Sequence[Fact]) -> list[Test]:
    """Return the tests that facts speak of, as they are after them."""
    found: dict[str, Test] = {}
    for fact in facts:
        name = named(fact.stream)
        if name is not None:
            before = found.get(name) or test(connection, name) or Test(name=name)
            found[name] = before.apply(event_of(fact))
    return list(found.values())


def row(test: Test) -> Row:
    """Return the row of a test."""
    record = msgspec.json.encode(test, order="sorted")
    return {"name": test.name, "standing": test.standing.value, "record": record}


def test(connection: Connection, name: str) -> Test | None:
    """Return a test, None where there is none of this name."""
    record = connection.scalar(select(_TABLE.c.record).where(_TABLE.c.name == name))
    return None if record is None else _TESTS.decode(record)


def tests(connection: Connection) -> list[Test]:
    """Return all tests, by name."""
    return [
        _TESTS.decode(record)
        for record in connection.scalars(select(_TABLE.c.record).order_by(_TABLE.c.name))
    ]
