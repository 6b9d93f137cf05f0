"""Telling carrier and terminal that a box is kept or may go; never why."""

from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from quaywatch.formats.edifact.answers import Stop, stop_message
from quaywatch.inspections import Record
from quaywatch.ledger import Event
from quaywatch.node import schema
from quaywatch.node.among import AnyRow
from quaywatch.node.drafts import Draft
from quaywatch.node.facts import NOTICE, Notice, Told

_SPEAKS_EDIFACT = frozenset({"cuscar", "ifcsum", "iftmin", "cusrep", "coprar", "coparn"})


class _Plain(msgspec.Struct, frozen=True, kw_only=True):
    """The message for whoever speaks no EDIFACT; nothing in it says why."""

    message: str
    told: Told
    equipment_number: str
    bill: str
    terminal: str
    at: datetime


_BOXES = select(
    schema.box.c.consignment_id,
    schema.box.c.equipment_number,
    schema.box.c.reference,
    schema.box.c.carrier_code,
    schema.box.c.terminal,
)


def notices(connection: Connection, record: Record, at: datetime) -> list[Draft]:
    """Return what carrier and terminal are told of a box that was kept or let go by an event."""
    box = connection.execute(_BOXES.where(schema.box.c.box_id == record.box_id)).one()
    told = Told.RELEASE if record.detention is None else Told.HOLD
    plain = _Plain(
        message=f"{record.box_id}-{record.version}",
        told=told,
        equipment_number=box.equipment_number,
        bill=box.reference,
        terminal=box.terminal,
        at=at,
    )
    filed = _last_filing(connection, box.consignment_id)
    carrier = _carrier(box, filed)
    made: list[Draft] = []
    if carrier:
        spoken = filed is not None and filed.format in _SPEAKS_EDIFACT
        data = _cusres(plain, carrier, filed.reference) if filed is not None and spoken else None
        made.append(_draft(record, plain, carrier, data))
    if box.terminal and box.terminal != carrier:
        made.append(_draft(record, plain, box.terminal, None))
    return made


def _carrier(box: AnyRow, filed: AnyRow | None) -> str:
    """Return by which name the carrier fetches its messages: as it signs its own, else its code."""
    if filed is not None and filed.sender:
        return filed.sender
    return box.carrier_code


def _last_filing(connection: Connection, consignment_id: str) -> AnyRow | None:
    table = schema.document.c
    query = select(table.format, table.sender, table.reference).where(
        table.consignment_id == consignment_id
    )
    return connection.execute(query.order_by(table.position.desc()).limit(1)).first()


def _cusres(plain: _Plain, recipient: str, document: str) -> bytes:
    stop = Stop(
        bill=plain.bill,
        equipment_number=plain.equipment_number,
        held=plain.told is Told.HOLD,
    )
    control = int.from_bytes(sha256(plain.message.encode()).digest()[:4], "big") % 1_000_000_000
    return stop_message(
        stop, recipient=recipient, document=document, reference=control, at=plain.at
    )


def _draft(record: Record, plain: _Plain, recipient: str, cusres: bytes | None) -> Draft:
    edifact = cusres is not None
    notice = Notice(
        box_id=record.box_id,
        told=plain.told,
        recipient=recipient,
        format="cusres" if edifact else "json",
        media_type="application/edifact" if edifact else "application/json",
        name=f"{plain.told}-{plain.message}.{'edi' if edifact else 'json'}",
    )
    place = f"{NOTICE}/{record.box_id}/{record.version}/{recipient}"
    return Draft(
        event=Event(
            kind=NOTICE,
            payload=msgspec.json.encode(notice, order="sorted"),
            known_at=plain.at,
            key=sha256(place.encode("utf-8", "surrogatepass")).hexdigest(),
            actor="",
            original=cusres or msgspec.json.encode(plain),
        )
    )
