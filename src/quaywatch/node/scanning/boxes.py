"""What is declared of the box that a radiograph shows."""

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.instants import stored
from quaywatch.node.scanning.scan import Scan

_BOX = schema.box.c


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A container as declared."""

    hs_code: str = ""
    size_type: str = ""

    @property
    def reefer(self) -> bool:
        """Whether it is refrigerated, by its size and type (ISO 6346)."""
        return self.size_type[2:3] == "R"


def box_shown(connection: Connection, scan: Scan) -> Shown:
    """Return the box, listed or not, on whose journey a radiograph was taken."""
    at = stored(scan.at)
    query = select(_BOX.hs_code, _BOX.size_type).where(
        _BOX.container == scan.taken.container,
        _BOX.from_at <= at,
        _BOX.until_at >= at,
        _BOX.cancelled == 0,
    )
    row = connection.execute(query.order_by(_BOX.box_id).limit(1)).first()
    return Shown() if row is None else Shown(hs_code=row.hs_code, size_type=row.size_type)
