"""The lives of the profiles that were written on the ledger, and what meets them."""

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.rules.life import Life

_LIVES = msgspec.json.Decoder(Life)


def lives(connection: Connection) -> dict[str, Life]:
    """Return every profile of the ledger, by code."""
    table = schema.profile.c
    rows = connection.execute(select(table.code, table.record).order_by(table.code))
    return {row.code: _LIVES.decode(row.record) for row in rows}


def life(connection: Connection, code: str) -> Life | None:
    """Return one profile of the ledger, if there is one of this code."""
    table = schema.profile.c
    record = connection.scalar(select(table.record).where(table.code == code))
    return None if record is None else _LIVES.decode(record)


def met(connection: Connection) -> dict[str, int]:
    """Return how many consignments, as last assessed, meet each profile."""
    table = schema.profile_met.c
    rows = connection.execute(select(table.code, func.count()).group_by(table.code))
    return {row[0]: row[1] for row in rows}


def meeting(connection: Connection, code: str, limit: int) -> list[str]:
    """Return some of the consignments that meet a profile, by name."""
    table = schema.profile_met.c
    query = select(table.consignment_id).where(table.code == code)
    return list(connection.scalars(query.order_by(table.consignment_id).limit(limit)))


def profile_row(life: Life) -> Row:
    """Return the row of a profile."""
    return {"code": life.code, "record": msgspec.json.encode(life, order="sorted")}
