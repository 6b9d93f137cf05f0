"""What is late: requests without an answer, and warnings without a word of what came of them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from quaywatch.alliance.bodies import Feedback, Indicator, RiskInformation, Sighting
from quaywatch.alliance.inquiries.kinds import OPEN, Side
from quaywatch.alliance.inquiries.record import Life, Reminder
from quaywatch.alliance.notice import Notice

AFTER_SIGHTING = timedelta(days=7)
"""What became of an indicator that was met is told within the time of an ordinary request."""


LAST_PART = 4
"""A partner's request is pressing when a quarter of its time is left."""


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """Feedback that a node owes to an originator."""

    reference: str
    origin: str
    due_at: datetime
    late: bool


def pressing(life: Life, now: datetime) -> Reminder | None:
    """Say of what officers are to be reminded: of a partner's silence, once it is late."""
    if life.stage not in OPEN or life.due_at is None or life.since is None:
        return None
    if now > life.due_at:
        return Reminder.LATE
    soon = life.due_at - (life.due_at - life.since) / LAST_PART
    return Reminder.SOON if life.side is Side.THEIRS and now >= soon else None


def feedback_owed(notices: Iterable[Notice], node: str, now: datetime) -> list[Owed]:
    """Return the feedback that a node owes, what is due first first.

    Owed for every warning of others that names a day for it, and for every indicator of others
    that was met here (a sighting of this node's own). Nothing is owed on what was withdrawn.

    Args:
        notices: All that this node holds, its own too, each at its last version.
        node: This node.
        now: The instant of the question.

    """
    every = [one for one in notices if not one.withdrawn]
    told = {one.body.of for one in every if one.origin == node and isinstance(one.body, Feedback)}
    met: dict[str, datetime] = {}
    for one in every:
        if one.origin == node and isinstance(one.body, Sighting):
            first = met.get(one.body.of, one.body.first_at)
            met[one.body.of] = min(first, one.body.first_at)
    found = [
        Owed(reference=one.reference, origin=one.origin, due_at=due, late=due < now)
        for one in every
        if one.origin != node
        and one.reference not in told
        and (due := _due(one, met.get(one.reference))) is not None
    ]
    return sorted(found, key=lambda one: (one.due_at, one.origin, one.reference))


def _due(notice: Notice, met: datetime | None) -> datetime | None:
    match notice.body:
        case RiskInformation(feedback_by=day) if day is not None:
            return _end_of(day)
        case Indicator() if met is not None:
            return met + AFTER_SIGHTING
        case _:
            return None


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, tzinfo=UTC)
