"""Shapes of `/api/strategy/coverage`: what share of which containers the alliance asks for."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.alliance_shapes import AccordShape, AccordStep
from quaywatch.api.calendar_shapes import CoveredShape
from quaywatch.api.shape import Shape
from quaywatch.api.strategy.allocation_shapes import StrategyHow, StrategyScenario


class CoverageCellShape(Shape):
    """A route with some goods, and what share of it is to be looked at, at least."""

    name: str = Field(pattern=r"^[^/\s]+/[^/\s]+$", max_length=60)
    """Route and goods, such as EC/08."""
    countries: list[Annotated[str, Field(pattern="^[A-Z]{2}$")]] = Field([], max_length=250)
    """Of loading; empty for all."""
    chapters: list[Annotated[str, Field(pattern="^[0-9]{2}$")]] = Field([], max_length=99)
    """Of the Harmonized System; empty for all."""
    share: float = Field(ge=0, le=1)
    why: str = Field("", max_length=300)


class StrategicCoverage(Shape):
    """What is asked of this port, so that moving gains a trafficker nothing."""

    port: str = Field(pattern="^[A-Z]{2}[A-Z2-9]{3}$")
    """UN/LOCODE."""
    cells: list[CoverageCellShape] = Field(min_length=1, max_length=2000)
    """The first that a container is of counts for it."""
    until: date
    """Last day on which it is asked."""
    why: str = Field("", max_length=4000)
    """What it rests on, for whoever confirms it."""


class CoverageDraft(AccordStep):
    """Body of `POST /api/strategy/coverage`."""

    coverage: StrategicCoverage


class CoverageOfPlan(Shape):
    """Body of `POST /api/strategy/coverage/of-plan`: a way of spending, as asked of one port."""

    scenario: StrategyScenario
    how: StrategyHow = "pooled"
    port: str = Field(pattern="^[A-Z]{2}[A-Z2-9]{3}$")
    until: date


class CoverageTriedShape(Shape):
    """What a coverage that is only proposed would do to one stratum of a day."""

    stratum: str
    boxes: int
    asked: float
    """How many of them, at least, were it in force."""
    before: float
    """How many the plan looks at on average by what is in force…"""
    after: float
    """…and by what is proposed."""
    price: float
    """Expected finds that one box less to be looked at would bring elsewhere."""
    short: Literal["no_room", "worth_more_elsewhere"] | None


class CoverageTrial(Shape):
    """A day planned twice, by what is in force and by what is proposed; nothing is kept."""

    day: date
    strata: list[CoverageTriedShape]
    worth_before: float
    """Expected finds, less costs."""
    worth: float
    bound: float
    """No plan by what is proposed is worth more."""


class CoveragePage(Shape):
    """What is in force and proposed, and what today's plan gives of it."""

    accord: AccordShape | None
    """Null where nothing was ever proposed."""
    in_force: StrategicCoverage | None
    proposed: StrategicCoverage | None
    covered: list[CoveredShape]
    """Of each cell that has containers today, as the plan in force has it."""
