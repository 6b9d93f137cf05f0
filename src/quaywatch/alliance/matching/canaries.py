"""Things of nobody, held beside the real ones: whoever claims to have met one has guessed.

An owner's auditor makes them up, and tells nobody. The other way round a partner's auditor agrees
on some with the owner's, which have to match: an owner that answers at random is noticed.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from quaywatch.alliance.matching import schema
from quaywatch.alliance.matching.items import Item, Sort


def add(connection: Connection, items: Iterable[Item]) -> None:
    """Write down things of nobody, to be held in the tables beside the real ones."""
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    rows = [{"sort": item.sort.value, "value": item.value} for item in items]
    if rows:
        connection.execute(made(schema.canary).on_conflict_do_nothing(), rows)


def canaries(connection: Connection) -> set[Item]:
    """Return the things of nobody."""
    rows = connection.execute(select(schema.canary.c.sort, schema.canary.c.value))
    return {Item(Sort(row.sort), row.value) for row in rows}


def is_canary(connection: Connection, item: Item) -> bool:
    """Say whether an item is one of them."""
    made = schema.canary.c
    query = select(made.value).where(made.sort == item.sort.value, made.value == item.value)
    return connection.scalar(query) is not None
