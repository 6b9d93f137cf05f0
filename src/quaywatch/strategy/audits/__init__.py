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
from quaywatch.strategy.audits.rereading import Agreement, Picture, agreement, chosen

__all__ = [
    "Agreement",
    "Assumed",
    "Caveat",
    "Lot",
    "Needs",
    "Ordered",
    "Picture",
    "Progress",
    "Question",
    "Wanted",
    "Way",
    "Wished",
    "agreement",
    "apart",
    "chosen",
    "effective",
    "interval",
    "ordered",
    "plan",
    "progress",
]
