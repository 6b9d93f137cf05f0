"""What can be asked of a filer, and what becomes of it."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked (name in ICS2 and its message in brackets)."""

    INFORMATION = "information"  # RFI, IE3Q02
    """Explain or add to what was declared."""
    AMENDMENT = "amendment"  # RfA, IE3Q02
    """Correct what was declared."""
    SCREENING = "screening"  # RFS, IE3Q03
    """Have the cargo screened before it is loaded, and say what was seen."""
    DO_NOT_LOAD = "do_not_load"  # DNL, IE3Q01
    """Leave the container ashore."""


class State(StrEnum):
    """Where a request stands."""

    DRAFTED = "drafted"
    PROPOSED = "proposed"
    """An officer asks another one to confirm it."""
    APPROVED = "approved"
    SENT = "sent"
    ANSWERED = "answered"
    ASSESSED = "assessed"
    """The consignment was assessed in the light of the answer."""
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN: frozenset[State] = frozenset(State) - {State.CLOSED, State.WITHDRAWN}
"""States in which somebody still has something to do."""

CHANGEABLE: frozenset[State] = frozenset({State.DRAFTED, State.PROPOSED, State.APPROVED})
"""States in which nothing has been sent, or not this time."""


class Result(StrEnum):
    """With what a request was closed."""

    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    UNANSWERED = "unanswered"
    UPHELD = "upheld"
    """The vessel left without the container."""


class RequestEvent(StrEnum):
    """Kinds of event in the stream of a request."""

    DRAFTED = "request.drafted"
    EDITED = "request.edited"
    """Its text was changed; what was proposed before no longer is."""
    PROPOSED = "request.proposed"
    APPROVED = "request.approved"
    SENT = "request.sent"
    DELIVERED = "request.delivered"
    """The transport handed a message over to the filer."""
    REMINDED = "request.reminded"
    ESCALATED = "request.escalated"
    """Nobody answered in time: it is the supervisor's now."""
    ANSWERED = "request.answered"
    ASSESSED = "request.assessed"
    REOPENED = "request.reopened"
    """The answer does not do: what remains is drafted anew."""
    CLOSED = "request.closed"
    LIFTING_PROPOSED = "request.lifting_proposed"
    """An officer asks another one to lift a do-not-load."""
    WITHDRAWN = "request.withdrawn"


ORDERS: frozenset[RequestKind] = frozenset({RequestKind.DO_NOT_LOAD})
"""Kinds that take two officers to send, and two to take back."""
