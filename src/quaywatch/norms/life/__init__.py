"""How an assessment comes about: planned, evidenced, answered, confirmed, verified, closed."""

from quaywatch.norms.life.acts import Refusal, Refused
from quaywatch.norms.life.commands import (
    add_evidence,
    answer,
    close,
    confirm,
    dispute,
    plan,
    receive,
    settle,
    verify,
)
from quaywatch.norms.life.kinds import AssessmentEvent, Stage
from quaywatch.norms.life.record import (
    Assessment,
    Dispute,
    Entry,
    Fact,
    Plan,
    Received,
    assessment_of,
    stream,
)

__all__ = [
    "Assessment",
    "AssessmentEvent",
    "Dispute",
    "Entry",
    "Fact",
    "Plan",
    "Received",
    "Refusal",
    "Refused",
    "Stage",
    "add_evidence",
    "answer",
    "assessment_of",
    "close",
    "confirm",
    "dispute",
    "plan",
    "receive",
    "settle",
    "stream",
    "verify",
]
