"""What the derived tables know already of the things that a batch touches."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Row, Select, select

from quaywatch.cargo import Filing
from quaywatch.inspections import Record
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.among import among
from quaywatch.node.boxes import boxes
from quaywatch.node.entries import Entry
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
    schema.box.c.probability,
)


def entries(connection: Connection, consignment_ids: Collection[str]) -> dict[str, Entry]:
    """Return the consignments that stand, by name, read out of their messages in the ledger."""
    table = schema.consignment
    query = select(table.c.consignment_id, table.c.position, table.c.place, table.c.cancelled)
    rows = _where_in(connection, query, table.c.consignment_id, consignment_ids)
    payloads = select(event.c.position, event.c.payload)
    filings = {
        row.position: _FILINGS.decode(row.payload)
        for row in _where_in(connection, payloads, event.c.position, {r.position for r in rows})
    }
    return {row.consignment_id: _entry(row, filings[row.position]) for row in rows}


def _entry(row: Row[*tuple[Any, ...]], filing: Filing) -> Entry:
    consignment = filing.consignments[int(row.place)]
    return Entry(
        consignment_id=row.consignment_id,
        position=row.position,
        place=row.place,
        header=filing.header,
        consignment=consignment,
        boxes=boxes(consignment),
        cancelled=bool(row.cancelled),
    )


def boxes_of(
    connection: Connection, consignment_ids: Collection[str]
) -> list[Row[*tuple[Any, ...]]]:
    """Return the boxes of consignments."""
    return _where_in(connection, _BOXES, schema.box.c.consignment_id, consignment_ids)


def boxes_with(connection: Connection, containers: Collection[str]) -> list[Row[*tuple[Any, ...]]]:
    """Return the boxes that are one of these containers, whatever the consignment."""
    return _where_in(connection, _BOXES, schema.box.c.container, containers)


def boxes_named(connection: Connection, box_ids: Collection[str]) -> list[Row[*tuple[Any, ...]]]:
    """Return boxes by name."""
    return _where_in(connection, _BOXES, schema.box.c.box_id, box_ids)


def journeys(connection: Connection, containers: Collection[str]) -> dict[str, list[Moved]]:
    """Return what was said of each container, in the order in which it became known."""
    table = schema.movement
    found: dict[str, list[Moved]] = defaultdict(list)
    for row in _where_in(connection, select(table), table.c.container, containers):
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
            )
        )
    for journey in found.values():
        journey.sort(key=lambda m: (m.position, m.place))
    return found


def records(connection: Connection, box_ids: Collection[str]) -> dict[str, Record]:
    """Return the inspection records of those boxes that have one."""
    table = schema.inspection
    query = select(table.c.box_id, table.c.record)
    return {
        row.box_id: _RECORDS.decode(row.record)
        for row in _where_in(connection, query, table.c.box_id, box_ids)
    }


def record(connection: Connection, box_id: str) -> Record:
    """Return the inspection record of a box, an empty one when nothing was done with it."""
    return records(connection, {box_id}).get(box_id) or Record(box_id=box_id)


def _where_in(
    connection: Connection,
    query: Select[*tuple[Any, ...]],
    column: Column[Any],
    values: Collection[str] | Collection[int],
) -> list[Row[*tuple[Any, ...]]]:
    if not values:
        return []
    return list(connection.execute(query.where(among(connection, column, values))))
