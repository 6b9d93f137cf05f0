"""Shapes of audits and tests: what would tell us, and what was tested."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.shape import Shape

AuditQuestion = Literal[
    "prevalence", "detection", "false-clears", "flow-changed", "detection-changed", "moved"
]
AuditWay = Literal[
    "openings",
    "stratified",
    "scans",
    "mix",
    "tests",
    "seizures",
    "images",
    "inserted",
    "only-after",
]
AuditCaveat = Literal[
    "before",
    "stale",
    "known-finds",
    "same-finds",
    "guessed",
    "allies",
    "control",
    "reading",
    "too-many",
]
_Part = Annotated[float, Field(ge=1e-4, le=1 - 1e-4)]
_Cost = Annotated[float, Field(ge=1e-3, le=1e6)]


class AuditAsked(Shape):
    """`POST /api/strategy/audits/plan`: what is supposed, and how surely the answer is wished."""

    boxes: Annotated[int, Field(ge=100, le=100_000_000)] = 160_000
    prevalence: Annotated[float, Field(ge=0.0001, le=0.2)] = 0.003
    opening: _Part = 0.9
    scan: _Part = 0.6
    reader: _Part = 0.5
    detection: Annotated[float, Field(ge=0.01, le=0.95)] = 0.12
    factor: Annotated[float, Field(ge=0.05, le=4)] = 0.4
    """What flow or detection is multiplied by; 1 is no change and is refused."""
    rise: Annotated[float, Field(ge=1.05, le=10)] = 1.5
    risky_boxes: _Part = 0.15
    risky_loads: _Part = 0.7
    done_before: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    opening_cost: _Cost = 16.0
    scan_cost: _Cost = 0.5
    test_cost: _Cost = 24.0
    image_cost: _Cost = 0.05
    power: Annotated[float, Field(ge=0.5, le=0.99)] = 0.8
    error: Annotated[float, Field(ge=0.05, le=1)] = 0.2
    level: Annotated[float, Field(ge=0.001, le=0.2)] = 0.05


class AuditNeeds(Shape):
    """One way to answer a question, with all that it takes."""

    question: AuditQuestion
    way: AuditWay
    possible: bool
    openings: int
    scans: int
    tests: int
    images: int
    cost: float
    most: float | None
    gain: float | None
    caveats: list[AuditCaveat]


class AuditPlan(Shape):
    """The ways to answer each question, the cheapest first."""

    needs: list[AuditNeeds]


SeedKind = Literal["load", "booking"]
SeedStage = Literal["targeting", "scan", "opening"]
SeedConcealment = Literal["rip_on", "in_load", "structure", "reefer_unit", "other"]
SeedStep = Literal["confirm", "report", "close", "call-off"]


class SeedPlanted(Shape):
    """A test to put down."""

    kind: SeedKind
    stage: SeedStage
    port: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]
    concealment: SeedConcealment
    made_on: date
    refresh_due: date
    second: Annotated[str, Field(min_length=1, max_length=100)]
    where: Annotated[str, Field(max_length=200)] = ""


class SeedReport(Shape):
    """What became of a test."""

    version: int
    found: bool
    on: date


class SeedVersion(Shape):
    """On which version somebody acts."""

    version: int


class SeedReason(Shape):
    """Why a test does not count."""

    version: int
    reason: Annotated[str, Field(min_length=1, max_length=1000)]


class SeedTest(Shape):
    """One test; `where` is empty but for the two who are responsible."""

    name: str
    version: int
    standing: Literal["none", "registered", "open", "reported", "closed", "called-off"]
    kind: SeedKind
    stage: SeedStage
    port: str
    concealment: SeedConcealment
    made_on: date
    refresh_due: date
    first: str
    second: str
    where: str
    found: bool | None
    on: date | None
    reason: str
    stale: bool
    due: bool
    """Whether it runs and its way of hiding is out of date."""
    steps: list[SeedStep]
    """What whoever asks may do with it now."""


class SeedDetected(Shape):
    """What one stage found of one sort of test, with its exact 95 % interval."""

    kind: Literal["load", "booking", "inserted"]
    stage: SeedStage
    found: int
    of: int
    low: float
    high: float
    stale: int


class SeedTests(Shape):
    """`GET /api/strategy/audits/tests`: what whoever asks may see of seeded tests."""

    own: list[SeedTest]
    over: list[SeedTest]
    running: int
    detected: list[SeedDetected]
    may: bool
    """Whether whoever asks may put tests down."""


class WarningAlert(Shape):
    """One series that stands out."""

    kind: Literal["port", "route", "cover", "port-route"]
    name: str
    sign: Literal["more", "larger"]
    last: float
    usual: float
    chance: float
    finds: list[str]
    """Boxes and notices that it rests on, for who may see them."""
    count: int


class WarningsShape(Shape):
    """`GET /api/strategy/audits/warnings`: what stands out among finds."""

    since: date
    until: date
    before: int
    alerts: list[WarningAlert]
    series: int
    one_in: int
