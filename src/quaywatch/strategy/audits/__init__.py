"""What would tell us: the instruments that separate what comes from what is found of it."""

from quaywatch.strategy.audits.counts import apart, interval
from quaywatch.strategy.audits.planner import (
    Assumed,
    Caveat,
    Needs,
    Question,
    Way,
    Wished,
    plan,
)

__all__ = [
    "Assumed",
    "Caveat",
    "Needs",
    "Question",
    "Way",
    "Wished",
    "apart",
    "interval",
    "plan",
]
