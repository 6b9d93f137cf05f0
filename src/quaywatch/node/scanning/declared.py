"""What papers say of a container when it was scanned."""

from sqlalchemy import Connection

from quaywatch.cargo import Consignment
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
        alone(entries[row.consignment_id].consignment, row.equipment_number)
        for row in sorted(rows, key=lambda row: str(row.box_id))
        if row.consignment_id in entries
    )
