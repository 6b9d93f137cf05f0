"""Sums that ports agree to learn from: put forward, joined by two people each, started, kept."""

from quaywatch.alliance.sums.commands import Refusal, Refused
from quaywatch.alliance.sums.life import Fact, Life, Stage, SumEvent, named, stream
from quaywatch.alliance.sums.proposal import ROWS_A_WEIGHT, Proposal

__all__ = [
    "ROWS_A_WEIGHT",
    "Fact",
    "Life",
    "Proposal",
    "Refusal",
    "Refused",
    "Stage",
    "SumEvent",
    "named",
    "stream",
]
