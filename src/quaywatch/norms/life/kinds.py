"""What happens in an assessment, and where that leaves it."""

from enum import StrEnum


class AssessmentEvent(StrEnum):
    """Kinds of event in the stream of an assessment."""

    PLANNED = "assessment.planned"
    """Which port, by which version of the catalogue, at which level, by whom, from when to when."""
    EVIDENCE = "assessment.evidence"
    """Something to rest on; a document's bytes are the event's original."""
    ANSWERED = "assessment.answered"
    """One requirement; what was confirmed or verified of an earlier answer counts no more."""
    CONFIRMED = "assessment.confirmed"
    """A second person of the port stands by an answer."""
    VERIFIED = "assessment.verified"
    """Somebody of another port has seen for themselves that it is so."""
    DISPUTED = "assessment.disputed"
    """Somebody thinks that an answer is wrong."""
    SETTLED = "assessment.settled"
    """Somebody who neither answered nor disputed has decided."""
    CLOSED = "assessment.closed"
    """A second person closes it: nothing is added after that."""
    RECEIVED = "assessment.received"
    """It came whole from another node, signed; the document is the event's original."""


class Stage(StrEnum):
    """Where an assessment stands."""

    NONE = "none"
    """Nothing was planned: no result can come before that."""
    OPEN = "open"
    CLOSED = "closed"


STAGES = {
    AssessmentEvent.PLANNED: Stage.OPEN,
    AssessmentEvent.CLOSED: Stage.CLOSED,
    AssessmentEvent.RECEIVED: Stage.CLOSED,
}
