"""What would tell us: the instruments that separate what comes from what is found of it."""

from quaywatch.strategy.audits.counts import apart, interval
from quaywatch.strategy.audits.ordering import Ordered, ordered
from quaywatch.strategy.audits.planner import (
    Assumed,
    Caveat,
    Needs,
    Question,
    Way,
    Wished,
    plan,
)
from quaywatch.strategy.audits.progress import Lot, Progress, Wanted, effective, progress

__all__ = [
    "Assumed",
    "Caveat",
    "Lot",
    "Needs",
    "Ordered",
    "Progress",
    "Question",
    "Wanted",
    "Way",
    "Wished",
    "apart",
    "effective",
    "interval",
    "ordered",
    "plan",
    "progress",
]
