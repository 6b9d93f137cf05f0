"""`/api/strategy/allocation`: how the alliance's scanning would be spread in a supposed world."""

from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter

from quaywatch.api.access import guard
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.api.strategy import allocating
from quaywatch.api.strategy.allocation_shapes import (
    StrategyAsked,
    StrategyAssumptions,
    StrategyChangeAsked,
    StrategyDifference,
    StrategyOutcome,
    StrategyRow,
    StrategyRowsAsked,
    StrategyScenario,
)
from quaywatch.strategy.allocation import (
    Alliance,
    Difference,
    How,
    bought,
    compare,
    joined,
    left,
    settle,
)

_T = TypeVar("_T")

router = APIRouter(
    prefix="/api/strategy", tags=["strategy"], dependencies=guard(Permission.STRATEGY)
)


@router.get("/assumptions")
def read_assumptions(held: Held) -> StrategyAssumptions:
    """Return the scenario one begins with, and what each of its numbers rests on."""
    matrix = held.node.norms.standings.matrix(held.node.today())
    met = {
        one.port: one.total.weight_met / one.total.weight
        for one in matrix.ports
        if one.total.weight
    }
    return allocating.beginning(met, held.node.description.treatments)


@router.post("/allocation")
def allocate(body: StrategyAsked) -> StrategyOutcome:
    """Return what comes of one way of spending the minutes."""
    return allocating.outcome(_refusing(lambda: settle(*_of(body.scenario, body.how))))


@router.post("/allocation/compare")
def compare_all(body: StrategyScenario) -> list[StrategyOutcome]:
    """Return what comes of each way of spending them."""
    alliance = allocating.alliance(body)
    if alliance.traffickers.rationality is None and alliance.outsiders:
        how = (How.FLOORS, How.EVEN)
        return [allocating.outcome(settle(alliance, each)) for each in how]
    made = _refusing(lambda: compare(alliance))
    return [allocating.outcome(each) for each in made.values()]


@router.post("/allocation/change")
def change(body: StrategyChangeAsked) -> StrategyDifference:
    """Return what changes when a port joins, leaves, or gets more minutes."""
    alliance, how = _of(body.scenario, body.how)

    def made() -> Difference:
        if body.change == "joins":
            return joined(alliance, body.port, how)
        if body.change == "leaves":
            return left(alliance, body.port, how)
        return bought(alliance, body.port, body.minutes, how)

    return allocating.difference(_refusing(made))


@router.post("/allocation/rows")
def read_rows(body: StrategyRowsAsked) -> list[StrategyRow]:
    """Return what is asked of each route and sort of goods at a port, and why."""
    rows = _refusing(lambda: settle(*_of(body.scenario, body.how)).rows(body.port))
    return [
        StrategyRow(
            route=one.route,
            goods=one.goods,
            share=one.share,
            looks=one.looks,
            value=one.value,
            because=one.because.value,
        )
        for one in rows
    ]


def _of(scenario: StrategyScenario, how: str) -> tuple[Alliance, How]:
    return allocating.alliance(scenario), How(how)


def _refusing(make: Callable[[], _T]) -> _T:
    """Return what is made, or say what about the scenario does not go together."""
    try:
        return make()
    except KeyError as error:
        raise ApiError(404, "not-found", f"There is no such port: {error}.") from error
    except ValueError as error:
        raise ApiError(422, "scenario.wrong", str(error)) from error
