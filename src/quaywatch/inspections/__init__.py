"""What to inspect within real capacity, what became of it, and what it honestly tells."""

from quaywatch.inspections.capacity import SLOT, Capacity, free
from quaywatch.inspections.commands import (
    Act,
    Refusal,
    Refused,
    correct,
    hold,
    lapse,
    order,
    propose,
    record_outcome,
    release,
)
from quaywatch.inspections.deadlines import overdue
from quaywatch.inspections.lottery import Lottery
from quaywatch.inspections.measure import Estimate, hit_rate, lift, prevalence
from quaywatch.inspections.record import BoxEvent, Entry, Fact, Record, Status, fold, stream
from quaywatch.inspections.resources import Means, Outage, Posting, Resource, Travel
from quaywatch.inspections.selection import Design, design, select
from quaywatch.inspections.summary import PlanSummary, summarise

__all__ = [
    "SLOT",
    "Act",
    "BoxEvent",
    "Capacity",
    "Design",
    "Entry",
    "Estimate",
    "Fact",
    "Lottery",
    "Means",
    "Outage",
    "PlanSummary",
    "Posting",
    "Record",
    "Refusal",
    "Refused",
    "Resource",
    "Status",
    "Travel",
    "correct",
    "design",
    "fold",
    "free",
    "hit_rate",
    "hold",
    "lapse",
    "lift",
    "order",
    "overdue",
    "prevalence",
    "propose",
    "record_outcome",
    "release",
    "select",
    "stream",
    "summarise",
]
