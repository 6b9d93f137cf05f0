"""Shapes of `/api/readers`: how well those who read pictures do."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.shape import Shape

WayOfHiding = Literal["rip_on", "in_load", "structure", "reefer_unit", "other"]


class RateShape(Shape):
    """How often something happened, and within what its rate lies with 95 % probability."""

    times: int
    of: int
    mean: float
    low: float
    high: float


class PlaceRateShape(Shape):
    """Hits by where the threat was put."""

    concealment: WayOfHiding
    hits: RateShape


class GoodsRateShape(Shape):
    """Hits and false alarms by section of the Harmonized System of what is declared."""

    section: str
    """In Roman figures; empty where nothing is declared."""
    hits: RateShape | None
    alarms: RateShape | None


class CurvePointShape(Shape):
    """A reader as it speaks up from one degree of sureness on."""

    hits: RateShape
    alarms: RateShape


class ReaderSignalShape(Shape):
    """A reader became worse."""

    at: datetime
    since: datetime
    """Look from which on it is likeliest to have been so."""
    looks: int
    before: float
    after: float


class ReaderDriftShape(Shape):
    """How a rate went on."""

    watched: int
    wanting: int
    """Looks still wanted before anything can be said."""
    level: float
    """How near a signal is: 1 is one."""
    signals: list[ReaderSignalShape]


class PaceShape(Shape):
    """What work without a break does: by how much the odds of a miss are multiplied."""

    threats: int
    half_hour: float
    half_hour_low: float
    half_hour_high: float
    twenty: float
    """Of each twenty pictures."""
    twenty_low: float
    twenty_high: float
    break_after: int | None
    """Minutes after which a break is advised."""


class SecondLookShape(Shape):
    """What a second look by somebody adds to a first that saw nothing."""

    reader: str
    found: float
    alarmed: float
    both: float


class ReaderShape(Shape):
    """One reader."""

    reader: str
    sort: Literal["analyst", "machine"]
    hits: RateShape
    alarms: RateShape
    sensitivity: float
    sensitivity_low: float
    sensitivity_high: float
    places: list[PlaceRateShape]
    goods: list[GoodsRateShape]
    points: list[CurvePointShape]
    """From the surest word on."""
    seconds: float | None
    reliability: float
    hits_drift: ReaderDriftShape
    alarms_drift: ReaderDriftShape
    pace: PaceShape | None
    second_looks: list[SecondLookShape]
    """By colleagues, what adds most first; empty for whoever sees only themselves."""


class TogetherShape(Shape):
    """What machine and analysts find, at as many false alarms as analysts make."""

    false_alarm: float
    analysts: float
    machine: float
    both: float
    threats: int


class FedCurveShape(Shape):
    """What plans reckon with, or would, of one way of hiding."""

    concealment: WayOfHiding
    points: list[list[float]]
    """False alarms and hits, from the surest word on."""
    looks: float
    source: str


class InsertingRuleShape(Shape):
    """How often threats are inserted."""

    every: Annotated[int, Field(ge=4, le=1000)]
    """One picture in so many, for each reader."""
    spare_minutes: Annotated[int, Field(ge=0, le=1440)]
    """Pictures that must be judged within so many minutes are left alone."""


class InsertingRuleRequest(Shape):
    """`POST /api/readers/rule`."""

    rule: InsertingRuleShape | None
    """None: nothing is inserted any more."""


class BoundShape(Shape):
    """A month to whose lots the node is bound."""

    period: str
    share: str
    """SHA-256 digest of its secret."""
    at: datetime
    secret: str | None
    """Once it is over, so that everybody can draw its lots again."""


class ReadersShape(Shape):
    """`GET /api/readers`."""

    everybody: bool
    """Whether all readers are shown, or machines and whoever asks."""
    readers: list[ReaderShape]
    pace: PaceShape
    """Of all analysts together."""
    together: TogetherShape | None
    feeding: list[FedCurveShape]
    """What plans would be fed with;"""
    fed: list[FedCurveShape]
    """and what they are."""
    rule: InsertingRuleShape | None
    bound: list[BoundShape]
    simulated: bool
    """Whether the node's world is."""
