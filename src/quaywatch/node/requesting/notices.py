"""Notices that boxes are kept or may go, among what waits to be handed over."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Select, select

from quaywatch.node import schema
from quaywatch.node.among import AnyRow
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.facts import NOTICE_DELIVERED, Delivered, Told
from quaywatch.node.instants import NEVER, restored
from quaywatch.node.requesting.listing import Parcel

_NOTICES = select(schema.notice, schema.notice_delivered.c.at.label("delivered_at")).select_from(
    schema.notice.outerjoin(
        schema.notice_delivered, schema.notice_delivered.c.position == schema.notice.c.position
    )
)


def waiting(
    connection: Connection, limit: int, recipients: Collection[str] | None = None
) -> list[Parcel]:
    """Return the notices that nobody has delivered yet, oldest first."""
    query = _NOTICES.where(schema.notice_delivered.c.at.is_(None))
    if recipients is not None:
        query = query.where(schema.notice.c.recipient.in_(sorted(recipients)))
    return _parcels(connection, query.order_by(schema.notice.c.position).limit(limit))


def notice(connection: Connection, position: int) -> Parcel | None:
    """Return one notice, delivered or not."""
    found = _parcels(connection, _NOTICES.where(schema.notice.c.position == position))
    return found[0] if found else None


def delivered(position: int, now: datetime, actor: str) -> Draft:
    """Return the event that a notice was handed over; said again it is the same."""
    key = f"{NOTICE_DELIVERED}/{position}"
    said = Delivered(position=position)
    return draft(NOTICE_DELIVERED, said, key=key, actor=actor, known_at=now)


def _parcels(connection: Connection, query: Select[*tuple[object, ...]]) -> list[Parcel]:
    return [_parcel(row) for row in connection.execute(query)]


def _parcel(row: AnyRow) -> Parcel:
    return Parcel(
        position=row.position,
        request_id="",
        message=row.position,
        purpose=Told(row.told),
        format=row.format,
        media_type=row.media_type,
        name=row.name,
        filer=row.recipient,
        made_at=restored(row.made_at),
        delivered_at=restored(NEVER if row.delivered_at is None else row.delivered_at),
    )
