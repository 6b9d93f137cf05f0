"""What `/api/alliance/sums` answers: sums that ports learn from, and what they came to."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.alliance_shapes import HandlingShape
from quaywatch.api.shape import Shape

SumStageName = Literal[
    "proposed", "invited", "joining", "joined", "declined", "running", "finished", "failed"
]
SumStepName = Literal["join", "confirm", "return", "decline", "start"]
SumEventName = Literal[
    "proposed",
    "invited",
    "put",
    "returned",
    "confirmed",
    "declined",
    "answered",
    "started",
    "finished",
    "failed",
    "forgotten",
]
SumWhyName = Literal[
    "not-begun",
    "origin-left",
    "begun-without",
    "not-allowed",
    "left-out",
    "too-few",
    "untrue",
    "unfit",
    "restored",
    "lost",
]
SumRefusalName = Literal[
    "stale-version",
    "wrong-stage",
    "four-eyes",
    "reason-needed",
    "taken",
    "not-ours",
    "too-few-ports",
    "too-late",
    "no-ally",
    "unknown-source",
    "not-in-source",
    "too-few-rows",
    "unfit-rows",
    "policy",
]


class SumLine(Shape):
    """One sum in the list."""

    name: str
    """Origin and session."""
    title: str
    origin: str
    stage: SumStageName
    version: int
    trees: bool
    ports: int
    """That were asked, the origin among them."""
    joined: int
    rounds: int
    """Steps that are over."""
    changed_at: datetime
    steps: list[SumStepName]
    """What this reader may do next."""


class SumsPage(Shape):
    """All sums, what changed last first."""

    node: str
    own: bool
    """Whether this reader may put one forward."""
    allies: list[str]
    lines: list[SumLine]


class SumSource(Shape):
    """What rows can be taken from at this port."""

    name: str
    rows: int
    found: int
    features: list[str]


class SumReady(Shape):
    """Whether this port could take part with a source, as things are."""

    source: str
    rows: int
    found: int
    refusal: SumRefusalName | None
    why: str
    """In words; empty where nothing speaks against it."""


class SumTrees(Shape):
    """How trees are grown."""

    number: int = Field(30, ge=1, le=60)
    depth: int = Field(3, ge=1, le=5)
    bins: int = Field(32, ge=2, le=64)
    rate: float = Field(0.2, gt=0, le=1)
    ridge: float = Field(1.0, gt=0)
    least_curvature: float = Field(1.0, ge=0)
    least_rows: int = Field(50, ge=0, le=1_000_000)


class SumParty(Shape):
    """One port, and where it stands in it."""

    node: str
    own: bool
    origin: bool
    answer: Literal["joined", "declined", "none"]
    within: bool | None
    """Whether it is in it still; null before it was started."""


class SumRoundShape(Shape):
    """A step that is over."""

    step: int
    at: datetime | None
    parties: list[str]
    total: str
    gave: str


class SumStep(Shape):
    """What somebody did."""

    kind: SumEventName
    at: datetime
    actor: str
    said: str
    """Reason, source or answer; empty where the step says none."""
    why: SumWhyName | None
    """Of what came to nothing: the reason as a code."""


class SumPage(Shape):
    """One sum as this port sees it."""

    line: SumLine
    purpose: str
    """What it is for, as its origin says."""
    features: list[str]
    fewest: int
    steps: int
    """How many of the regression's after the first; of trees, the most there can be."""
    ridge: float
    trees: SumTrees | None
    patience_s: float
    least_rows: int
    rows_needed: int
    join_until: date
    handling: HandlingShape
    source: str
    put_by: str
    confirmed_by: str
    rows: int
    """Of this port; 0 before it joined."""
    parties: list[SumParty]
    started_at: datetime | None
    ended_at: datetime | None
    reason: str
    why: SumWhyName | None
    """Of what came to nothing: the reason as a code."""
    digest: str
    rows_of_all: int
    forgotten: bool
    rounds: list[SumRoundShape]
    history: list[SumStep]
    chooses: bool
    """Whether somebody here has still to choose or confirm what this port brings."""


class SumWeight(Shape):
    """A coefficient, on the common scale, with its 95 % interval."""

    feature: str
    """Empty for the one of nothing known."""
    weight: float
    low: float
    high: float
    mean: float
    deviation: float
    """Of the feature over all ports: by so much it moves for the weight."""


class SumNode(Shape):
    """A question of a tree, or a leaf; named by its place in it."""

    feature: str
    """Empty for a leaf."""
    below: float
    left: int
    right: int
    value: float
    """Of a leaf: what it adds to the log-odds."""
    gain: float


class SumUse(Shape):
    """How much a feature is asked by the trees."""

    feature: str
    questions: int
    gain: float


class SumResult(Shape):
    """What a sum came to."""

    name: str
    digest: str
    rows: int
    weights: list[SumWeight]
    """Of a regression."""
    share: float
    """Of trees: of rows in which something was found, over all ports."""
    trees: list[list[SumNode]]
    uses: list[SumUse]


class SumDraft(Shape):
    """Body of `POST /api/alliance/sums`."""

    session: str = Field(pattern=r"^[a-z0-9-]{1,64}$")
    title: str = Field(min_length=1, max_length=200)
    why: str = Field(min_length=1, max_length=8000)
    parties: list[str] = Field(min_length=2, max_length=63)
    """The others; this port takes part by putting it forward."""
    features: list[str] = Field(min_length=1, max_length=40)
    fewest: int = Field(3, ge=3, le=64)
    steps: int = Field(8, ge=1, le=50)
    ridge: float = Field(1.0, ge=0, le=1e6)
    trees: SumTrees | None = None
    patience_s: float = Field(600.0, gt=0, le=86_400)
    least_rows: int = Field(50, ge=50, le=1_000_000)
    join_until: date
    handling: HandlingShape
    source: str = Field(min_length=1, max_length=60)


class SumJoin(Shape):
    """Body of a wish to take part."""

    version: int = Field(ge=0)
    source: str = Field(min_length=1, max_length=60)


class SumSeen(Shape):
    """Body of a confirmation or a start: the version that somebody saw."""

    version: int = Field(ge=0)


class SumReason(Shape):
    """Body of what needs a reason."""

    version: int = Field(ge=0)
    reason: str = Field(min_length=1, max_length=1000)
