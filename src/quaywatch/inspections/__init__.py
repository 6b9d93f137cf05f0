"""What to inspect within real capacity, what became of it, and what it honestly tells."""

from quaywatch.inspections.acting import Act, Refusal, Refused
from quaywatch.inspections.capacity import SLOT, Capacity, free
from quaywatch.inspections.commands import (
    correct,
    hold,
    lapse,
    order,
    propose,
    record_outcome,
    release,
    withdraw,
)
from quaywatch.inspections.deadlines import SOON, Urgency, last_start, overdue, urgency
from quaywatch.inspections.detention import Detention
from quaywatch.inspections.following import calls, follow, waits
from quaywatch.inspections.handover import accept, decline, offer
from quaywatch.inspections.keeping import detain, let_go, propose_letting_go
from quaywatch.inspections.leaving import cancel, delay, is_audit, skip
from quaywatch.inspections.limits import Closing, Patience
from quaywatch.inspections.lottery import Lottery
from quaywatch.inspections.reasons import (
    DelayReason,
    DetentionReason,
    LiftingReason,
    SkipReason,
)
from quaywatch.inspections.record import BoxEvent, Entry, Fact, Record, Status, fold, stream
from quaywatch.inspections.resources import Means, Outage, Posting, Resource, Travel
from quaywatch.inspections.strata import Asked, Cell, Coverage, Covered, Shortfall, Strata
from quaywatch.inspections.summary import PlanSummary, summarise

__all__ = [
    "SLOT",
    "SOON",
    "Act",
    "Asked",
    "BoxEvent",
    "Capacity",
    "Cell",
    "Closing",
    "Coverage",
    "Covered",
    "DelayReason",
    "Detention",
    "DetentionReason",
    "Entry",
    "Fact",
    "LiftingReason",
    "Lottery",
    "Means",
    "Outage",
    "Patience",
    "PlanSummary",
    "Posting",
    "Record",
    "Refusal",
    "Refused",
    "Resource",
    "Shortfall",
    "SkipReason",
    "Status",
    "Strata",
    "Travel",
    "Urgency",
    "accept",
    "calls",
    "cancel",
    "correct",
    "decline",
    "delay",
    "detain",
    "fold",
    "follow",
    "free",
    "hold",
    "is_audit",
    "lapse",
    "last_start",
    "let_go",
    "offer",
    "order",
    "overdue",
    "propose",
    "propose_letting_go",
    "record_outcome",
    "release",
    "skip",
    "stream",
    "summarise",
    "urgency",
    "waits",
    "withdraw",
]
