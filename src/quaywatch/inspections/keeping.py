"""Keeping a box at the terminal, and letting it go by two people."""

from quaywatch.inspections.acting import Act, Refusal, Refused, check_sight, event
from quaywatch.inspections.detention import Detention
from quaywatch.inspections.reasons import DetentionReason, LiftingReason
from quaywatch.inspections.record import BoxEvent, Record
from quaywatch.ledger import Event
from quaywatch.ledger.lives import require_second


def detain(record: Record, reason: DetentionReason, act: Act, *, note: str | None = None) -> Event:
    """Keep a box at the terminal without an order; anybody may, whoever has it in hand."""
    check_sight(record, act)
    if record.detention is not None:
        raise Refused(Refusal.ALREADY_DETAINED, "This box is kept at the terminal already.")
    return event(record, act, BoxEvent.DETAINED, reason=reason.value, note=note)


def propose_letting_go(
    record: Record, reason: LiftingReason, act: Act, *, note: str | None = None
) -> Event:
    """Propose to let a box go; a second person does."""
    detention = _standing(record, act)
    if detention.lifting_by is not None:
        raise Refused(
            Refusal.FOUR_EYES, f"{detention.lifting_by} proposes it: a second person lets it go."
        )
    return event(record, act, BoxEvent.LIFTING, reason=reason.value, note=note)


def let_go(record: Record, act: Act) -> Event:
    """Let a box go that another person proposes to let go."""
    detention = _standing(record, act)
    none = Refused(Refusal.NOT_PROPOSED, "Nobody proposes to let this box go.")
    own = Refused(Refusal.FOUR_EYES, "Another person must let go what you propose to.")
    require_second(act, (detention.lifting_by,), own, none)
    return event(record, act, BoxEvent.LIFTED)


def _standing(record: Record, act: Act) -> Detention:
    check_sight(record, act)
    if record.detention is None:
        raise Refused(Refusal.NOT_DETAINED, "This box is not kept at the terminal.")
    if record.order is not None and record.outcome is None:
        raise Refused(Refusal.ALREADY_ORDERED, "Its inspection is not done: cancel the order.")
    if record.is_followed_up:
        raise Refused(
            Refusal.ALREADY_ORDERED, "An alarm asks for another look: leave it out first."
        )
    return record.detention
