"""Shapes of what is weighed about a scenario: who gains what, the worst case, whole scanners."""

from typing import Literal

from pydantic import Field, model_validator

from quaywatch.api.shape import Shape
from quaywatch.api.strategy.allocation_shapes import StrategyScenario


class StrategyShareOfGain(Shape):
    """What acting together brings one member; shares of all that could be shipped."""

    port: str
    alone: float
    """Arrives here when each port minds itself…"""
    together: float
    """…and when members act as one with a pool of minutes."""
    part: float
    """Of what they gain together, what is its own: never below zero unless the gain is."""
    transfer: float
    """What the others owe it for that; below zero, what it owes them."""


class StrategySplit(Shape):
    """Who gets how much of what acting together gains."""

    worth: float
    """How much less arrives through members together."""
    ports: list[StrategyShareOfGain]
    shapley: bool
    """Whether these are Shapley's parts, or the nearest that leave nobody worse off."""
    nobody_worse: bool
    envied_by: list[str]
    """The coalition that could gain most by acting without the others…"""
    excess: float
    """…and by how much; at most zero where none could."""


class StrategySplitAnswer(Shape):
    """`POST /api/strategy/allocation/split`; null while it is being computed."""

    split: StrategySplit | None


class StrategyRange(Shape):
    """From where to where an assumption may lie."""

    low: float = Field(gt=0, le=100)
    high: float = Field(gt=0, le=100)

    @model_validator(mode="after")
    def _in_order(self) -> "StrategyRange":
        if self.low > self.high:
            raise ValueError("the low end lies above the high one")
        return self


class StrategyWorstAsked(Shape):
    """Body of `POST /api/strategy/allocation/worst`."""

    scenario: StrategyScenario
    rationality: StrategyRange = StrategyRange(low=0.25, high=1.0)
    gain: StrategyRange = StrategyRange(low=0.5, high=1.4)
    """Factors of what loads bring."""
    detection: StrategyRange = StrategyRange(low=0.5, high=1.0)
    """Factors of what looks find; at most 1."""


class StrategyWorstCase(Shape):
    """One corner of the ranges."""

    rationality: float
    gain: float
    detection: float
    arriving: float
    """Under the plan for the worst case…"""
    usual: float
    """…and under the plan for the scenario as it stands."""
    weight: float
    """How much it decides: above zero where it holds the worst case up."""


class StrategyWorst(Shape):
    """The pooled plan under which least arrives in the worst corner, and what proves it."""

    cases: list[StrategyWorstCase]
    worst: float
    usual_worst: float
    bound: float
    """No plan lets less arrive in its own worst."""
    spent: dict[str, float]
    """Minutes by port."""


class StrategyWorstAnswer(Shape):
    """Null while it is being computed."""

    worst: StrategyWorst | None


class StrategyScannersAsked(Shape):
    """Body of `POST /api/strategy/allocation/scanners`."""

    scenario: StrategyScenario
    scanners: int = Field(ge=1, le=200)
    minutes: float = Field(gt=0, le=1e7)
    """Of one scanner in a year."""


class StrategyScanners(Shape):
    """Where whole scanners stand best, beside what ports have."""

    measured: Literal["arriving", "level"]
    given: dict[str, int]
    before: float
    reached: float
    bound: float
    """No placement comes below."""
