"""How a day is drawn, on the wire."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.shape import Shape

DrawStage = Literal["none", "committed", "frozen", "drawn"]
DrawStrength = Literal["beacon", "persons", "person", "own"]
DrawWeakness = Literal[
    "late", "bound-after", "withheld", "beacon-known", "beacon-missing", "repeated"
]
PlanChange = Literal["find", "outage", "restored", "filing", "orders", "result", "rules"]
BeaconSource = Literal["drand", "nist"]


class ContributionShape(Shape):
    """What one person puts into a draw."""

    by: str
    at: datetime
    seal: str
    opened: bool
    mine: bool
    """Whether it is the reader's own."""
    counts: bool
    """False of whoever froze the candidates: no second person."""


class BeaconShape(Shape):
    """The round of a public beacon to which the node bound itself."""

    source: BeaconSource
    round: str
    at: datetime
    value: str
    """Empty until it came in."""
    record: str
    """Where its value can be looked up."""


class DrawShape(Shape):
    """`GET /api/draws/{day}`: how the draw of a day stands."""

    day: date
    name: str
    """Day and number of the draw: it goes into every seal."""
    number: int
    version: int
    stage: DrawStage
    committed_at: datetime | None
    commitment: str
    """Digest of the node's secret, empty before there is one."""
    contributions: list[ContributionShape]
    beacon: BeaconShape | None
    frozen_at: datetime | None
    frozen_by: str
    root: str
    """Digest of the frozen candidates, empty before."""
    boxes: int
    due_at: datetime | None
    """When it is drawn at the latest, while something is awaited."""
    drawn_at: datetime | None
    seed: str
    drawn: int
    audits: int
    """Of these, boxes of the random audit."""
    audits_inspected: int
    strength: DrawStrength
    weaknesses: list[DrawWeakness]


class PlanMadeShape(Shape):
    """`GET /api/draws/{day}/plans`: one plan of a day, of several that followed each other."""

    number: int
    """Of its draw."""
    made_at: datetime | None
    strength: DrawStrength
    change: PlanChange | None
    """For what the day was planned again; null of its first plan."""
    what: str
    """The box, resource or message that this is about; empty where it is about none."""
    changed_at: datetime | None
    terminals: list[str]
    """Where it was planned again; empty for everywhere."""
    drawn: int
    withdrawn: int
    """Boxes that the plan before asked for, and this one does not."""
    kept: int
    """Boxes of earlier draws that stand."""


class VerificationShape(Shape):
    """`GET /api/draws/{day}/verification`: the draw made again from the ledger."""

    holds: bool
    differences: list[str]
    """What differs, in English."""


class CommitRequest(Shape):
    """Binds the node to its secret, and to a beacon's first round from an instant on."""

    beacon: BeaconSource | None = None
    at: datetime | None = None


class SealRequest(Shape):
    """Hands in the seal of a value that stays with whoever made it."""

    version: int
    seal: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class ValueRequest(Shape):
    """Opens what was sealed, or gives the beacon's value."""

    version: int
    value: Annotated[str, Field(max_length=200)]
