"""What papers say of a container when it was scanned."""

import msgspec
from sqlalchemy import Connection

from quaywatch.cargo import Consignment, GoodsItem
from quaywatch.node import known
from quaywatch.node.deeds import alone
from quaywatch.node.instants import stored
from quaywatch.node.scanning.scan import Scan


def declared(connection: Connection, scan: Scan) -> tuple[Consignment, ...]:
    """Return what is in a container by the papers of the journey on which it was scanned."""
    at = stored(scan.at)
    rows = [
        row
        for row in known.boxes_with(connection, {scan.taken.container})
        if row.from_at <= at <= row.until_at and not row.cancelled
    ]
    entries = known.entries(connection, {row.consignment_id for row in rows})
    return tuple(
        content(entries[row.consignment_id].consignment, row.equipment_number)
        for row in sorted(rows, key=lambda row: str(row.box_id))
        if row.consignment_id in entries
    )


def content(consignment: Consignment, number: str) -> Consignment:
    """Return what a bill says of one of its containers.

    Of a line that lies in several of them nobody says how much lies in this one: its mass and
    packages are left out.
    """
    boxes = {equipment.number for equipment in consignment.equipment}
    goods = tuple(
        _part(item, boxes)
        for item in consignment.goods_items
        if not item.equipment_numbers or number in item.equipment_numbers
    )
    return msgspec.structs.replace(alone(consignment, number), goods_items=goods)


def _part(item: GoodsItem, boxes: set[str]) -> GoodsItem:
    if len(item.equipment_numbers or boxes) == 1:
        return item
    return msgspec.structs.replace(item, gross_mass_kg=None, package_count=None)
