"""One requirement of the standard, as the catalogue states it."""

from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.norms.evidence import EvidenceKind

LANGUAGES = ("en", "fr", "nl", "es", "pt", "de")

Texts = dict[str, str]
"""A text by language, one for each of `LANGUAGES`."""


class Level(StrEnum):
    """Who is asked for it: each level includes the ones before."""

    BASELINE = "baseline"
    """Every port, also a partner overseas."""
    ENHANCED = "enhanced"
    """Ports on risk routes."""
    TARGET = "target"
    """Where the alliance wants to be."""

    def includes(self, other: "Level") -> bool:
        """Say whether a port at this level is asked for requirements of the other."""
        order = tuple(Level)
        return order.index(other) <= order.index(self)


class Unit(StrEnum):
    """What a requirement's metric is counted in."""

    SHARE = "share"
    """From 0 to 1."""
    COUNT = "count"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    YES = "yes"
    """1 where it is so, 0 where it is not."""


class Better(StrEnum):
    """Which way a metric improves."""

    MORE = "more"
    LESS = "less"


class SourceCheck(StrEnum):
    """How far the source of a requirement was read again when it was written."""

    PAGE = "page"
    """A page of it."""
    RECALLED = "recalled"
    """Only from memory: a lawyer has to look."""
    DESIGN = "design"
    """There is none: it follows from what Quaywatch can do."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Requirements that belong together."""

    code: str
    name: Texts


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """What a port does, and how it is told whether it does."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{3}-[0-9]{2}$")]
    level: Level
    statement: Texts
    source: str
    source_check: SourceCheck
    metric: str
    """What is counted, in English."""
    unit: Unit
    better: Better
    threshold: float
    """From where on it counts as met; a proposal until the alliance agrees on it."""
    weight: Annotated[int, msgspec.Meta(ge=1, le=3)]
    """3 where traffickers profit most from its lack."""
    evidence: tuple[EvidenceKind, ...]
    measure: str | None = None
    """The measure that a node takes from its own ledger; None where somebody has to be asked."""

    @property
    def group(self) -> str:
        """Code of its group."""
        return self.id.partition("-")[0]

    def met_by(self, figure: float) -> bool:
        """Say whether a figure of its metric meets the threshold."""
        if self.better is Better.MORE:
            return figure >= self.threshold
        return figure <= self.threshold
