"""How an assessment comes about: planned, evidenced, answered, confirmed, verified, closed."""

from quaywatch.norms.life.acts import Refusal, Refused
from quaywatch.norms.life.commands import (
    add_evidence,
    answer,
    close,
    confirm,
    dispute,
    plan,
    settle,
    verify,
)
from quaywatch.norms.life.kinds import AssessmentEvent, Stage
from quaywatch.norms.life.record import Assessment, Dispute, Plan, stream

__all__ = [
    "Assessment",
    "AssessmentEvent",
    "Dispute",
    "Plan",
    "Refusal",
    "Refused",
    "Stage",
    "add_evidence",
    "answer",
    "close",
    "confirm",
    "dispute",
    "plan",
    "settle",
    "stream",
    "verify",
]
