"""Handing a box over to a named colleague, who accepts it."""

from quaywatch.inspections.acting import Act, Refusal, Refused, check, check_sight, event
from quaywatch.inspections.record import BoxEvent, Record
from quaywatch.ledger import Event
from quaywatch.ledger.acts import same_person


def offer(record: Record, to: str, act: Act) -> Event:
    """Ask a colleague to take over what one holds; until then nothing changes hands."""
    check(record, act)
    if record.held_by is None:
        raise Refused(Refusal.NOT_HELD, "Nobody holds this box.")
    if same_person(to, act.actor):
        raise Refused(Refusal.SAME_PERSON, "You hold this box yourself.")
    return event(record, act, BoxEvent.OFFERED, to=to)


def accept(record: Record, act: Act) -> Event:
    """Take over what a colleague offers."""
    _require_offered(record, act)
    return event(record, act, BoxEvent.ACCEPTED)


def decline(record: Record, act: Act) -> Event:
    """Leave what a colleague offers in the colleague's hands."""
    _require_offered(record, act)
    return event(record, act, BoxEvent.DECLINED)


def _require_offered(record: Record, act: Act) -> None:
    check_sight(record, act)
    if record.offered_to != act.actor:
        raise Refused(Refusal.NOT_OFFERED, "This box is not offered to you.")
