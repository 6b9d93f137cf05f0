"""Orders that time overtakes, or will soon."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from quaywatch.cargo import Order
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


class Urgency(StrEnum):
    """What time does to an order that is not done; the worst is told."""

    GONE = "gone"
    """The pick-up is over: the box may have left."""
    TOO_LATE = "too-late"
    """An inspection begun now would end after the pick-up."""
    OVERDUE = "overdue"
    """Its slot is over."""
    SOON = "soon"
    """It has to begin within two hours to end before the pick-up."""


SOON = timedelta(hours=2)


def last_start(order: Order) -> datetime | None:
    """Return the cut-off: when the inspection has to begin to end before the pick-up.

    There is none after an alarm: the box is not picked up before two people let it go.
    """
    if order.deadline_at is None or order.follows is not None:
        return None
    return order.deadline_at - SLOT


def urgency(order: Order, now: datetime) -> Urgency | None:
    """Return what is to be told of an order that is not done yet."""
    start = last_start(order)
    if start is not None and start + SLOT <= now:
        return Urgency.GONE
    if start is not None and start < now:
        return Urgency.TOO_LATE
    if order.slot_at is not None and order.slot_at + SLOT <= now:
        return Urgency.OVERDUE
    return Urgency.SOON if start is not None and start <= now + SOON else None
