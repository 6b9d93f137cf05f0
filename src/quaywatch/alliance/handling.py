"""How what is shared may be used: who may see it, for what, on which ground and for how long."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

Node = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")]
"""Name of an authority's node, such as `antwerp.customs.example`."""


class Tlp(StrEnum):
    """How far it may go (Traffic Light Protocol 2.0, FIRST)."""

    RED = "red"
    """The persons addressed alone."""
    AMBER_STRICT = "amber+strict"
    """Their authority."""
    AMBER = "amber"
    """Their authority and whom it serves."""
    GREEN = "green"
    """The alliance and its partners."""
    CLEAR = "clear"
    """Anybody."""

    def at_most(self, other: "Tlp") -> bool:
        """Say whether this goes no further than another."""
        order = tuple(Tlp)
        return order.index(self) <= order.index(other)


class HandlingCode(StrEnum):
    """What else binds whoever gets it (the codes that European police authorities use)."""

    NONE = "H0"
    NO_COURT = "H1"
    """Not as evidence without permission."""
    NO_DISSEMINATION = "H2"
    """Not passed on without permission."""
    OTHER = "H3"
    """As `conditions` say."""


class Purpose(StrEnum):
    """What it may be used for."""

    RISK_ANALYSIS = "risk_analysis"
    INSPECTION = "inspection"
    INVESTIGATION = "investigation"
    PROSECUTION = "prosecution"
    STATISTICS = "statistics"


class Handling(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the originator allows; nothing else is allowed."""

    tlp: Tlp
    purposes: Annotated[frozenset[Purpose], msgspec.Meta(min_length=1)]
    legal_basis: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    """Treaty, act or agreement, and its article."""
    retain_until: date
    """On the day after, every holder has deleted it."""
    code: HandlingCode = HandlingCode.NONE
    conditions: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    audience: frozenset[Node] | None = None
    """Nodes it is meant for; None leaves it to the agreements in force when it is sent."""
    onward: bool = False
    """Whether a recipient may pass it on within the same audience; else they have to ask."""

    def __post_init__(self) -> None:
        """Refuse what nobody could obey; raises ValueError."""
        if self.code is HandlingCode.OTHER and not self.conditions.strip():
            raise ValueError("handling code H3 says nothing without conditions")
        if self.code is HandlingCode.NO_DISSEMINATION and self.onward:
            raise ValueError("what H2 binds is not passed on without asking")
        if self.audience is not None and not self.audience:
            raise ValueError("an audience has somebody in it")


class Reliability(StrEnum):
    """How far the source could be relied on before."""

    ALWAYS = "A"
    MOSTLY = "B"
    SELDOM = "C"
    UNKNOWN = "X"


class Accuracy(StrEnum):
    """How near to the source the information is."""

    CERTAIN = "1"
    """There is no doubt."""
    SEEN = "2"
    """The source knows it at first hand; the official passing it on does not."""
    CONFIRMED = "3"
    """The source does not; other information confirms it."""
    UNCONFIRMED = "4"
    """The source does not, and nothing confirms it."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where it comes from, by the four-by-four code of European police authorities."""

    reliability: Reliability = Reliability.UNKNOWN
    accuracy: Accuracy = Accuracy.UNCONFIRMED
