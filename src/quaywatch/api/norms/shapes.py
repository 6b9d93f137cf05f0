"""Shapes of the ports' standard: matrix, port, requirement, and what led there."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.shape import Shape

NormLevel = Literal["baseline", "enhanced", "target"]
NormState = Literal["met", "partly", "not_met", "unknown", "expired", "not_applicable"]
NormBacking = Literal["none", "declared", "confirmed", "verified", "measured"]
NormUnit = Literal["share", "count", "minutes", "hours", "days", "months", "years", "yes"]
NormTaskName = Literal[
    "renew",
    "renew_soon",
    "answer_anew",
    "close_gap",
    "settle",
    "answer",
    "confirm",
    "verify",
    "close",
]
EvidenceKindName = Literal["document", "figure", "observation", "measure"]
Maturity = int | Literal["not_applicable", "unknown"]
"""0 absent to 4 in place and its effect measured, or why there is none."""


class NormGroup(Shape):
    """Requirements that belong together."""

    code: str
    name: str


class NormCounts(Shape):
    """What some requirements come to at one port."""

    group: str
    """Empty for all of them."""
    states: dict[NormState, int]
    backings: dict[NormBacking, int]
    """On whose word what is met is met."""
    weight: int
    weight_met: int
    disputed: int
    asked_otherwise: int
    observed_on: date | None
    """The oldest day on which what is met was last seen to be so."""
    valid_until: date | None
    """The first day after which something met needs new evidence."""


class NormPortRow(Shape):
    """One port of the matrix."""

    port: str
    name: str
    """Empty where the code list knows none."""
    level: NormLevel
    level_met: NormLevel | None
    groups: list[NormCounts]
    total: NormCounts


class NormMatrix(Shape):
    """`GET /api/norms/matrix`: ports by groups on a day."""

    day: date
    catalogue: str
    groups: list[NormGroup]
    ports: list[NormPortRow]


class NormFigure(Shape):
    """A metric with what it was counted over and its 95 % interval."""

    value: float
    of: int | None = Field(None, ge=0)
    low: float | None = None
    high: float | None = None


class NormWord(Shape):
    """Who says so, for whom, and when."""

    by: str
    port: str
    at: datetime


class NormGap(Shape):
    """Who closes what is missing, by when and for how much."""

    owner: str
    until: date | None
    eur: float | None


class NormRequirement(Shape):
    """What a requirement asks for, in the reader's language."""

    id: str
    group: str
    level: NormLevel
    statement: str
    metric: str
    unit: NormUnit
    better: Literal["more", "less"]
    threshold: float
    weight: int
    evidence: list[EvidenceKindName]
    measure: str | None
    source: str
    source_check: Literal["page", "recalled", "design"]


class NormPlace(Shape):
    """Where a port stands with one requirement."""

    port: str
    name: str
    """Of the port; empty where the code list knows none."""
    requirement: str
    state: NormState
    backing: NormBacking
    said: Maturity | None
    figure: NormFigure | None
    certain: bool
    """Whether the figure's whole interval lies on one side of the threshold."""
    observed_on: date | None
    valid_until: date | None
    assessment: str
    """Empty where nobody has answered."""
    evidence: list[str]
    expired: list[str]
    note: str
    gap: NormGap | None
    stated: NormWord | None
    confirmed: NormWord | None
    verified: NormWord | None
    disputed: bool
    overturned: bool
    asked_otherwise: bool


class NormTask(Shape):
    """One thing that waits to be done."""

    kind: NormTaskName
    port: str
    assessment: str
    requirement: str
    count: int
    due_on: date | None
    who: str


class NormOutline(Shape):
    """An assessment in short."""

    assessment: str
    port: str
    stage: Literal["open", "closed"]
    from_on: date
    closed_on: date | None
    origin: str
    """Node that it came from; empty where it is made here."""
    answered: int


class NormPoint(Shape):
    """What a port came to when an assessment was closed."""

    port: str
    assessment: str
    on: date
    states: dict[NormState, int]
    weight: int
    weight_met: int


class NormOdds(Shape):
    """By how much a port's standing moves the odds of what it loads, within declared bounds."""

    times: float
    least: float
    most: float
    """If all that is not known were kept, and if none of it were."""
    known: float
    """Share of what bears on it of which anything counts."""


class NormPort(Shape):
    """`GET /api/norms/ports/{port}`: all that one port comes to on a day."""

    day: date
    catalogue: str
    row: NormPortRow
    groups: list[NormGroup]
    requirements: list[NormRequirement]
    places: list[NormPlace]
    """In the order of the requirements."""
    tasks: list[NormTask]
    assessments: list[NormOutline]
    trend: list[NormPoint]
    odds: NormOdds


class NormOwner(Shape):
    """Who answers for a requirement since when."""

    name: str
    since: date
    named_by: str


class NormRequirementPage(Shape):
    """`GET /api/norms/requirements/{id}`: what it asks, who owns it, and where ports stand."""

    requirement: NormRequirement
    group: NormGroup
    catalogue: str
    owners: list[NormOwner]
    """The present one last."""
    revision: int
    """Send it back when another owner is named."""
    places: list[NormPlace]


class NormStep(Shape):
    """One step that bore on a requirement."""

    kind: Literal[
        "planned",
        "evidence",
        "answered",
        "confirmed",
        "verified",
        "disputed",
        "settled",
        "closed",
        "received",
    ]
    assessment: str
    word: NormWord
    said: Maturity | None
    note: str
    upheld: bool


class NormEvidence(Shape):
    """Something to rest on."""

    id: str
    kind: EvidenceKindName
    observed_on: date
    valid_until: date
    uploaded_at: datetime
    author: str
    note: str
    name: str
    digest: str | None
    figure: NormFigure | None


class NormDrill(Shape):
    """`GET /api/norms/ports/{port}/requirements/{id}`: one cell to the bottom."""

    requirement: NormRequirement
    place: NormPlace
    evidence: list[NormEvidence]
    steps: list[NormStep]
    """The newest first."""


class NormCase(Shape):
    """One thing that was counted."""

    id: str
    as_asked: bool | None
    """Null where the ledger cannot tell."""


class NormCases(Shape):
    """`GET …/requirements/{id}/cases`: what a figure of the node was made of."""

    since: datetime
    until: datetime
    kind: Literal[
        "box",
        "container",
        "consignment",
        "look",
        "picture",
        "officer",
        "port",
        "requirement",
        "month",
        "quarter",
    ]
    count: int
    cases: list[NormCase]
    """Some of them, those that speak against the port first."""


class NormAnswer(Shape):
    """What is said of a requirement, by whom, and at which version."""

    said: Maturity
    evidence: list[str]
    note: str
    gap: NormGap
    stated: NormWord
    confirmed: NormWord | None
    verified: NormWord | None


class NormDispute(Shape):
    """An objection to an answer."""

    raised: NormWord
    note: str
    settled: NormWord | None
    upheld: bool


class NormQuestion(Shape):
    """One requirement of an assessment, with what is said of it."""

    requirement: NormRequirement
    version: int
    """Send it back with what is done: who comes too late is told."""
    answer: NormAnswer | None
    disputes: list[NormDispute]
    before: NormPlace | None
    """What the port comes to today, also by earlier assessments; null where nothing is known."""


class NormAssessment(Shape):
    """`GET /api/norms/assessments/{id}`: the form, with all that was said in it."""

    assessment: str
    port: str
    level: NormLevel
    catalogue: str
    stage: Literal["open", "closed"]
    version: int
    from_on: date
    until_on: date
    assessors: list[str]
    origin: str
    closed: NormWord | None
    groups: list[NormGroup]
    questions: list[NormQuestion]
    evidence: list[NormEvidence]
    speaks_for: str
    """The reader's port, `alliance` or `authority`."""


class NormPlanBody(Shape):
    """Body of `POST /api/norms/assessments`."""

    port: str = Field(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")
    level: NormLevel
    assessors: list[str] = Field(default_factory=list[str], max_length=20)
    from_on: date
    until_on: date


class NormAnswerBody(Shape):
    """Body of `POST …/answers`: one answer, on sight of a version of its question."""

    version: int = Field(ge=0)
    requirement: str = Field(max_length=10)
    said: Maturity
    evidence: list[str] = Field(default_factory=list[str], max_length=50)
    note: str = Field("", max_length=4000)
    gap_owner: str = Field("", max_length=200)
    gap_until: date | None = None
    gap_eur: float | None = Field(None, ge=0, le=1e12)


class NormShownBody(Shape):
    """Body of `POST …/evidence`: a figure or something seen."""

    kind: Literal["figure", "observation"]
    observed_on: date
    valid_until: date
    note: str = Field("", max_length=4000)
    figure: NormFigure | None = None


class NormStepBody(Shape):
    """Body of a step on one requirement, on sight of a version of its question."""

    version: int = Field(ge=0)
    requirement: str = Field(max_length=10)
    note: str = Field("", max_length=4000)


class NormObjectionBody(Shape):
    """Body of an objection: it says why."""

    version: int = Field(ge=0)
    requirement: str = Field(max_length=10)
    note: str = Field(min_length=1, max_length=4000)


class NormSettlingBody(NormObjectionBody):
    """Body of what settles an objection."""

    upheld: bool


class NormVersionBody(Shape):
    """Body of a step on the whole."""

    version: int = Field(ge=0)


class NormOwnerBody(Shape):
    """Body of `PUT /api/norms/requirements/{id}/owner`."""

    revision: int = Field(ge=0)
    owner: str = Field(max_length=200)


class NormEdition(Shape):
    """One version of the catalogue."""

    version: str
    stage: Literal["proposed", "in_force", "declined", "replaced"]
    by: NormWord
    note: str
    decided: NormWord | None
    decision: str


class NormEditions(Shape):
    """`GET /api/norms/catalogues`: which versions there are."""

    revision: int
    in_force: str
    shipped: str
    """The version that came with the software."""
    editions: list[NormEdition]


class NormDecisionBody(Shape):
    """Body of a decision on a version."""

    revision: int = Field(ge=0)
    note: str = Field("", max_length=4000)


class NormChange(Shape):
    """One requirement that differs between two versions."""

    id: str
    change: Literal["added", "removed", "reworded", "changed"]
    fields: list[str]
    old: NormRequirement | None
    new: NormRequirement | None


class NormChanges(Shape):
    """`GET /api/norms/catalogues/changes?old=&new=`."""

    old: str
    new: str
    changes: list[NormChange]
