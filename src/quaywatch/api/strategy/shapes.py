"""Shapes of the strategy: figures with where they come from, and ports by year."""

from datetime import date
from typing import Literal

from quaywatch.api.shape import Shape

StrategyQuantity = Literal[
    "cocaine_kg",
    "drugs_kg",
    "seizures",
    "containers",
    "containers_checked",
    "scans",
    "scans_change_percent",
    "scans_cleared_percent",
    "scanners",
    "detected_percent",
    "teu",
]
StrategyScope = Literal["port", "region", "country", "union", "origin", "upstream"]
StrategyWhy = Literal["definition", "bound", "revision", "source"]


class StrategyFigure(Shape):
    """One number that somebody has said, with all that one must know to believe or doubt it."""

    id: int
    """Its line among the figures of this version."""
    place: str
    name: str
    country: str
    scope: StrategyScope
    loaded_in: str | None
    quantity: StrategyQuantity
    first: str
    last: str
    value: float
    definition: str
    at_least: bool
    provisional: bool
    derived: bool
    as_of: date | None
    confidence: Literal["high", "medium", "low"]
    source: str
    note: str


class StrategyDisagreement(Shape):
    """Figures of one thing that differ, the best known first."""

    figures: list[int]
    why: list[StrategyWhy]
    spread: float | None
    """Largest over smallest; null where the smallest is zero."""


class StrategyPlace(Shape):
    """A port and where it lies, in degrees east and north."""

    port: str
    name: str
    country: str
    longitude: float
    latitude: float


class StrategySizes(Shape):
    """Quartiles and largest of the single finds that were told of, in kg."""

    count: int
    lower: float
    median: float
    upper: float
    largest: float


class StrategySingle(Shape):
    """One find that was told of."""

    month: str
    port: str
    mass_kg: float
    route: str
    cover: str
    concealment: str
    source: str


class StrategyPortYear(Shape):
    """What was said of a port and a year: lines of figures by quantity, the best known first."""

    port: str
    year: int
    said: dict[StrategyQuantity, list[int]]
    mean_kg: float | None
    sizes: StrategySizes | None


class StrategyChange(Shape):
    """A port from one year to the next: a change of mass is one of number and one of size."""

    port: str
    year: int
    """The later one."""
    figures: list[int]
    """Mass and number before, mass and number after."""
    mass_log: float
    count_log: float
    size_log: float
    count_p: float
    noise: list[float]
    """Relative standard deviation of a yearly mass if nothing changes: least and most."""


class StrategyFigures(Shape):
    """`GET /api/strategy/figures`: all that is known, by port and year; where sources differ."""

    version: str
    figures: list[StrategyFigure]
    singles: list[StrategySingle]
    definitions: dict[str, str]
    places: list[StrategyPlace]
    years: list[StrategyPortYear]
    changes: list[StrategyChange]
    disagreements: list[StrategyDisagreement]


class StrategyFinds(Shape):
    """What was found at a port in a year, by this node or by allies: beside what is public."""

    port: str
    year: int
    whose: Literal["own", "allied"]
    count: int
    mass_kg: float
    """Of those that were weighed."""
    unweighed: int
    told_by: list[str]
    nil_months: list[str]
    """Of which it was told that nothing was found."""
