"""What can be done with a box: each command checks the record and gives the event to append.

The event carries the next version of the box's stream, so of two officers who act on the same
sight of a box the ledger takes the first and refuses the second (`ledger.Conflict`).
"""

from enum import StrEnum

import msgspec

from quaywatch.cargo import Order, Outcome
from quaywatch.inspections.capacity import SLOT
from quaywatch.inspections.record import BoxEvent, Fact, Record, Status, stream
from quaywatch.ledger import Event, acts


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    HELD_BY_OTHER = "held-by-other"
    ALREADY_DONE = "already-done"
    ALREADY_ORDERED = "already-ordered"
    DEADLINE_PASSED = "deadline-passed"
    NOT_HELD = "not-held"
    NOT_HOLDER = "not-holder"
    NOT_ORDERED = "not-ordered"
    NOT_DONE = "not-done"
    FOUR_EYES = "four-eyes"


class Refused(acts.Refused[Refusal]):
    """A command that the state of the box does not allow."""


class Act(acts.Act, frozen=True, kw_only=True):
    """Who acts, when, and on which version of the record as they saw it."""

    supervisor: bool = False
    """May release what another officer holds."""


def propose(record: Record, order: Order, act: Act) -> Event:
    """Note that a plan picked the box and what it proposes."""
    _check(record, act)
    if record.status is Status.ORDERED:
        raise Refused(Refusal.ALREADY_ORDERED, f"An inspection is ordered by {record.ordered_by}.")
    return _event(record, act, BoxEvent.SELECTED, order=order)


def order(record: Record, order: Order, act: Act) -> Event:
    """Order an inspection, or replace the one that is ordered."""
    _check(record, act)
    end = act.at if order.slot_at is None else max(act.at, order.slot_at + SLOT)
    if order.deadline_at is not None and end > order.deadline_at:
        raise Refused(
            Refusal.DEADLINE_PASSED,
            f"The inspection would end after the pick-up at {order.deadline_at.isoformat()}.",
        )
    return _event(record, act, BoxEvent.ORDERED, order=order)


def hold(record: Record, act: Act) -> Event:
    """Take the box in hand, so that no other officer works on it."""
    _check(record, act)
    return _event(record, act, BoxEvent.HELD)


def release(record: Record, act: Act) -> Event:
    """Give the box back; a supervisor may do so for someone else."""
    _check_sight(record, act)
    if record.held_by is None:
        raise Refused(Refusal.NOT_HELD, "Nobody holds this box.")
    if record.held_by != act.actor and not act.supervisor:
        raise Refused(
            Refusal.NOT_HOLDER,
            f"{record.held_by} holds this box; a supervisor can release it.",
        )
    return _event(record, act, BoxEvent.RELEASED)


def record_outcome(record: Record, outcome: Outcome, act: Act) -> Event:
    """Record what the ordered inspection showed; this closes the record and ends a hold."""
    _check(record, act)
    if record.order is None:
        raise Refused(Refusal.NOT_ORDERED, "No inspection is ordered for this box.")
    return _event(record, act, BoxEvent.OUTCOME, outcome=outcome)


def correct(record: Record, outcome: Outcome, act: Act, *, reason: str) -> Event:
    """Replace a recorded outcome; the second person is never the one who recorded it."""
    _check_sight(record, act)
    if record.outcome is None:
        raise Refused(Refusal.NOT_DONE, "No outcome is recorded yet.")
    if record.outcome_by == act.actor:
        raise Refused(Refusal.FOUR_EYES, "Another officer must correct what you recorded.")
    return _event(record, act, BoxEvent.CORRECTED, outcome=outcome, reason=reason)


def lapse(record: Record, act: Act) -> Event:
    """Note that an open box is taken for gone: its pick-up is long over."""
    _check(record, act)
    if record.status is not Status.OPEN:
        raise Refused(Refusal.ALREADY_ORDERED, "Somebody is at work on this box.")
    return _event(record, act, BoxEvent.LAPSED)


def _check(record: Record, act: Act) -> None:
    """Refuse when the sight is old, the record closed or the box in someone else's hands."""
    _check_sight(record, act)
    if record.outcome is not None:
        raise Refused(Refusal.ALREADY_DONE, f"{record.outcome_by} has recorded the outcome.")
    if record.held_by not in (None, act.actor):
        raise Refused(Refusal.HELD_BY_OTHER, f"{record.held_by} holds this box.")


def _check_sight(record: Record, act: Act) -> None:
    if act.seen != record.version:
        raise Refused(
            Refusal.STALE_VERSION,
            f"The record has changed: version {record.version}, not {act.seen}.",
        )


def _event(
    record: Record,
    act: Act,
    kind: BoxEvent,
    *,
    order: Order | None = None,
    outcome: Outcome | None = None,
    reason: str | None = None,
) -> Event:
    fact = Fact(box_id=record.box_id, order=order, outcome=outcome, reason=reason)
    payload = msgspec.json.encode(fact, order="sorted")
    return acts.next_event(stream(record.box_id), record.version + 1, act, kind, payload)
