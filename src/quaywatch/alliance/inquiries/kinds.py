"""Steps in the life of a request, where it stands between them, and how long it may take."""

from datetime import timedelta
from enum import StrEnum


class Side(StrEnum):
    """Whose request it is."""

    OURS = "ours"
    THEIRS = "theirs"


class Urgency(StrEnum):
    """How soon an answer is wanted (Directive (EU) 2023/977, art. 5(1))."""

    URGENT_AT_HAND = "urgent-at-hand"
    """Urgent, and the partner's authority can look it up directly."""
    URGENT = "urgent"
    """Urgent, and the partner has to get it from others."""
    ORDINARY = "ordinary"


LIMITS = {
    Urgency.URGENT_AT_HAND: timedelta(hours=8),
    Urgency.URGENT: timedelta(days=3),
    Urgency.ORDINARY: timedelta(days=7),
}
"""From the moment at which a request is received; here from that at which it is sent."""


class InquiryEvent(StrEnum):
    """Kinds of event in the stream of a request."""

    DRAFTED = "inquiry.drafted"
    SENT = "inquiry.sent"
    """By a second person."""
    ARRIVED = "inquiry.arrived"
    """A partner's."""
    ANSWER_DRAFTED = "inquiry.answer-drafted"
    ANSWERED = "inquiry.answered"
    """By a second person; or the partner's answer came."""
    RETURNED = "inquiry.returned"
    """The second person did not let it out."""
    DELAYED = "inquiry.delayed"
    """A judge has to allow the answer (art. 5(2)): the partner was told why and until when, by a
    second person; or the partner told us."""
    REMINDED = "inquiry.reminded"
    """Time is nearly over, or is: it is shown to officers before all else."""
    ESCALATED = "inquiry.escalated"
    CLOSED = "inquiry.closed"
    """Not wanted any more."""


class Stage(StrEnum):
    """How far a request has come."""

    NEW = "new"
    """Before its first event."""
    DRAFT = "draft"
    RETURNED = "returned"
    """A draft that has to be written anew."""
    WAITING = "waiting"
    """For an answer: from the partner, or from us."""
    ANSWER_DRAFT = "answer-draft"
    """Ours to a partner, before a second person let it out."""
    ANSWERED = "answered"
    REFUSED = "refused"
    CLOSED = "closed"


OPEN = frozenset({Stage.WAITING, Stage.ANSWER_DRAFT})
"""Stages in which time runs."""
