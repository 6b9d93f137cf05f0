"""What an answer rests on: a document, a figure, something seen, or a node's own measure."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class EvidenceKind(StrEnum):
    """Sorts of evidence."""

    DOCUMENT = "document"
    FIGURE = "figure"
    """Counted by whoever is asked."""
    OBSERVATION = "observation"
    """Seen on the spot."""
    MEASURE = "measure"
    """Counted by the node from its own ledger."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A metric with what it was counted over."""

    value: float
    of: int | None = None
    """The denominator; None where there is none."""
    low: float | None = None
    high: float | None = None
    """Bounds of its 95 % interval."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of it."""

    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    kind: EvidenceKind
    observed_on: date
    """When it was so: what is uploaded later is not younger for that."""
    valid_until: date
    """From the day after on it proves nothing any more."""
    uploaded_at: datetime
    author: str
    note: str = ""
    digest: str | None = None
    """SHA-256 of a document, whose bytes the ledger keeps."""
    name: str = ""
    """File name of a document."""
    figure: Figure | None = None

    def __post_init__(self) -> None:
        """Refuse what contradicts itself; raises ValueError."""
        if self.valid_until < self.observed_on:
            raise ValueError("evidence is valid at least on the day on which it was so")
        if self.observed_on > self.uploaded_at.date():
            raise ValueError("evidence was so before it was uploaded")
        if (self.kind is EvidenceKind.DOCUMENT) != (self.digest is not None):
            raise ValueError("a document, and nothing else, has the digest of its bytes")
        counted = self.kind in (EvidenceKind.FIGURE, EvidenceKind.MEASURE)
        if counted and self.figure is None:
            raise ValueError("a figure or measure states its value")

    def holds_on(self, day: date) -> bool:
        """Say whether it proves anything on a day."""
        return self.observed_on <= day <= self.valid_until
