"""How well a draw is defended, and what is to be said against it."""

from datetime import timedelta

from quaywatch.inspections.drawing.kinds import Stage, Strength, Weakness
from quaywatch.inspections.drawing.record import Draw
from quaywatch.ledger.acts import same_person


def strength(draw: Draw) -> Strength:
    """Who would have to act together to know or to steer this draw.

    Of a draw that is still open: as far as it has come. Whoever froze the candidates is no second
    person; neither is the same person under another way of writing.
    """
    if draw.beacon and not _known_beacon(draw):
        return Strength.BEACON
    opened = [each.by for each in draw.contributions if each.value]
    others = [name for name in opened if not same_person(name, draw.frozen_by)]
    if len(others) > 1:
        return Strength.PERSONS
    return Strength.PERSON if others else Strength.OWN


def weaknesses(draw: Draw) -> tuple[Weakness, ...]:
    """What a reader of the record must know; nothing of a draw that is not yet frozen."""
    if draw.committed is None or draw.committed_at is None or draw.frozen_at is None:
        return ()
    closed = draw.stage is Stage.DRAWN
    beacon = draw.committed.beacon
    lead = timedelta(seconds=draw.committed.lead_s)
    again = draw.frozen.again if draw.frozen else None
    facts = {
        # A further draw cannot be bound hours ahead; it must be before what it is made for.
        Weakness.LATE: again is None and draw.frozen_at - draw.committed_at < lead,
        Weakness.BOUND_AFTER: again is not None and draw.committed_at > again.since,
        Weakness.WITHHELD: closed and any(not each.value for each in draw.contributions),
        Weakness.BEACON_KNOWN: _known_beacon(draw),
        Weakness.BEACON_MISSING: closed and beacon is not None and not draw.beacon,
        Weakness.REPEATED: draw.number > 1,
    }
    return tuple(weakness for weakness, holds in facts.items() if holds)


def _known_beacon(draw: Draw) -> bool:
    beacon = draw.committed.beacon if draw.committed else None
    return beacon is not None and draw.frozen_at is not None and beacon.at <= draw.frozen_at
