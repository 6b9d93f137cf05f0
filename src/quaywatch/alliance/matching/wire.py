"""What is asked at the desk of a node that holds, and what it answers; as MessagePack."""

from typing import Annotated

import msgspec

from quaywatch.alliance.handling import Purpose
from quaywatch.alliance.matching.messages import (
    Answer,
    Epoch,
    Hash,
    Opening,
    Question,
    Release,
    ReleaseRequest,
    Segment,
    Telling,
)
from quaywatch.alliance.quantities import Count, Number

DESK = "matching"
"""Name of the desk."""
_MOST_POLLED = 1000


class Tables(msgspec.Struct, frozen=True, kw_only=True, tag="tables"):
    """Asks for the table in force, but for the pieces that are there already."""

    purpose: Purpose
    telling: Telling
    epoch: str = ""
    """Which epoch's table is there…"""
    after: Count = 0
    """…up to which piece."""


class Commitment(msgspec.Struct, frozen=True, kw_only=True, tag="commitment"):
    """Root and size of the manifest that questions will be about."""

    root: Hash
    size: Number


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag="ask"):
    """A question."""

    question: Question


class Open(msgspec.Struct, frozen=True, kw_only=True, tag="open"):
    """What the last answer wanted opened."""

    opening: Opening


class Want(msgspec.Struct, frozen=True, kw_only=True, tag="want"):
    """An officer asks to be told about a match."""

    request: ReleaseRequest


class Poll(msgspec.Struct, frozen=True, kw_only=True, tag="poll"):
    """What became of such requests?"""

    ids: Annotated[tuple[str, ...], msgspec.Meta(max_length=_MOST_POLLED)]


Asked = Tables | Commitment | Ask | Open | Want | Poll


class TablesAre(msgspec.Struct, frozen=True, kw_only=True):
    """The table in force, and what may still be asked of it."""

    epoch: Epoch
    pieces: tuple[Segment, ...]
    left: int
    """Places of questions, now…"""
    per_question: int
    """…and in one question."""


class Releases(msgspec.Struct, frozen=True, kw_only=True):
    """Requests that are decided."""

    releases: tuple[Release, ...]


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """It is written down."""


__all__ = [
    "DESK",
    "Answer",
    "Ask",
    "Asked",
    "Commitment",
    "Done",
    "Open",
    "Poll",
    "Releases",
    "Tables",
    "TablesAre",
    "Want",
]
