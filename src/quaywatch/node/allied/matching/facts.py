"""Payloads of the node's events about matching: who asked how much, and what people decided.

They name no thing that was asked about or held.
"""

import msgspec

MATCH_ASKED = "match.asked"
"""This node asked a partner."""
MATCH_ANSWERED = "match.answered"
"""A partner asked this node, and was answered or refused."""
MATCH_STEP = "match.step"
"""Somebody decided about a match or a request."""
MATCH_READ = "match.read"
"""Somebody looked at matches and requests."""
MATCH_ALARM = "match.alarm"
"""A partner did what nobody may: signed two tables, opened what does not hold, guessed."""


class MatchAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `MATCH_ASKED`."""

    partner: str
    purpose: str
    counts_only: bool
    asked: int
    """Things, without those that fill."""
    matched: int


class MatchAnswered(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `MATCH_ANSWERED`."""

    partner: str
    purpose: str
    counts_only: bool
    size: int
    """Places of the question."""
    refused: str = ""
    """Why it was not answered."""


class MatchStep(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `MATCH_STEP`."""

    id: str
    """Of the match, the same on both sides."""
    partner: str
    what: str
    """`dismissed`, `requested`, `came`, `agreed`, `released`, `refused` or `told`."""


class MatchRead(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `MATCH_READ`."""

    hits: int
    requests: int


class MatchAlarm(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `MATCH_ALARM`."""

    partner: str
    why: str
