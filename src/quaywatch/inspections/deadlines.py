"""Orders that time has overtaken."""

from collections.abc import Iterable
from datetime import datetime

from quaywatch.inspections.capacity import SLOT
from quaywatch.inspections.record import Record


def overdue(records: Iterable[Record], now: datetime) -> list[Record]:
    """Records whose ordered slot (or, without one, the pick-up) is over without an outcome.

    Longest overdue first.
    """
    late = [
        (due, r.box_id, r)
        for r in records
        if r.outcome is None and (due := _due(r)) is not None and due <= now
    ]
    return [record for *_, record in sorted(late, key=lambda entry: entry[:2])]


def _due(record: Record) -> datetime | None:
    if record.order is None:
        return None
    if record.order.slot_at is not None:
        return record.order.slot_at + SLOT
    return record.order.deadline_at
