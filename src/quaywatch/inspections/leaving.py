"""Leaving the plan: what is picked or ordered is put off or not done, for a coded reason."""

from datetime import datetime

import msgspec

from quaywatch.cargo import SelectionBasis
from quaywatch.inspections.acting import Act, Refusal, Refused, check, event
from quaywatch.inspections.commands import require_in_time
from quaywatch.inspections.reasons import DelayReason, SkipReason
from quaywatch.inspections.record import BoxEvent, Record
from quaywatch.ledger import Event


def delay(record: Record, slot_at: datetime, reason: DelayReason, act: Act) -> Event:
    """Move the ordered inspection to another slot."""
    check(record, act)
    if record.order is None:
        raise Refused(Refusal.NOT_ORDERED, "No inspection is ordered for this box.")
    order = msgspec.structs.replace(record.order, slot_at=slot_at)
    require_in_time(order, act)
    return event(record, act, BoxEvent.DELAYED, order=order, reason=reason.value)


def skip(
    record: Record, reason: SkipReason, act: Act, *, knowing: bool = False, note: str | None = None
) -> Event:
    """Leave out what the plan picked.

    `knowing` says that the officer was told what it does to leave out a box drawn at random: every
    one that is missing makes the estimates that rest on the draw a little less true.
    """
    check(record, act)
    if record.order is not None:
        raise Refused(Refusal.ALREADY_ORDERED, "It is ordered: cancel the order.")
    if record.selected is None or record.skipped is not None:
        raise Refused(Refusal.NOT_PLANNED, "No plan asks for this box.")
    _require_knowing(record, knowing=knowing)
    return event(record, act, BoxEvent.SKIPPED, reason=reason.value, note=note)


def cancel(
    record: Record, reason: SkipReason, act: Act, *, knowing: bool = False, note: str | None = None
) -> Event:
    """Take an order back; the box stays detained until two people let it go.

    `knowing` as for `skip`.
    """
    check(record, act)
    if record.order is None:
        raise Refused(Refusal.NOT_ORDERED, "No inspection is ordered for this box.")
    _require_knowing(record, knowing=knowing)
    return event(record, act, BoxEvent.CANCELLED, reason=reason.value, note=note)


def is_audit(record: Record) -> bool:
    """Say whether what is asked for was drawn at random."""
    asked = record.order or record.selected
    return asked is not None and asked.basis is SelectionBasis.RANDOM_AUDIT


def _require_knowing(record: Record, *, knowing: bool) -> None:
    if is_audit(record) and not knowing:
        raise Refused(
            Refusal.AUDIT,
            "This box was drawn at random: leaving it out biases the estimates. "
            "Say that you know, and why.",
        )
