"""What all writing on the line begins with: its turn, and the numbers that it goes on from."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Table, select, update

from quaywatch.ledger.engine import for_writing
from quaywatch.ledger.line import line_head

_EPOCH = date(1970, 1, 1)
_AT_ONCE = 500
T = TypeVar("T")


class Behind(ValueError):  # noqa: N818 - the operator's word
    """This node knows less than its allies, as after a backup: it takes and sends nothing yet."""


class Head(msgspec.Struct, kw_only=True):
    """The last number of each log."""

    arrivals: int
    egress: int
    quarantined: int


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """Write in one transaction, on disk when it ends well."""
    with for_writing(engine.connect()) as connection, connection.begin():
        yield connection


def locked(connection: Connection) -> Head:
    """Wait for the turn, which lasts to the transaction's end, and return the head."""
    found = connection.execute(select(line_head).with_for_update()).one()
    return Head(arrivals=found.arrivals, egress=found.egress, quarantined=found.quarantined)


def epoch_to_send(connection: Connection) -> int:
    """Return the epoch in which batches are made; raises Behind where none may be."""
    found = connection.execute(select(line_head.c.epoch, line_head.c.behind)).one()
    if found.behind:
        raise Behind(found.behind)
    return found.epoch


def moved(connection: Connection, head: Head) -> None:
    """Store the head."""
    connection.execute(update(line_head).values(**msgspec.structs.asdict(head)))


def marks(connection: Connection) -> str:
    """Return what stands for a value in a statement of the driver."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the table's columns, as the driver takes them.

    For what comes by the hundred thousand: a statement that is built for each row costs more than
    the row itself.
    """
    if rows:
        values = ", ".join([marks(connection)] * len(rows[0]))
        statement = f"INSERT INTO {table.name} VALUES ({values})"  # noqa: S608 - a name of ours
        connection.exec_driver_sql(statement, list(rows))


def day(of: date) -> int:
    """Count days since 1970."""
    return (of - _EPOCH).days


def runs(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield as many at once as one statement names."""
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]


def by_group(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Gather what belongs to each name, in order."""
    found: dict[str, list[T]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return found
