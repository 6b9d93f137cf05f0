"""What a port says of one requirement, and who stands by it."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import Annotated

import msgspec


class Maturity(IntEnum):
    """How far a requirement is a port's way of working."""

    ABSENT = 0
    BEGUN = 1
    PARTLY = 2
    DONE = 3
    """In place everywhere it applies."""
    PROVEN = 4
    """In place, and its effect is measured."""


class Applies(StrEnum):
    """Why there is no maturity."""

    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    """Nobody has looked, or nobody could tell: that is counted, and no shame."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer; a later one takes its place."""

    requirement: str
    said: Maturity | Applies
    evidence: tuple[str, ...] = ()
    """Ids of what it rests on."""
    note: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    gap_owner: str = ""
    """Who closes what is missing…"""
    gap_until: date | None = None
    """…by when…"""
    gap_eur: Annotated[float, msgspec.Meta(ge=0)] | None = None
    """…for how much."""

    def __post_init__(self) -> None:
        """A requirement that does not apply says why; raises ValueError."""
        if self.said is Applies.NOT_APPLICABLE and not self.note.strip():
            raise ValueError("what does not apply needs a reason")


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's name under an answer."""

    by: str
    at: datetime
    port: str
    """UN/LOCODE of whom they speak for."""
