"""Shapes of requests to filers: the list, one conversation, what is asked and answered."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.schemas import Shape

KindName = Literal["information", "amendment", "screening", "do_not_load"]
StateName = Literal[
    "drafted", "proposed", "approved", "sent", "answered", "assessed", "closed", "withdrawn"
]
ResultName = Literal["satisfied", "unsatisfied", "unanswered", "upheld"]
LetterLanguage = Literal["en", "fr", "nl", "es", "pt", "de"]
StepName = Literal[
    "drafted",
    "edited",
    "proposed",
    "approved",
    "sent",
    "delivered",
    "reminded",
    "escalated",
    "answered",
    "assessed",
    "reopened",
    "closed",
    "lifting_proposed",
    "withdrawn",
]


class RequestRow(Shape):
    """One conversation in the list."""

    request_id: str
    version: int
    kind: KindName
    state: StateName
    box_id: str
    consignment_id: str
    reference: str
    equipment_number: str
    filer: str
    filer_name: str
    carrier_code: str
    questions: int
    cured: int
    remaining: int
    round: int
    due_at: datetime | None
    """Until when an answer is due, while one is awaited."""
    decide_by: datetime | None
    """For a do-not-load that has not been sent: end of the time for the risk analysis."""
    overdue: bool
    escalated: bool
    stops_loading: bool
    changed_at: datetime


class RequestList(Shape):
    """`GET /api/requests`: those due first in front."""

    total: int
    overdue: int
    """How many of all are overdue, whatever the filters."""
    offset: int
    rows: list[RequestRow]
    as_of: datetime


class DeclaredShape(Shape):
    """A declared value under the name that its field has in words."""

    label: str
    value: str


class QuestionShape(Shape):
    """One thing that is or can be asked, in the reader's language."""

    key: str
    code: str
    about: str
    text: str
    """What is wrong."""
    basis: str
    wanted: str
    declared: list[DeclaredShape]
    kind: KindName
    """The request that this question calls for."""
    asked: bool
    fate: Literal["cured", "remaining"] | None
    """What became of it since the filer answered."""


class LetterBlock(Shape):
    """One question as the filer reads it."""

    key: str
    about: str
    declared: list[DeclaredShape]
    wrong: str
    basis: str
    wanted: str


class LetterShape(Shape):
    """What the filer reads; `{number}` in `question` stands for the number of each block."""

    title: str
    opening: str
    facts: list[DeclaredShape]
    question: str
    declared_label: str
    wrong_label: str
    basis_label: str
    wanted_label: str
    remark_label: str
    blocks: list[LetterBlock]
    """All questions that can be asked while it is a draft, else those that were."""
    closing: list[str]


class NewFinding(Shape):
    """A documentary finding that was not there when the filer was asked."""

    code: str
    text: str


class StepShape(Shape):
    """One step of the conversation."""

    version: int
    position: int
    at: datetime
    actor: str
    """Account or filer; empty for what the node did by itself."""
    kind: StepName
    text: str
    said: str
    """The words of an answer, a reason or a note."""
    enclosed: str
    """Name of the file that went or came with it: `GET …/enclosures/{position}`."""
    document: int | None
    """Position of the filing that answered: `GET /api/documents/{position}`."""


class ConversationShape(Shape):
    """`GET /api/requests/{request_id}`; each look is written to the ledger."""

    row: RequestRow
    language: LetterLanguage
    remark: str
    questions: list[QuestionShape]
    new_findings: list[NewFinding]
    letters: dict[str, LetterShape]
    """By language: all six while it can be changed, else the one that was sent."""
    steps: list[StepShape]
    drafted_by: str
    proposed_by: str
    approved_by: str
    sent_by: str
    lifting_by: str
    lifting_reason: str
    result: ResultName | None
    load_by: datetime | None
    loaded_at: datetime | None
    """When the container was seen to go aboard: too late to keep it ashore."""
    terms_hours: float
    terms_source: str


class ProposalShape(Shape):
    """`GET /api/boxes/{box_id}/questions`: what can be asked of the filer of a box."""

    kind: KindName
    """What the questions call for."""
    filer: str
    filer_name: str
    language: LetterLanguage
    questions: list[QuestionShape]
    open: list[RequestRow]
    """Requests about this box that are under way."""
    load_by: datetime | None
    decide_by: datetime | None
    loaded_at: datetime | None
    can_stop: bool
    """Whether it is still early enough for a do-not-load."""


class Wording(Shape):
    """What an officer chooses of a draft; null leaves it as the node proposes."""

    questions: list[str] | None = Field(default=None, max_length=500)
    language: LetterLanguage | None = None
    remark: str = Field(default="", max_length=4000)


class DraftRequest(Wording):
    """Body of `POST /api/boxes/{box_id}/requests`."""

    kind: KindName | None = None


class EditRequest(Wording):
    """Body of `POST /api/requests/{request_id}/draft`; 409 when `version` is no longer its own."""

    version: int


class StepRequest(Shape):
    """Body of `…/propose`, `…/approve`, `…/send` and `…/again`; 409 as for an edit."""

    version: int


class ReasonRequest(Shape):
    """Body of `…/lifting` and `…/withdraw`; 409 as for an edit."""

    version: int
    reason: str = Field(min_length=1, max_length=4000)


class CloseRequest(Shape):
    """Body of `…/close`; 409 as for an edit."""

    version: int
    result: ResultName
    note: str | None = Field(default=None, max_length=4000)


class AttachmentShape(Shape):
    """A file that came with an answer."""

    name: str = Field(min_length=1, max_length=200)
    media_type: str = Field(default="application/octet-stream", max_length=100)
    content: str = Field(max_length=12_000_000)
    """The bytes in base64."""


class FilerAnswer(Shape):
    """Body of `POST /api/portal/requests/{request_id}/answer`."""

    text: str = Field(default="", max_length=20_000)
    attachment: AttachmentShape | None = None


class AnswerRequest(FilerAnswer):
    """Body of `POST /api/requests/{request_id}/answer`: what came by letter or telephone."""

    version: int


class FilerRow(Shape):
    """A request in the list of the filer that it was sent to: `GET /api/portal/requests`."""

    request_id: str
    kind: KindName
    open: bool
    reference: str
    equipment_number: str
    sent_at: datetime
    due_at: datetime | None


class FilerRequest(FilerRow):
    """A request as the filer sees it: what was sent to it, and what it answered."""

    letter: str
    """As plain text."""
    answers: list[str]


class ParcelShape(Shape):
    """Something to hand to a filer or a terminal: `GET /api/outbox`, oldest first."""

    position: int
    request_id: str
    """Empty for a notice that a box is kept or may go."""
    purpose: Literal["request", "reminder", "withdrawal", "hold", "release"]
    format: str
    media_type: str
    name: str
    filer: str
    made_at: datetime | None
    delivered_at: datetime | None
