"""What the derived tables know already of the things that a batch touches."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import Filing
from quaywatch.inspections import Record
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.boxes import boxes
from quaywatch.node.entries import Addition, Entry, completed_by
from quaywatch.node.stays import Moved

_FILINGS = msgspec.json.Decoder(Filing)
_RECORDS = msgspec.json.Decoder(Record)

_BOXES = select(
    schema.box.c.box_id,
    schema.box.c.consignment_id,
    schema.box.c.equipment_number,
    schema.box.c.container,
    schema.box.c.voyage,
    schema.box.c.port_of_discharge,
    schema.box.c.arrival_at,
    schema.box.c.from_at,
    schema.box.c.until_at,
    schema.box.c.cancelled,
    schema.box.c.listed,
    schema.box.c.probability,
    schema.box.c.prior,
    schema.box.c.size_type,
    schema.box.c.reasons,
    schema.box.c.bill,
)


_ENTRIES = select(
    schema.consignment.c.consignment_id,
    schema.consignment.c.position,
    schema.consignment.c.place,
    schema.consignment.c.cancelled,
    schema.consignment.c.addition_position,
    schema.consignment.c.addition_place,
)
_ADDED_TO = select(schema.consignment.c.consignment_id).where(
    schema.consignment.c.addition_position > 0
)
_PAYLOADS = select(event.c.position, event.c.payload)
_MOVEMENTS = select(schema.movement)
_INSPECTIONS = select(schema.inspection.c.box_id, schema.inspection.c.record)


def entries(connection: Connection, consignment_ids: Collection[str]) -> dict[str, Entry]:
    """Return the consignments that stand, by name, read out of their messages in the ledger."""
    named = schema.consignment.c.consignment_id
    rows = rows_among(connection, _ENTRIES, named, consignment_ids)
    return {e.consignment_id: e for e in versions(connection, rows)}


def versions(connection: Connection, rows: Sequence[AnyRow]) -> list[Entry]:
    """Return consignments as they are read at the positions and places that `rows` name."""
    positions = {row.position for row in rows} | {row.addition_position for row in rows} - {0}
    filings = {
        row.position: _FILINGS.decode(row.payload)
        for row in rows_among(connection, _PAYLOADS, event.c.position, positions)
    }
    return [_entry(row, filings) for row in rows]


def added_to(connection: Connection, consignment_ids: Collection[str]) -> set[str]:
    """Return those of some consignments that an addition completes."""
    named = schema.consignment.c.consignment_id
    return {row.consignment_id for row in rows_among(connection, _ADDED_TO, named, consignment_ids)}


def _entry(row: AnyRow, filings: Mapping[int, Filing]) -> Entry:
    filing = filings[row.position]
    consignment = filing.consignments[int(row.place)]
    entry = Entry(
        consignment_id=row.consignment_id,
        position=row.position,
        place=row.place,
        header=filing.header,
        consignment=consignment,
        boxes=boxes(consignment),
        cancelled=bool(row.cancelled),
    )
    return _with_addition(entry, row, filings) if row.addition_position else entry


def _with_addition(entry: Entry, row: AnyRow, filings: Mapping[int, Filing]) -> Entry:
    filing = filings[row.addition_position]
    addition = Addition(
        position=row.addition_position,
        place=row.addition_place,
        header=filing.header,
        consignment=filing.consignments[int(row.addition_place)],
    )
    if (addition.position, addition.place) == (entry.position, entry.place):
        return msgspec.structs.replace(entry, addition=addition)
    return completed_by(entry, addition)


def boxes_of(connection: Connection, consignment_ids: Collection[str]) -> list[AnyRow]:
    """Return the boxes of consignments."""
    return rows_among(connection, _BOXES, schema.box.c.consignment_id, consignment_ids)


def boxes_with(connection: Connection, containers: Collection[str]) -> list[AnyRow]:
    """Return the boxes that are one of these containers, whatever the consignment."""
    return rows_among(connection, _BOXES, schema.box.c.container, containers)


def boxes_named(connection: Connection, box_ids: Collection[str]) -> list[AnyRow]:
    """Return boxes by name."""
    return rows_among(connection, _BOXES, schema.box.c.box_id, box_ids)


def journeys(connection: Connection, containers: Collection[str]) -> dict[str, list[Moved]]:
    """Return what was said of each container, in the order in which it became known."""
    found: dict[str, list[Moved]] = defaultdict(list)
    for row in rows_among(connection, _MOVEMENTS, schema.movement.c.container, containers):
        found[row.container].append(
            Moved(
                container=row.container,
                position=row.position,
                place=row.place,
                at=row.at,
                kind=row.kind,
                classifier=row.classifier,
                location=row.location,
                facility=row.facility,
                format=row.format,
                sender=row.sender,
                said=bytes(row.said),
            )
        )
    for journey in found.values():
        journey.sort(key=lambda m: (m.position, m.place))
    return found


def records(connection: Connection, box_ids: Collection[str]) -> dict[str, Record]:
    """Return the inspection records of those boxes that have one."""
    return {
        row.box_id: _RECORDS.decode(row.record)
        for row in rows_among(connection, _INSPECTIONS, schema.inspection.c.box_id, box_ids)
    }


def record(connection: Connection, box_id: str) -> Record:
    """Return the inspection record of a box, an empty one when nothing was done with it."""
    return records(connection, {box_id}).get(box_id) or Record(box_id=box_id)
