"""The list of conversations, and what waits to be handed to filers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select

from quaywatch.node import schema
from quaywatch.node.facts import Told
from quaywatch.node.instants import NEVER, restored, stored
from quaywatch.node.requesting.folding import standing
from quaywatch.requests import Purpose, Request

LARGEST_PAGE = 500


class RequestQuery(msgspec.Struct, frozen=True, kw_only=True):
    """A window on the conversations; None asks for nothing. Those due first come first."""

    open: bool | None = None
    state: str | None = None
    kind: str | None = None
    party: str | None = None
    """Identifier of the filer or code of the carrier."""
    overdue: bool | None = None
    box_id: str | None = None
    consignment_id: str | None = None
    offset: int = 0
    limit: int = 100


class RequestPage(msgspec.Struct, frozen=True, kw_only=True):
    """A window on the conversations."""

    total: int
    overdue: int
    """How many of all conversations are overdue, whatever the filters."""
    offset: int
    requests: list[Request]
    as_of: datetime


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to hand to a filer."""

    position: int
    """Names it: say this when it is delivered."""
    request_id: str
    """Empty for a notice that a box is kept or may go."""
    message: int
    """Ledger position of the event whose original the bytes are."""
    purpose: Purpose | Told
    format: str
    media_type: str
    name: str
    filer: str
    made_at: datetime | None
    delivered_at: datetime | None


def page(connection: Connection, query: RequestQuery, now: datetime) -> RequestPage:
    """Return a window on the conversations; its limit is cut to `LARGEST_PAGE`."""
    table = schema.request
    conditions = _conditions(query, now)
    counted = select(func.count()).select_from(table)
    names = list(
        connection.scalars(
            select(table.c.request_id)
            .where(*conditions)
            .order_by(
                table.c.open.desc(),
                table.c.due_at,
                table.c.changed_at.desc(),
                table.c.request_id,
            )
            .offset(max(query.offset, 0))
            .limit(min(max(query.limit, 0), LARGEST_PAGE))
        )
    )
    requests = standing(connection, names)
    return RequestPage(
        total=connection.scalar(counted.where(*conditions)) or 0,
        overdue=connection.scalar(counted.where(table.c.due_at <= stored(now))) or 0,
        offset=query.offset,
        requests=[requests[name] for name in names],
        as_of=now,
    )


def parcels(
    connection: Connection, limit: int, filers: Collection[str] | None = None
) -> list[Parcel]:
    """Return what nobody has delivered yet, oldest first; to all filers or to those named."""
    table = schema.outbox.c
    query = select(schema.outbox).where(table.delivered_at == NEVER).order_by(table.position)
    if filers is not None:
        query = query.where(table.filer.in_(sorted(filers)))
    return [_parcel(row) for row in connection.execute(query.limit(limit))]


def parcel(connection: Connection, position: int) -> Parcel | None:
    """Return one thing that is or was to be delivered."""
    query = select(schema.outbox).where(schema.outbox.c.position == position)
    row = connection.execute(query).first()
    return None if row is None else _parcel(row)


def _parcel(row: Any) -> Parcel:
    plain = {name: getattr(row, name) for name in Parcel.__struct_fields__ if name[-3:] != "_at"}
    plain["purpose"] = Purpose(row.purpose)
    return Parcel(**plain, made_at=restored(row.made_at), delivered_at=restored(row.delivered_at))


def _conditions(query: RequestQuery, now: datetime) -> list[ColumnElement[bool]]:
    table = schema.request.c
    same: dict[str, object | None] = {
        "open": None if query.open is None else int(query.open),
        "state": query.state,
        "kind": query.kind,
        "box_id": query.box_id,
        "consignment_id": query.consignment_id,
    }
    conditions = [table[name] == value for name, value in same.items() if value is not None]
    if query.party is not None:
        conditions.append(or_(table.filer == query.party, table.carrier_code == query.party))
    if query.overdue is not None:
        late = table.due_at <= stored(now)
        conditions.append(late if query.overdue else ~late)
    return conditions
