"""Shapes of what analysts say of radiographs, and of the queue of those that wait."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.reading_shapes import RegionShape
from quaywatch.api.scan_shapes import ScanShape
from quaywatch.api.shape import Shape
from quaywatch.cargo import ConcealmentPlace

VerdictName = Literal["clear", "open", "second_look"]
Turn = Literal["first", "second", "again", "waits", "done"]


class MarkedShape(RegionShape):
    """A region that an analyst drew, with a note."""

    note: Annotated[str, Field(max_length=500)] = ""


class ScanVerdictRequest(Shape):
    """`POST /api/scans/{digest}/verdicts`."""

    verdict: VerdictName
    seconds: Annotated[float, Field(ge=0, le=86_400)]
    """How long the picture was looked at until the verdict."""
    regions: Annotated[list[MarkedShape], Field(max_length=20)]
    """What the container should be opened for."""
    comment: Annotated[str, Field(max_length=2000)] = ""


class ScanVerdictShape(Shape):
    """One analyst's verdict."""

    verdict: VerdictName
    by: str
    at: datetime
    seconds: float
    regions: list[MarkedShape]
    comment: str
    machine_shown: bool
    """Whether the machine's findings were shown to the analyst before."""
    blind: bool
    """Whether it is a second look, given without knowing of the first."""


class InsertedShape(Shape):
    """What was put into the picture that a verdict was just given on: it is not there."""

    found: bool
    place: ConcealmentPlace
    kg: float
    region: RegionShape


class ScanVerdictsShape(Shape):
    """`GET /api/scans/{digest}/verdicts`: what was said of it, and whose word is asked now."""

    turn: Turn | Literal["elsewhere"]
    """Whoever asks may give the first verdict; or the second, and sees nothing of what was said
    before; or another one, since somebody else has spoken; or waits for another reader or for the
    machine; or it is settled; or it is a partner's scan, on which no verdict is asked."""
    verdicts: list[ScanVerdictShape]
    """Oldest first; none while `turn` is `second`."""
    result: Literal["clear", "open"] | None
    """What it was settled as."""
    claimed_by: str | None
    """Who has it in hand."""
    claimed_until: datetime | None
    inserted: InsertedShape | None
    """The threat on which the verdict was that was just given: the picture as it is comes next."""


ELSEWHERE = ScanVerdictsShape(
    turn="elsewhere", verdicts=[], result=None, claimed_by=None, claimed_until=None, inserted=None
)


class WaitingScanShape(Shape):
    """A radiograph in the queue."""

    scan: ScanShape
    box_id: str | None
    """The box on the work list whose journey it was taken on."""
    terminal: str
    vessel_name: str
    due_at: datetime | None
    """When the scan's slot ends, or the box is to be picked up, whichever comes first."""
    second: bool
    """Whether a second look is asked."""
    alarmed: bool | None
    """Whether the machine alarms; None until it has read the picture, and where a second look is
    asked, which is not to know."""
    turn: Turn
    claimed_by: str | None
    claimed_until: datetime | None


class ScanBreakShape(Shape):
    """A break that pays whoever asks: they tire, and have gone on for too long."""

    minutes: int
    """Without a break."""
    after: int
    """Minutes after which their own odds of a miss are half as high again."""


class ScanQueueShape(Shape):
    """`GET /api/scans/waiting`: the most urgent first."""

    waiting: list[WaitingScanShape]
    break_due: ScanBreakShape | None


class TakenScanShape(Shape):
    """`POST /api/scans/next`: the radiograph that was taken in hand."""

    digest: str
    claimed_until: datetime
