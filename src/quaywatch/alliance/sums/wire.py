"""What ports say to each other at the desk for sums."""

import msgspec

from quaywatch.alliance.learning.sitting import Given
from quaywatch.alliance.sums.life import Answer
from quaywatch.alliance.sums.proposal import Proposal

DESK = "sums"


class Look(msgspec.Struct, frozen=True, kw_only=True, tag="look"):
    """Asks for all sums in which both ports are."""


class Give(msgspec.Struct, frozen=True, kw_only=True, tag="give"):
    """Asks for what a port has given of a running one."""

    name: str
    """Origin and session."""


class Word(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a port says of one sum."""

    name: str
    proposal: Proposal | None = None
    """Of those that it puts forward itself."""
    answer: Answer | None = None
    """Whether it takes part; None where nobody there has said."""
    parties: tuple[str, ...] = ()
    """Who begins, where it put it forward and started it."""
    over: bool = False
    """Whether it needs nothing more from others."""


class Words(msgspec.Struct, frozen=True, kw_only=True, tag="words"):
    """All that a port says of sums."""

    words: tuple[Word, ...]


class Gives(msgspec.Struct, frozen=True, kw_only=True, tag="gives"):
    """What a port has given."""

    given: Given


Asked = Look | Give
Told = Words | Gives
