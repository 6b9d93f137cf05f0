"""Shapes of risk profiles: the list, one with its history, and a text that is being written."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field, JsonValue

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
FormKind = Literal["and", "or", "not", "any", "all", "compare", "has", "finding", "text"]
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

    name: str = _Said
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
    """A share with its 95 % interval and the inspections that it rests on."""

    value: float
    low: float
    high: float
    found: int
    inspected: int


class OverlapShape(Shape):
    """Another profile that meets some of the same boxes."""

    code: str
    boxes: int
    share: float


class HitShape(Shape):
    """A box that the profile meets, on a planned day."""

    day: date
    box_id: str
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


class ProfileShape(Shape):
    """`GET /api/profiles/{code}`: its text, where it stands and how it came there."""

    row: ProfileRow
    text: ProfileText
    live_expression: str | None
    """The text that counts, while another one is being written."""
    remarks: list[str]
    shadow_since: datetime | None
    steps: list[ProfileStep]
    meeting: list[str]
    """Some of the consignments that meet it, by name."""


class NoticeShape(Shape):
    """What the linter says, at a character of the expression or of the whole."""

    kind: str
    severity: SeverityName
    text: str
    at: int | None
    other: str | None


class FormShape(Shape):
    """An expression as a form: a line, or a group of lines; see `quaywatch.rules.form`."""

    kind: FormKind
    parts: list["FormShape"] = Field(default_factory=list["FormShape"], max_length=100)
    name: str = Field("", max_length=4000)
    sign: str = Field("", max_length=20)
    values: list[str | float | bool] = Field(
        default_factory=list[str | float | bool], max_length=500
    )
    listed: bool = False


class FormRequest(Shape):
    """Body of `POST /api/profiles/form`: a form, to be had as text."""

    form: FormShape


class ExpressionRequest(Shape):
    """Body of `POST /api/profiles/expression`: a text, to be had as a form."""

    expression: str = Field(max_length=4000)


class ExpressionShape(Shape):
    """An expression in both sights, or what is wrong with it and where."""

    expression: str
    form: FormShape | None
    error: str | None
    at: int | None


class LookRequest(Shape):
    """Body of `POST /api/profiles/look`: a text that is being written; nothing is kept."""

    profile: ProfileText
    backtest: bool = False


class LookShape(Shape):
    """What is to be said of a text that is being written."""

    failed: list[str]
    """Examples that it does not do right."""
    notices: list[NoticeShape]
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
