"""Shapes of what analysts say of a radiograph."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.reading_shapes import RegionShape
from quaywatch.api.shape import Shape

VerdictName = Literal["clear", "open", "second_look"]


class ScanVerdictRequest(Shape):
    """`POST /api/scans/{digest}/verdicts`."""

    verdict: VerdictName
    seconds: Annotated[float, Field(ge=0, le=86_400)]
    """How long the picture was looked at until the verdict."""
    regions: Annotated[list[RegionShape], Field(max_length=20)]
    """What the container should be opened for."""


class ScanVerdictShape(Shape):
    """One analyst's verdict."""

    verdict: VerdictName
    by: str
    at: datetime
    seconds: float
    regions: list[RegionShape]


class ScanVerdictsShape(Shape):
    """`GET /api/scans/{digest}/verdicts`: what was said of it, and whose word is asked now."""

    turn: Literal["first", "second", "waits", "done"]
    """Whoever asks may give the first verdict, or the second and sees nothing of what was said
    before; or has given one and another reader is asked; or it is settled."""
    verdicts: list[ScanVerdictShape]
    """Oldest first; none while `turn` is `second`."""
