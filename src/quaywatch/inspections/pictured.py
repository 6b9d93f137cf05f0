"""What analysts say of a picture does to the box: it is the result of its scan.

Who has the box in hand does not matter: the officer at the scanner waits for that very word.
"""

from quaywatch.cargo import InspectionKind, Order, Outcome
from quaywatch.inspections.acting import Act, check_sight, event
from quaywatch.inspections.detention import is_alarm
from quaywatch.inspections.keeping import detain
from quaywatch.inspections.reasons import DetentionReason
from quaywatch.inspections.record import BoxEvent, Record
from quaywatch.ledger import Event

SCANS = frozenset({InspectionKind.SCAN, InspectionKind.SECOND_SCAN})
CORRECTED = "scan image"
"""Why an outcome is replaced, or a box kept."""


def cleared(record: Record, outcome: Outcome, act: Act) -> Event | None:
    """Return the result of the scan that is ordered, if one is."""
    check_sight(record, act)
    if not _awaits_scan(record):
        return None
    return event(record, act, BoxEvent.OUTCOME, outcome=outcome)


def alarmed(record: Record, order: Order, outcome: Outcome, act: Act) -> list[Event]:
    """Return what an alarm comes to; nothing where the box is being opened or was.

    Args:
        record: of the box.
        order: the scan, for a box of which none was ordered.
        outcome: that it spoke up.
        act: of the analyst who said so last.
    """
    check_sight(record, act)
    if record.outcome is not None:
        return _alarmed_late(record, outcome, act)
    if record.order is not None and record.order.kind is InspectionKind.OPEN:
        return []
    if _awaits_scan(record):
        return [event(record, act, BoxEvent.OUTCOME, outcome=outcome)]
    ordered = event(record, act, BoxEvent.ORDERED, order=order)
    after = record.apply(ordered)
    return [ordered, event(after, act, BoxEvent.OUTCOME, outcome=outcome)]


def _alarmed_late(record: Record, outcome: Outcome, act: Act) -> list[Event]:
    """Return what an alarm comes to after a look that is done."""
    assert record.order is not None and record.outcome is not None  # noqa: S101, PT018
    if record.order.kind is InspectionKind.OPEN or is_alarm(record.outcome):
        return []
    if record.order.kind in SCANS:
        return [event(record, act, BoxEvent.CORRECTED, outcome=outcome, reason=CORRECTED)]
    if record.detention is not None:
        return []
    return [detain(record, DetentionReason.OTHER, act, note=CORRECTED)]


def _awaits_scan(record: Record) -> bool:
    order = record.order
    return order is not None and record.outcome is None and order.kind in SCANS
