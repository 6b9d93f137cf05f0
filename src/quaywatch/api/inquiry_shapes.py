"""Shapes of requests between authorities."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.alliance_shapes import AccordReason, AccordStep, HandlingShape
from quaywatch.api.shape import Shape

AskedName = Literal["information", "inspection", "image"]
UrgencyName = Literal["urgent-at-hand", "urgent", "ordinary"]
SideName = Literal["ours", "theirs"]
InquiryStageName = Literal[
    "draft", "returned", "waiting", "answer-draft", "answered", "refused", "closed"
]
InquiryStepName = Literal["rewrite", "send", "answer", "release", "return", "escalate", "close"]
InquiryEventName = Literal[
    "drafted",
    "sent",
    "arrived",
    "answer-drafted",
    "answered",
    "returned",
    "delayed",
    "reminded",
    "escalated",
    "closed",
]
WhyNotName = Literal[
    "no_legal_basis", "investigation", "third_party", "not_held", "too_late", "capacity", "other"
]


class AllyQuestion(Shape):
    """What a partner is to be asked."""

    to: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")
    asked: AskedName
    about: list[str] = Field(min_length=1, max_length=50)
    """Containers, consignments or parties."""
    question: str = Field(min_length=1, max_length=8000)
    urgency: UrgencyName
    handling: HandlingShape
    case: str = Field("", max_length=200)


class AllyAnswer(Shape):
    """An answer, a refusal with its reason, or why it takes until when."""

    refused: WhyNotName | None = None
    text: str = Field("", max_length=8000)
    notices: list[str] = Field(default_factory=list[str], max_length=50)
    """References of notices that were shared as an answer."""
    until: datetime | None = None
    """Not yet: it takes until then, for the reason in `text`."""


class InquiryEntry(Shape):
    """One step in the life of a request."""

    version: int
    kind: InquiryEventName
    at: datetime
    actor: str
    reason: str
    until: datetime | None
    to: str


class InquiryLine(Shape):
    """A request in a list."""

    id: str
    side: SideName
    partner: str
    stage: InquiryStageName
    asked: AskedName | None
    """Null where the partner took back what it asked, or it is for the persons addressed alone."""
    about: list[str]
    due_at: datetime | None
    late: bool
    pressing: bool
    """Late, or of a partner and nearly so: officers were reminded."""
    put_off: bool
    """Whoever is asked told of a delay."""
    escalations: int


class InquiryList(Shape):
    """Requests, those due first first; those that are over come last."""

    lines: list[InquiryLine]
    late: int
    pressing: int


class InquiryPage(Shape):
    """A request with all that is still held of it."""

    line: InquiryLine
    version: int
    question: str
    urgency: UrgencyName | None
    """Of one's own."""
    case: str
    handling: HandlingShape | None
    """How what is asked may be used."""
    draft: AllyAnswer | None
    """An answer that awaits a second person."""
    reply: AllyAnswer | None
    reply_handling: HandlingShape | None
    delay: AllyAnswer | None
    """What was last told of a delay; null where it was taken back."""
    steps: list[InquiryStepName]
    """What this reader may do next."""
    history: list[InquiryEntry]


class InquiryDraft(AccordStep):
    """Body of `POST /api/alliance/inquiries`, and of writing one anew."""

    question: AllyQuestion


class InquiryAnswer(AccordStep):
    """Body of `POST …/answer`."""

    answer: AllyAnswer


class InquiryRelease(AccordStep):
    """Body of `POST …/release`: how the answer may be used."""

    handling: HandlingShape


class InquiryEscalation(AccordReason):
    """Body of `POST …/escalate`."""

    to: str = Field(min_length=1, max_length=200)
