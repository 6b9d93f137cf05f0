"""Derived state kept beside the events it was derived from."""

from sqlalchemy import Connection, delete, insert, select

from quaywatch.ledger import reading
from quaywatch.ledger.events import Snapshot
from quaywatch.ledger.schema import snapshot


def save(connection: Connection, name: str, position: int, version: str, data: bytes) -> None:
    """Keep `data` in place of what was kept under `name`."""
    connection.execute(delete(snapshot).where(snapshot.c.name == name))
    connection.execute(
        insert(snapshot).values(name=name, position=position, version=version, data=data)
    )


def load(connection: Connection, name: str, version: str) -> Snapshot | None:
    """Give back what is kept under `name`, if this `version` of the code made it.

    A snapshot from beyond the head belongs to another copy of the ledger and is not used.
    """
    row = connection.execute(
        select(snapshot.c.position, snapshot.c.data).where(
            snapshot.c.name == name, snapshot.c.version == version
        )
    ).one_or_none()
    if row is None or row.position > reading.read_head(connection).position:
        return None
    return Snapshot(row.position, row.data)
