"""Shapes of what a port lacks, who closes it, and what its standing shows elsewhere."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.norms.shapes import (
    NormBacking,
    NormGroup,
    NormPlace,
    NormPortRow,
    NormRequirement,
    NormState,
)
from quaywatch.api.shape import Shape


class NormGapStep(Shape):
    """One step of a plan."""

    kind: Literal["planned", "moved", "closed", "agreed", "refused"]
    at: datetime
    by: str
    until: date | None
    what: str
    evidence: list[str]


class NormGapPlan(Shape):
    """Who closes a gap, and how far that is."""

    version: int
    owner: str
    until: date | None
    late: bool
    closed_by: str
    """Who says that it is closed, until somebody else has looked."""
    evidence: list[str]
    agreed: bool
    moves: int
    history: list[NormGapStep]
    """The last step first."""


class NormRankedGap(Shape):
    """One requirement that is not met, and what closing it is worth."""

    requirement: NormRequirement
    place: NormPlace
    removed: float
    """Share of the flow that closing it is likely to stop…"""
    removed_low: float
    removed_high: float
    eur: float | None
    per_million: float | None
    """…and for a million euros; unknown where nobody has told what it costs."""
    ahead: bool
    """Whether it comes before the next one whatever is true within the assumptions."""
    plan: NormGapPlan | None


class NormAssumption(Shape):
    """Share of the flow that a port stops by meeting a whole group."""

    group: NormGroup
    low: float
    likely: float
    high: float
    basis: Literal["estimate", "judgement"]
    source: str


class NormGaps(Shape):
    """`GET /api/norms/ports/{port}/gaps`: what is missing, what is worth most first."""

    day: date
    row: NormPortRow
    gaps: list[NormRankedGap]
    closed: list[str]
    """Requirements whose plan was seen closed and that are met."""
    assumptions: list[NormAssumption]
    plans: bool
    """Whether the reader may plan here."""
    agrees: bool
    """Whether the reader may say that a gap is closed."""


class NormGapBody(Shape):
    """Body of a step of a plan, on sight of its version; which fields count follows from it."""

    version: int = Field(ge=0)
    owner: str = Field("", max_length=200)
    until: date | None = None
    eur: float | None = Field(None, ge=0, le=1e12)
    what: str = Field("", max_length=4000)
    evidence: list[str] = Field(default_factory=list[str], max_length=50)


class NormShowing(Shape):
    """A requirement that speaks for or against a clause, and on whose word."""

    requirement: str
    statement: str
    relation: Literal["equal-to", "subset-of", "superset-of", "intersects-with"]
    strength: int
    state: NormState
    backing: NormBacking
    evidence: list[str]


class NormClause(Shape):
    """One clause of another regime, and how far the port's standing shows it."""

    clause: str
    about: str
    source: str
    showing: Literal["full", "part", "against", "nothing"]
    by: list[NormShowing]


class NormRegime(Shape):
    """Another regime by clauses that were read."""

    code: str
    name: str
    edition: str
    read: Literal["text", "heading"]
    clauses: list[NormClause]


class NormRegimes(Shape):
    """`GET /api/norms/ports/{port}/regimes`: what one standing shows for other regimes."""

    day: date
    row: NormPortRow
    regimes: list[NormRegime]
