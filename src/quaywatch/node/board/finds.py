"""The last finds of a node: where they lay tells others where to look."""

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import Outcome, OutcomeResult
from quaywatch.inspections import Record
from quaywatch.node import schema

_LAST = 200
_RECORDS = msgspec.json.Decoder(Record)


def finds(connection: Connection) -> list[Outcome]:
    """Return the last finds, newest first."""
    table = schema.inspection.c
    query = (
        select(table.record)
        .where(table.result == OutcomeResult.FOUND.value)
        .order_by(table.done_at.desc(), table.box_id)
        .limit(_LAST)
    )
    records = map(_RECORDS.decode, connection.scalars(query))
    return [record.outcome for record in records if record.outcome is not None]
