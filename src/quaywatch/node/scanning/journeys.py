"""Which scans of a container were taken before another one on the same journey."""

from collections.abc import Iterable

from sqlalchemy import Connection

from quaywatch.node import known
from quaywatch.node.instants import stored
from quaywatch.node.scanning.scan import Scan


def before(connection: Connection, scan: Scan, every: Iterable[Scan]) -> Scan | None:
    """Return the last of some scans of the same container on the same journey before this one."""
    at = stored(scan.at)
    since = [
        int(row.from_at)
        for row in known.boxes_with(connection, {scan.taken.container})
        if row.from_at <= at <= row.until_at
    ]
    if not since:
        return None
    earlier = [
        each
        for each in every
        if min(since) <= stored(each.at) < at and each.taken.digest != scan.taken.digest
    ]
    return max(earlier, key=lambda one: (one.at, one.position), default=None)
