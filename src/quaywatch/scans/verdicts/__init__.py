"""What analysts say of radiographs: who looks, what was said, and how many must agree."""

from quaywatch.scans.verdicts.commands import (
    Refusal,
    Refused,
    claim,
    give,
    give_back,
    has_turn,
    read,
    show,
    withheld,
)
from quaywatch.scans.verdicts.record import (
    Analysis,
    Fact,
    Given,
    Marked,
    Says,
    ScanEvent,
    Standing,
    Verdict,
    alarms,
    digest_of,
    stream,
)

__all__ = [
    "Analysis",
    "Fact",
    "Given",
    "Marked",
    "Refusal",
    "Refused",
    "Says",
    "ScanEvent",
    "Standing",
    "Verdict",
    "alarms",
    "claim",
    "digest_of",
    "give",
    "give_back",
    "has_turn",
    "read",
    "show",
    "stream",
    "withheld",
]
