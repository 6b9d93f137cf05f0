"""Shapes of what people write on regions of radiographs."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from quaywatch.api.reading_shapes import RegionShape
from quaywatch.api.shape import Shape
from quaywatch.node.facts import NoteKind

MOST_LETTERS = 500


class ScanNoteRequest(Shape):
    """`POST /api/scans/{digest}/notes`."""

    region: RegionShape
    kind: NoteKind
    text: Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]
    corrects: int | None = None
    """Number of one's own note in whose place it is to stand."""


class ScanNoteShape(Shape):
    """A note as it stands."""

    number: int
    region: RegionShape
    kind: NoteKind
    text: str
    by: str
    at: datetime
    before: list[str]
    """What it said before it was corrected, oldest first."""
    mine: bool


class ScanNotesShape(Shape):
    """`GET /api/scans/{digest}/notes`: oldest first."""

    notes: list[ScanNoteShape]
    withheld: bool
    """Whoever asks is to look second, and sees their own notes alone."""
