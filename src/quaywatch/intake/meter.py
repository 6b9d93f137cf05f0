"""How much comes in and how long it takes until it is on disk, by origin and sender."""

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from quaywatch.node import Receipt

WINDOW = timedelta(hours=1)
"""What is told is of the last hour."""
_KEPT = 20_000
"""Arrivals kept for one origin and sender; beyond it the oldest are forgotten early."""


class Origin(StrEnum):
    """By which way something came."""

    HTTP = "http"
    FOLDER = "folder"
    AS4 = "as4"


class Traffic(msgspec.Struct, frozen=True, kw_only=True):
    """What one sender sent by one way within the last hour."""

    origin: Origin
    sender: str
    messages: int
    size_bytes: int
    consignments: int
    movements: int
    quarantined: int
    duplicates: int
    refused: int
    """Times that there was no room; the sender tries again."""
    failed: int
    lag_p50_s: float
    """Seconds from arrival to the durable receipt, for half of the messages."""
    lag_p99_s: float
    last_at: datetime


class _Arrival(msgspec.Struct, frozen=True):
    at: datetime
    size_bytes: int
    lag_s: float
    receipt: Receipt | None
    refused: bool


class Meter:
    """Counts arrivals; safe to use from many threads."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._turn = threading.Lock()
        self._seen: dict[tuple[Origin, str], deque[_Arrival]] = {}

    def note(
        self,
        origin: Origin,
        sender: str,
        receipt: Receipt | None,
        *,
        size_bytes: int = 0,
        lag_s: float = 0.0,
        refused: bool = False,
    ) -> None:
        """Count one message; without receipt it was refused for want of room, or failed."""
        at = self._clock()
        # The names of problems and boxes are of no use here, and many.
        kept = receipt and msgspec.structs.replace(receipt, positions=(), problems=(), boxes=())
        arrival = _Arrival(at, size_bytes, lag_s, kept, refused)
        with self._turn:
            seen = self._seen.setdefault((origin, sender), deque(maxlen=_KEPT))
            seen.append(arrival)
            while seen[0].at < at - WINDOW:
                seen.popleft()

    def traffic(self) -> list[Traffic]:
        """Return the last hour, by origin and sender."""
        since = self._clock() - WINDOW
        with self._turn:
            seen = {key: [a for a in some if a.at >= since] for key, some in self._seen.items()}
        return [_traffic(*key, arrivals) for key, arrivals in sorted(seen.items()) if arrivals]


def _traffic(origin: Origin, sender: str, arrivals: list[_Arrival]) -> Traffic:
    receipts = [arrival.receipt for arrival in arrivals if arrival.receipt is not None]
    lags = sorted(arrival.lag_s for arrival in arrivals if arrival.receipt is not None)
    return Traffic(
        origin=origin,
        sender=sender,
        messages=len(receipts),
        size_bytes=sum(arrival.size_bytes for arrival in arrivals),
        consignments=sum(receipt.consignments for receipt in receipts),
        movements=sum(receipt.movements for receipt in receipts),
        quarantined=sum(receipt.quarantined for receipt in receipts),
        duplicates=sum(receipt.duplicates for receipt in receipts),
        refused=sum(arrival.refused for arrival in arrivals),
        failed=sum(a.receipt is None and not a.refused for a in arrivals),
        lag_p50_s=_quantile(lags, 0.50),
        lag_p99_s=_quantile(lags, 0.99),
        last_at=arrivals[-1].at,
    )


def _quantile(ordered: list[float], share: float) -> float:
    """Return the smallest value that at least `share` of all do not exceed; 0 of none."""
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
