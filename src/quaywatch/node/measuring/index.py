"""When which port was measured: so that asking for one day of ten years reads one event."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger.schema import event

MEASURED = "norms.measured"
"""The node measured what the standard asks of its port."""


class Measuring(msgspec.Struct, frozen=True, kw_only=True):
    """Where on the ledger figures of a port stand."""

    position: int
    known_at: datetime


class _Named(msgspec.Struct, frozen=True, kw_only=True):
    port: str


_NAMED = msgspec.json.Decoder(_Named)


class Index:
    """Follows the ledger; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: dict[str, tuple[Measuring, ...]] = {}
        self._position = 0

    def read(self, connection: Connection) -> Mapping[str, Sequence[Measuring]]:
        """Return what was measured so far, by port, the oldest first."""
        with self._lock:
            query = select(event.c.position, event.c.known_at, event.c.payload)
            query = query.where(event.c.kind == MEASURED, event.c.position > self._position)
            for position, known_at, payload in connection.execute(query.order_by("position")):
                port = _NAMED.decode(payload).port
                one = Measuring(position=position, known_at=known_at)
                self._found[port] = (*self._found.get(port, ()), one)
                self._position = position
            return dict(self._found)
