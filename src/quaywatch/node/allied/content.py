"""What partners' notices say, as the line holds it: gone there, it is gone."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice
from quaywatch.alliance.exchange import Published
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.ledger.line import line_arrival
from quaywatch.node.among import rows_among

_PAYLOADS = select(line_arrival.c.number, line_arrival.c.payload)


def contents(connection: Connection, arrivals: Collection[int]) -> dict[int, Notice]:
    """Return the notices that came by arrival; what is held no more is not among them."""
    found: dict[int, Notice] = {}
    for row in rows_among(connection, _PAYLOADS, line_arrival.c.number, arrivals):
        if row.payload is None:
            continue
        try:
            item = decoded(row.payload)
            if isinstance(item, Published):
                found[row.number] = notice_in(item)
        except (msgspec.DecodeError, ValueError):
            # The line took it; what cannot be read any more ranks nothing.
            continue
    return found
