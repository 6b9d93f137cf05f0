"""Shapes of the alliance's scanning: a scenario, what comes of it, and what a change does."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from quaywatch.api.shape import Shape

StrategyHow = Literal["floors", "even", "national", "common", "pooled"]
_Share = Field(ge=0, le=1)
_Amount = Field(ge=0, le=1e6)


class StrategyScenarioPort(Shape):
    """A port with what it can look at."""

    port: str = Field(pattern="^[A-Z]{2}[A-Z2-9]{3}$")
    containers: float = Field(gt=0, le=1e9)
    scanned: float = _Share
    member: bool
    floor: float | None = Field(None, ge=0, le=1)
    """Its own share that is found in any case; null for that of the scenario."""
    met: float = Field(0.0, ge=0, le=1)
    """How much of the common standard it meets; counts where `standard` says so."""


class StrategyPart(Shape):
    """A route or a sort of goods: its share of containers, and its factor of the gain."""

    code: str = Field(min_length=1, max_length=20)
    share: float = Field(gt=0, le=1)
    factor: float = _Amount


class StrategyScenario(Shape):
    """All that an answer hangs on; money in thousand euros a kilogram."""

    ports: list[StrategyScenarioPort] = Field(min_length=1, max_length=60)
    routes: list[StrategyPart] = Field(min_length=1, max_length=60)
    goods: list[StrategyPart] = Field(min_length=1, max_length=60)
    gain: float = _Amount
    penalty: float = _Amount
    stay: float = _Amount
    rationality: float = Field(ge=0, le=100)
    scan_finds: float = Field(gt=0, le=1)
    scan_minutes: float = Field(gt=0, le=10_000)
    open_finds: float = Field(gt=0, le=1)
    open_minutes: float = Field(gt=0, le=10_000)
    floor: float = _Share
    standard: Literal["low", "likely", "high"] | None = None
    """Which figures are assumed of what keeping the standard does; null for nothing."""


class StrategyAssumption(Shape):
    """One number with the range to look at, and what stands behind it."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    basis: Literal["public", "assumed", "measured"]
    source: str


class StrategyOrigin(Shape):
    """What stands behind a route or sort of goods, and where a route begins."""

    code: str
    basis: Literal["public", "assumed"]
    source: str
    name: str
    longitude: float | None
    latitude: float | None


class StrategyAssumptions(Shape):
    """`GET /api/strategy/assumptions`: the scenario one begins with, and what it rests on."""

    scenario: StrategyScenario
    assumptions: list[StrategyAssumption]
    origins: list[StrategyOrigin]
    places: list["StrategyLies"]
    standings: list["StrategyMeets"]
    standard: list["StrategyStandardFigure"]


class StrategyMeets(Shape):
    """How much of the common standard a port meets today, by weight of its requirements."""

    port: str
    met: float


class StrategyStandardFigure(Shape):
    """What keeping the standard is assumed to do; nobody has measured it."""

    name: Literal["dearer", "spoilt"]
    low: float
    likely: float
    high: float
    source: str
    """Empty where it is judgement alone."""


class StrategyLies(Shape):
    """Where a port of a scenario lies; all ports that one can add."""

    port: str
    name: str
    longitude: float
    latitude: float


class StrategyAsked(Shape):
    """Body of `POST /api/strategy/allocation`."""

    scenario: StrategyScenario
    how: StrategyHow = "pooled"


class StrategyAtPort(Shape):
    """What comes of it at one port; shares of all that could be shipped."""

    port: str
    member: bool
    arriving: float | None
    chosen: float | None
    minutes: float
    has: float
    covered: float
    level: float
    price: float
    """By how much what arrives (or the level) falls with one scanner minute more here."""


class StrategyStream(Shape):
    """How much of what could be shipped goes from a route to a port."""

    route: str
    port: str
    chosen: float


class StrategyOutcome(Shape):
    """One way of spending the minutes, with what proves it."""

    how: StrategyHow
    arriving: float | None
    level: float
    deterred: bool
    ports: list[StrategyAtPort]
    streams: list[StrategyStream]
    """The widest; none for traffickers who always choose the best."""
    proof: Literal["none", "bound", "no_regret"]
    bound: float | None
    gap: float | None


class StrategyReason(Shape):
    """One thing that a change does."""

    code: Literal[
        "less_arrives",
        "more_arrives",
        "unchanged",
        "port_gains",
        "port_loses",
        "traffic_comes",
        "traffic_goes",
        "not_shipped",
        "spends_elsewhere",
        "spends_more",
    ]
    port: str
    before: float
    after: float


class StrategyChangeAsked(Shape):
    """Body of `POST /api/strategy/allocation/change`."""

    scenario: StrategyScenario
    how: StrategyHow = "pooled"
    port: str = Field(max_length=5)
    change: Literal["joins", "leaves", "buys"]
    minutes: float = Field(0, ge=0, le=1e9)


class StrategyDifference(Shape):
    """What a change does, the largest in front."""

    before: StrategyOutcome
    after: StrategyOutcome
    reasons: list[StrategyReason]


class StrategyRow(Shape):
    """What is asked of one route and sort of goods at a port."""

    route: str
    goods: str
    share: float
    looks: dict[str, float]
    value: float
    because: Literal["floor", "even", "ceiling"]


class StrategyRowsAsked(Shape):
    """Body of `POST /api/strategy/allocation/rows`."""

    scenario: StrategyScenario
    how: StrategyHow = "pooled"
    port: str = Field(max_length=5)


class StrategySaveBody(Shape):
    """Body of `PUT /api/strategy/scenarios/{name}`: on sight of a version, 0 for a new name."""

    version: int = Field(ge=0)
    title: str = Field(min_length=1, max_length=120)
    note: str = Field("", max_length=2000)
    scenario: StrategyScenario


class StrategySaved(Shape):
    """A scenario that was saved."""

    name: str
    version: int
    by: str
    at: datetime
    title: str
    note: str
    scenario: StrategyScenario
