"""The trade of the last days, inspected or not: what inputs and scores usually look like."""

from datetime import datetime

from sqlalchemy import Connection, select

from quaywatch import checks
from quaywatch.cargo import to_frames
from quaywatch.ledger.schema import event
from quaywatch.node import known, schema
from quaywatch.risk import Known
from quaywatch.rules import RuleBook

MOST = 5_000
"""Consignments that are looked at, the last first."""


def recent(
    connection: Connection, rulebook: RuleBook, until: datetime, since: datetime | None = None
) -> Known:
    """Return the last consignments that were filed by `until` (and after `since`).

    They are seen alone: without their past and without each other.
    """
    table = schema.consignment.c
    query = (
        select(table.consignment_id)
        .join(event, event.c.position == table.position)
        .where(table.cancelled == 0, event.c.known_at <= until)
    )
    if since is not None:
        query = query.where(event.c.known_at > since)
    names = list(connection.scalars(query.order_by(table.position.desc(), table.place).limit(MOST)))
    entries = known.entries(connection, names)
    frames = to_frames((entries[name].header, entries[name].consignment) for name in sorted(names))
    findings = checks.run(frames, checks.Context())
    return Known(frames, findings, rulebook.match(frames, findings))
