"""Shapes of scorecards, which customs sees of all and a filer of itself alone."""

from datetime import date, datetime
from typing import Literal

from quaywatch.api.schemas import Shape

SubjectKindName = Literal["carrier", "forwarder", "filer"]
DimensionName = Literal["complete", "precise", "accurate", "on_time", "answered"]


class MeasureShape(Shape):
    """A share of what was filed that was right, drawn to the peers by how little is known."""

    dimension: DimensionName
    value: float
    low: float
    high: float
    """Bounds of the 90 % interval."""
    right: int
    judged: int


class TrendShape(Shape):
    """The change of the score from the period before; steady when it may be noise."""

    change: float
    low: float
    high: float
    direction: Literal["better", "worse", "steady"]


class ScorecardShape(Shape):
    """One subject, or one of its lanes or weeks."""

    name: str
    title: str
    consignments: int
    score: float
    low: float
    high: float
    measures: list[MeasureShape]
    percentile: float | None
    """Share of the peers with a lower score; null among too few peers, and for a part."""
    trend: TrendShape | None


class ScorecardPage(Shape):
    """`GET /api/scorecards?kind=&weeks=&until=`: all subjects of a kind, best first."""

    kind: SubjectKindName
    first_day: date
    last_day: date
    weeks: int
    cards: list[ScorecardShape]


class WeekShape(Shape):
    """A subject's score in the week that begins on this Monday."""

    monday: date
    card: ScorecardShape


class FaultShape(Shape):
    """What one check found, and on how many of a subject's consignments."""

    code: str
    dimension: DimensionName
    text: str
    """The latest case of it."""
    reference: str
    """The bill of that case."""
    consignments: int


class ExampleFinding(Shape):
    """One thing that was wrong with an example."""

    code: str
    severity: Literal["info", "warning", "error"]
    text: str


class ExampleShape(Shape):
    """One of the consignments with most faults, as first filed."""

    reference: str
    message: str
    lane: str
    received_at: datetime | None
    findings: list[ExampleFinding]


class ReportShape(Shape):
    """`GET /api/scorecards/{kind}/{name}`, and `GET /api/portal/scorecard` of one's own."""

    kind: SubjectKindName
    first_day: date
    last_day: date
    weeks_counted: int
    card: ScorecardShape
    weeks: list[WeekShape]
    lanes: list[ScorecardShape]
    faults: list[FaultShape]
    worst: list[ExampleShape]
