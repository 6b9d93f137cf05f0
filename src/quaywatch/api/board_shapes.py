"""Shapes of the officers' day: the board, who has what, and what may leave the terminal."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.schemas import Basis, OutcomeShape, VersionRequest
from quaywatch.api.shape import Shape
from quaywatch.api.why_shapes import InspectionWhyShape

Kind = Literal["documents", "dogs", "scan", "second_scan", "open"]
SkipCode = Literal[
    "cleared-otherwise",
    "not-here",
    "no-staff",
    "no-equipment",
    "unsafe",
    "perishable",
    "mistake",
    "other",
]
DelayCode = Literal["not-here", "no-staff", "no-equipment", "urgent-work", "weather", "other"]
DetentionCode = Literal["information", "documents", "seal", "other-authority", "other"]
LiftingCode = Literal["explained", "seized", "handed-over", "not-inspected", "other"]


class DetentionShape(Shape):
    """A box that may not leave the terminal."""

    since: datetime
    by: str
    reason: DetentionCode | None
    """Why, where no inspection was ordered."""
    lifting_by: str | None
    """Who proposes to let it go: a second person has to."""
    lifting: LiftingCode | None
    alarmed: bool
    """Whether an inspection spoke against it."""


class AlarmShape(Shape):
    """A look that asks for the next one, nearly always because it spoke up."""

    kind: Kind
    at: datetime
    silent: bool
    """It said nothing: a lot chose the box to be opened all the same, so that looks are judged."""


class BoardLineShape(Shape):
    """One box on the board."""

    box_id: str
    version: int
    state: Literal["planned", "ordered", "held", "done", "detained"]
    equipment_number: str
    size_type: str | None
    terminal: str
    kind: Kind | None
    basis: Basis | None
    follows: AlarmShape | None
    """The look whose alarm this one follows; without a `slot_at` it gets one with the next plan."""
    probability: float
    description: str
    consignee: str | None
    slot_at: datetime | None
    deadline_at: datetime | None
    """Planned pick-up."""
    last_start: datetime | None
    """Cut-off: an inspection begun later would end after the pick-up."""
    urgency: Literal["gone", "too-late", "overdue", "soon"] | None
    held_by: str | None
    offered_to: str | None
    ordered_by: str | None
    note: str | None
    result: Literal["nothing", "irregularity", "found"] | None
    detention: DetentionShape | None
    why: str | None
    """Why it is asked for, in one line."""


class ColleagueShape(Shape):
    """Somebody to whom a box can be handed over."""

    username: str
    display_name: str


class CountedShape(Shape):
    """How often officers left the plan in one way for one reason."""

    kind: Literal["ordered", "skipped", "cancelled"]
    reason: str
    count: int
    audits: int
    """Of these, boxes drawn at random: each that is left out biases the estimates."""


class BoardShape(Shape):
    """`GET /api/board?terminal=&kind=&day=`: by terminal, hour and risk."""

    day: str
    as_of: datetime
    terminals: list[str]
    lines: list[BoardLineShape]
    colleagues: list[ColleagueShape]
    overrides: list[CountedShape]
    """Of the day."""


class NextRequest(Shape):
    """Body of `POST /api/board/next`; null stands for any."""

    terminal: str | None = Field(default=None, max_length=80)
    kind: Kind | None = None


class OfferRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/offer`."""

    to: str = Field(min_length=1, max_length=64)


class DelayRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/delay`."""

    slot_at: datetime
    reason: DelayCode


class SkipRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/skip`: what was planned or ordered is not done."""

    reason: SkipCode
    knowing: bool = False
    """That a box drawn at random is left out, and what this does to the estimates."""
    note: str | None = Field(default=None, max_length=4000)


class DetainRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/detain`."""

    reason: DetentionCode
    note: str | None = Field(default=None, max_length=4000)


class LiftingRequest(VersionRequest):
    """Body of `POST /api/boxes/{box_id}/lifting`: propose to let it go."""

    reason: LiftingCode
    note: str | None = Field(default=None, max_length=4000)


class PhotoShape(Shape):
    """A picture of a box: `GET /api/boxes/{box_id}/photos`."""

    digest: str
    media_type: str
    size_bytes: int
    taken_by: str


class TaskShape(Shape):
    """`GET /api/boxes/{box_id}/task`: one inspection, for whoever does it."""

    line: BoardLineShape
    photos: list[PhotoShape]
    seals: list[str]
    """Numbers as declared."""
    outcome: OutcomeShape | None
    why: InspectionWhyShape | None
    """Null where no plan and no officer gave a reason."""


class ReasonsShape(Shape):
    """`GET /api/board/reasons`: what officers choose from, words by code."""

    skip: dict[str, str]
    delay: dict[str, str]
    override: dict[str, str]
    detention: dict[str, str]
    lifting: dict[str, str]
    place: dict[str, str]
