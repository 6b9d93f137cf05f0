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


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A box whose consignment meets a profile."""

    box_id: str
    equipment_number: str


def meeting(connection: Connection, code: str, limit: int) -> list[Meeting]:
    """Return some of the boxes that meet a profile, by number."""
    met, box = schema.profile_met.c, schema.box.c
    query = (
        select(box.box_id, box.equipment_number)
        .join(schema.profile_met, met.consignment_id == box.consignment_id)
        .where(met.code == code)
        .order_by(box.equipment_number, box.box_id)
        .limit(limit)
    )
    return [Meeting(box_id=row[0], equipment_number=row[1]) for row in connection.execute(query)]


def profile_row(life: Life) -> Row:
    """Return the row of a profile."""
    return {"code": life.code, "record": msgspec.json.encode(life, order="sorted")}
