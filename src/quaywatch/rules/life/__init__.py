"""How a profile comes to count and ceases to: written, tried, watched, approved by somebody else.

Every step is an event in the profile's stream, so the ledger tells who did what, and a profile
counts only as the text that somebody else than its writers read and approved.
"""

from quaywatch.rules.life.acts import Refusal, Refused
from quaywatch.rules.life.authors import writers_of
from quaywatch.rules.life.changes import Change, Span, changes
from quaywatch.rules.life.commands import (
    SHADOW,
    approve,
    backtested,
    draft,
    examine,
    give_back,
    propose,
    propose_retirement,
    retire,
    shadow,
)
from quaywatch.rules.life.kinds import ProfileEvent, Stage
from quaywatch.rules.life.outlook import Evidence, Prospect, Step, outlook
from quaywatch.rules.life.record import Fact, Life, Tried, code_of, stream

__all__ = [
    "SHADOW",
    "Change",
    "Evidence",
    "Fact",
    "Life",
    "ProfileEvent",
    "Prospect",
    "Refusal",
    "Refused",
    "Span",
    "Stage",
    "Step",
    "Tried",
    "approve",
    "backtested",
    "changes",
    "code_of",
    "draft",
    "examine",
    "give_back",
    "outlook",
    "propose",
    "propose_retirement",
    "retire",
    "shadow",
    "stream",
    "writers_of",
]
