"""Shapes of risk profiles: the list, one with its history, and a text that is being written."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field, JsonValue

from quaywatch.api.evaluation_shapes import ReasonName
from quaywatch.api.schemas import Shape

StageName = Literal[
    "drafted", "examined", "backtested", "shadow", "proposed", "live", "retired", "ended"
]
ProfileStepName = Literal[
    "drafted",
    "examined",
    "backtested",
    "shadowed",
    "proposed",
    "returned",
    "approved",
    "retirement_proposed",
    "retired",
]
StepName = Literal[
    "examine", "backtest", "shadow", "propose", "approve", "return", "retirement", "retire"
]
SeverityName = Literal["info", "warning", "error"]
_Code = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
_Said = Field(min_length=1, max_length=400)


class TextsShape(Shape):
    """One statement in every language of the house."""

    en: str = _Said
    fr: str = _Said
    nl: str = _Said
    es: str = _Said


class ProfileExample(Shape):
    """A consignment in short that a profile must match, or must not: fields by section."""

    name: str = Field("", max_length=400)
    match: bool
    findings: list[str] = Field(default_factory=list[str], max_length=50)
    goods: list[dict[str, JsonValue]] = Field(default_factory=list[dict[str, JsonValue]])
    equipment: list[dict[str, JsonValue]] = Field(default_factory=list[dict[str, JsonValue]])
    sections: dict[str, dict[str, JsonValue]] = Field(
        default_factory=dict[str, dict[str, JsonValue]]
    )
    """`consignment`, `consignor`, `consignee`, `notify_party`, `route`, `conveyance`, `filing`."""


class ProfileText(Shape):
    """A profile as written; who wrote it and which version it is, the node knows."""

    code: str = _Code
    weight: float = Field(ge=-8, le=8)
    expression: str = Field(min_length=1, max_length=4000)
    title: TextsShape
    text: TextsShape
    source: str = _Said
    ends: date
    tests: list[ProfileExample] = Field(max_length=50)


class EstimateShape(Shape):
    """A share with its 95 % interval, and what is to be minded with it."""

    value: float
    low: float
    high: float
    reasons: list[ReasonName]


class OverlapShape(Shape):
    """Another profile that meets some of the same boxes."""

    code: str
    boxes: int
    share: float


class HitShape(Shape):
    """A box that the profile meets, on a planned day."""

    day: date
    box_id: str
    equipment_number: str
    """Empty where its filing is gone."""
    picked: bool
    found: bool | None


class BacktestShape(Shape):
    """What a profile would have cost and brought on the days that were planned."""

    days: int
    candidates: int
    met: int
    boxes: int
    within: int
    beyond: int
    picked: int
    unseen: int
    inspected: int
    found: int
    share: EstimateShape
    marginal: EstimateShape
    expected: float
    added: float
    overlaps: list[OverlapShape]
    sample: list[HitShape]


class TriedShape(Shape):
    """A backtest in short, as kept on the ledger."""

    days: int
    met: int
    within: int
    share: float
    low: float
    high: float
    marginal: float
    marginal_low: float
    marginal_high: float
    added: float
    overlap: str
    overlap_share: float


class ProfileRow(Shape):
    """One profile in the list."""

    code: str
    version: int
    stage: StageName
    counts: bool
    """Whether a text of it is in force."""
    title: str
    weight: float
    ends: date | None
    met: int
    """Consignments that met it when they were last assessed."""
    tried: TriedShape | None
    written_by: list[str]
    approved_by: str
    retiring_by: str


class ProfileList(Shape):
    """`GET /api/profiles`: by code."""

    rows: list[ProfileRow]


class ProfileStep(Shape):
    """One step in the life of a profile."""

    kind: ProfileStepName
    at: datetime
    actor: str
    reason: str | None


class MeetingShape(Shape):
    """A box whose consignment meets a profile."""

    box_id: str
    equipment_number: str


class SpanShape(Shape):
    """Characters that stayed, went or came."""

    kind: Literal["same", "removed", "added"]
    text: str


class ProfileChange(Shape):
    """What a version changed of the one before it."""

    field: str
    """`expression`, `weight`, `ends`, `source`, `tests`, or `title` or `text` and a language."""
    spans: list[SpanShape]


class VersionShape(Shape):
    """One text of a profile, and what it changed."""

    number: int
    at: datetime
    actor: str
    live: bool
    """Whether it counts."""
    changes: list[ProfileChange]


class ProspectShape(Shape):
    """A step that the profile's stage allows, and why this person may not take it."""

    step: StepName
    refusal: str | None
    """`permission`, or what a refused command says, such as `four-eyes`."""


class ProfileShape(Shape):
    """`GET /api/profiles/{code}`: its text, where it stands and how it came there."""

    row: ProfileRow
    text: ProfileText
    next: list[ProspectShape]
    proposed_by: str
    versions: list[VersionShape]
    """The last one first."""
    shadow_until: datetime | None
    """Until when it is at least watched."""
    live_expression: str | None
    """The text that counts, while another one is being written."""
    remarks: list[str]
    shadow_since: datetime | None
    steps: list[ProfileStep]
    meeting: list[MeetingShape]
    """Some of those that met it when they were last assessed."""


class LintShape(Shape):
    """What the linter says, at a character of the expression or of the whole."""

    kind: str
    severity: SeverityName
    text: str
    at: int | None
    other: str | None


class LookRequest(Shape):
    """Body of `POST /api/profiles/look`: a text that is being written; nothing is kept."""

    code: str = Field("", max_length=60)
    expression: str = Field(max_length=4000)
    ends: date | None = None
    tests: list[ProfileExample] = Field(default_factory=list[ProfileExample], max_length=50)
    backtest: bool = False


class TrialShape(Shape):
    """How one example fared."""

    expected: bool
    matched: bool


class LookShape(Shape):
    """What is to be said of a text that is being written."""

    trials: list[TrialShape]
    """Its examples, in their order."""
    notices: list[LintShape]
    backtest: BacktestShape | None


class ProfileDraft(Shape):
    """Body of `POST /api/profiles`: a profile written, or written anew, on sight of a version."""

    version: int = Field(ge=0)
    profile: ProfileText


class ProfileStepRequest(Shape):
    """Body of a step that needs no more than the version seen."""

    version: int = Field(ge=0)


class ProfileReason(Shape):
    """Body of a step that says why."""

    version: int = Field(ge=0)
    reason: str = Field(min_length=1, max_length=1000)
