"""What the derived tables know already of the things that a batch touches."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Row, Select, select

from quaywatch.inspections import Record
from quaywatch.node import schema
from quaywatch.node.entries import Entry, declared
from quaywatch.node.stays import Moved

_ASKED_AT_ONCE = 5000

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
    """Return the consignments that stand, by name."""
    table = schema.consignment
    query = select(table.c.consignment_id, table.c.position, table.c.cancelled, table.c.declared)
    return {
        row.consignment_id: entry(row)
        for row in _where_in(connection, query, table.c.consignment_id, consignment_ids)
    }


def entry(row: Row[*tuple[Any, ...]]) -> Entry:
    """Return the consignment of a row with its position, cancelled and declared."""
    return Entry(
        position=row.position, declared=declared(row.declared), cancelled=bool(row.cancelled)
    )


def boxes_of(
    connection: Connection, consignment_ids: Collection[str]
) -> list[Row[*tuple[Any, ...]]]:
    """Return the boxes of consignments."""
    return list(_where_in(connection, _BOXES, schema.box.c.consignment_id, consignment_ids))


def boxes_with(connection: Connection, containers: Collection[str]) -> list[Row[*tuple[Any, ...]]]:
    """Return the boxes that are one of these containers, whatever the consignment."""
    return list(_where_in(connection, _BOXES, schema.box.c.container, containers))


def boxes_named(connection: Connection, box_ids: Collection[str]) -> list[Row[*tuple[Any, ...]]]:
    """Return boxes by name."""
    return list(_where_in(connection, _BOXES, schema.box.c.box_id, box_ids))


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
    values: Collection[str],
) -> Iterator[Row[*tuple[Any, ...]]]:
    wanted: Sequence[str] = sorted(values)
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[start : start + _ASKED_AT_ONCE]
        yield from connection.execute(query.where(column.in_(some)))
