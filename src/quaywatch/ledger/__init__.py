"""The spine: an append-only, hash-chained event store on SQLite or PostgreSQL."""

from quaywatch.ledger.errors import Conflict, LedgerError
from quaywatch.ledger.events import (
    Breach,
    Broken,
    Event,
    Head,
    Receipt,
    Recorded,
    Snapshot,
)
from quaywatch.ledger.instant import Instant
from quaywatch.ledger.ledger import Ledger
from quaywatch.ledger.transaction import Transaction

__all__ = [
    "Breach",
    "Broken",
    "Conflict",
    "Event",
    "Head",
    "Instant",
    "Ledger",
    "LedgerError",
    "Receipt",
    "Recorded",
    "Snapshot",
    "Transaction",
]
