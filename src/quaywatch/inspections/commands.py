"""What can be done with a box: each command checks the record and gives the event to append."""

from quaywatch.cargo import Order, Outcome, SelectionBasis
from quaywatch.inspections.acting import Act, Refusal, Refused, check, check_sight, event
from quaywatch.inspections.capacity import SLOT
from quaywatch.inspections.record import BoxEvent, Record, Status
from quaywatch.inspections.why import Why
from quaywatch.ledger import Event
from quaywatch.ledger.lives import require_second


def propose(record: Record, order: Order, act: Act, why: Why | None = None) -> Event:
    """Note that a plan picked the box, what it proposes and why."""
    check(record, act)
    if record.status is Status.ORDERED:
        raise Refused(Refusal.ALREADY_ORDERED, f"An inspection is ordered by {record.ordered_by}.")
    if record.is_followed_up:
        raise Refused(Refusal.ALREADY_ORDERED, "An alarm asks for another look at this box.")
    return event(record, act, BoxEvent.SELECTED, order=order, why=why)


def withdraw(record: Record, act: Act) -> Event:
    """Note that the plan asks for the box no more; what somebody took in hand stays with them."""
    check(record, act)
    if record.status is not Status.OPEN:
        raise Refused(Refusal.ALREADY_ORDERED, "Somebody is at work on this box.")
    if record.selected is None or record.skipped is not None or record.is_followed_up:
        raise Refused(Refusal.NOT_PLANNED, "No plan asks for this box.")
    return event(record, act, BoxEvent.WITHDRAWN)


def order(record: Record, order: Order, act: Act) -> Event:
    """Order an inspection, or replace the one that is ordered."""
    check(record, act)
    _require_reason(record, order)
    require_in_time(order, act)
    return event(record, act, BoxEvent.ORDERED, order=order)


def require_in_time(order: Order, act: Act) -> None:
    """Refuse an inspection that would end after the pick-up.

    A box that raised an alarm is not picked up before two people let it go.
    """
    if order.follows is not None:
        return
    end = act.at if order.slot_at is None else max(act.at, order.slot_at + SLOT)
    if order.deadline_at is not None and end > order.deadline_at:
        raise Refused(
            Refusal.DEADLINE_PASSED,
            f"The inspection would end after the pick-up at {order.deadline_at.isoformat()}.",
        )


def hold(record: Record, act: Act) -> Event:
    """Take the box in hand, so that no other officer works on it."""
    check(record, act)
    return event(record, act, BoxEvent.HELD)


def release(record: Record, act: Act) -> Event:
    """Give the box back; a supervisor may do so for someone else."""
    check_sight(record, act)
    if record.held_by is None:
        raise Refused(Refusal.NOT_HELD, "Nobody holds this box.")
    if record.held_by != act.actor and not act.supervisor:
        raise Refused(
            Refusal.NOT_HOLDER,
            f"{record.held_by} holds this box; a supervisor can release it.",
        )
    return event(record, act, BoxEvent.RELEASED)


def record_outcome(record: Record, outcome: Outcome, act: Act) -> Event:
    """Record what the ordered inspection showed; this closes the record and ends a hold."""
    check(record, act)
    if record.order is None:
        raise Refused(Refusal.NOT_ORDERED, "No inspection is ordered for this box.")
    return event(record, act, BoxEvent.OUTCOME, outcome=outcome)


def correct(record: Record, outcome: Outcome, act: Act, *, reason: str) -> Event:
    """Replace a recorded outcome; the second person is never the one who recorded it."""
    check_sight(record, act)
    if record.outcome is None:
        raise Refused(Refusal.NOT_DONE, "No outcome is recorded yet.")
    own = Refused(Refusal.FOUR_EYES, "Another officer must correct what you recorded.")
    require_second(act, (record.outcome_by,), own)
    return event(record, act, BoxEvent.CORRECTED, outcome=outcome, reason=reason)


def lapse(record: Record, act: Act) -> Event:
    """Note that an open box is taken for gone: its pick-up is long over."""
    check(record, act)
    if record.detention is not None:
        raise Refused(Refusal.ALREADY_DETAINED, "This box is kept at the terminal.")
    if record.status is not Status.OPEN:
        raise Refused(Refusal.ALREADY_ORDERED, "Somebody is at work on this box.")
    return event(record, act, BoxEvent.LAPSED)


def _require_reason(record: Record, order: Order) -> None:
    """Refuse what no plan asks for, or less than it asks for, unless a reason is given."""
    planned = record.selected
    lighter = planned is not None and order.kind.weight < planned.kind.weight
    unasked = order.basis is SelectionBasis.OFFICER and order.follows is None
    if order.override is None and (lighter or unasked):
        wanted = "less than the plan asks for" if lighter else "outside the plan"
        raise Refused(Refusal.REASON_NEEDED, f"An inspection {wanted} needs a coded reason.")
