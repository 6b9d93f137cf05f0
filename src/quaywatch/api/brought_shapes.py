"""Shapes of what authorities without a line bring: files, collections, and what was refused."""

from datetime import datetime
from typing import Literal

from quaywatch.api.alliance_shapes import AlliedNoticeShape
from quaywatch.api.shape import Shape

FateName = Literal["new", "later", "withdrawn", "known", "gone", "signed"]


class BroughtFile(Shape):
    """A file on which somebody has to decide."""

    number: int
    partner: str
    name: str
    size: int
    digest: str
    """SHA-256."""
    brought_by: str
    brought_at: datetime
    mine: bool
    """Whether whoever asks brought it, and so cannot take it."""


class BroughtLine(Shape):
    """What would become of one thing in a file."""

    place: int
    fate: FateName | None
    """None where it is refused."""
    reason: str
    title: str
    notice: AlliedNoticeShape | None


class BroughtPreview(Shape):
    """What taking a file comes to."""

    file: BroughtFile
    lines: list[BroughtLine]
    """The first of them."""
    taken: int
    refused: int
    lost: list[str]
    """What of it is not read at all."""


class PolledShape(Shape):
    """How the last reading of a partner's own collection went."""

    partner: str
    collection: str
    read_at: datetime | None
    """None before the first."""
    came: int
    refused: int
    trouble: str


class RefusedShape(Shape):
    """What was refused and waits for a person, without its bytes."""

    number: int
    sender: str
    brought: Literal["", "taxii", "poll", "misp"]
    """How, where nobody signed it."""
    batch: int
    place: int
    fault: str
    reason: str
    size: int
    arrived_at: datetime


class BroughtPage(Shape):
    """What waits for somebody."""

    partners: list[str]
    """Who may bring."""
    files: list[BroughtFile]
    polls: list[PolledShape]
    refused: list[RefusedShape]
    """The first of it; more follow when these are settled."""
