"""What a radiograph can be held against beside the same container: like goods, and none at all."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from quaywatch.cargo import PackedStatus
from quaywatch.node import known, schema
from quaywatch.node.among import AnyRow
from quaywatch.node.instants import stored
from quaywatch.node.scanning.scan import Scan, scans_of

_BOX, _SCAN = schema.box.c, schema.scan.c

HEADING = 4
"""Digits of a tariff code that make a heading."""
MOST = 12
_LOOKED_AT = 200
"""Boxes that are looked at for empty ones, the last to come first."""


class Likeness(StrEnum):
    """Why another container's radiograph is worth a look beside this one."""

    GOODS = "goods"
    """The same consignor's goods of the same tariff heading."""
    EMPTY = "empty"
    """A container of the same size and type, declared empty."""


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """A radiograph of another container."""

    likeness: Likeness
    scan: Scan


def alike(connection: Connection, scan: Scan) -> list[Alike]:
    """Return radiographs to hold one against: like goods first, the last taken first.

    Each was taken on the journey with the goods in question.
    """
    boxes = _on_journey(connection, scan)
    goods = [
        found
        for box in boxes
        if box.consignor and len(box.hs_code) >= HEADING
        for found in _scanned(
            connection,
            scan,
            (_BOX.consignor == box.consignor)
            & (func.substr(_BOX.hs_code, 1, HEADING) == box.hs_code[:HEADING]),
        )
    ]
    empty = [
        found
        for size_type in sorted({box.size_type for box in boxes} - {""})
        for found in _empty(connection, scan, size_type)
    ]
    return [
        *(Alike(likeness=Likeness.GOODS, scan=one) for one in _last(goods)),
        *(Alike(likeness=Likeness.EMPTY, scan=one) for one in _last(empty)),
    ]


def _on_journey(connection: Connection, scan: Scan) -> list[AnyRow]:
    at = stored(scan.at)
    query = (
        select(_BOX.consignor, _BOX.hs_code, _BOX.size_type)
        .where(_BOX.container == scan.taken.container, _BOX.cancelled == 0)
        .where(_BOX.from_at <= at, _BOX.until_at >= at)
        .order_by(_BOX.box_id)
    )
    return list(connection.execute(query))


def _empty(connection: Connection, scan: Scan, size_type: str) -> list[Scan]:
    rows = _scanned_boxes(connection, scan, _BOX.size_type == size_type)
    entries = known.entries(connection, {row.consignment_id for row in rows})
    empty = [
        row
        for row in rows
        if row.consignment_id in entries
        and any(
            box.container == row.container and box.equipment.packed_status is PackedStatus.EMPTY
            for box in entries[row.consignment_id].boxes
        )
    ]
    return _during(connection, empty)


def _scanned(connection: Connection, scan: Scan, condition: ColumnElement[bool]) -> list[Scan]:
    return _during(connection, _scanned_boxes(connection, scan, condition))


def _scanned_boxes(
    connection: Connection, scan: Scan, condition: ColumnElement[bool]
) -> list[AnyRow]:
    """Return boxes of other containers that were scanned at some time, the last to come first."""
    query = (
        select(_BOX.container, _BOX.consignment_id, _BOX.from_at, _BOX.until_at)
        .where(condition, _BOX.cancelled == 0, _BOX.container != scan.taken.container)
        .where(_BOX.container.in_(select(_SCAN.container)))
        .order_by(_BOX.arrival_at.desc(), _BOX.box_id)
        .limit(_LOOKED_AT)
    )
    return list(connection.execute(query))


def _during(connection: Connection, boxes: Iterable[AnyRow]) -> list[Scan]:
    """Return the radiographs that were taken on the boxes' journeys."""
    return [
        one
        for box in boxes
        for one in scans_of(connection, box.container)
        if box.from_at <= stored(one.at) <= box.until_at
    ]


def _last(scans: Iterable[Scan]) -> list[Scan]:
    once = {one.taken.digest: one for one in scans}
    return sorted(once.values(), key=lambda one: (one.at, one.position), reverse=True)[:MOST]
