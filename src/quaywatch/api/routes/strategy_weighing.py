"""`/api/strategy/allocation/…`: who gains what, the worst case, and where whole scanners stand."""

from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter

from quaywatch.api.access import guard
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.strategy import allocating, weighing
from quaywatch.api.strategy.allocation_shapes import StrategyScenario
from quaywatch.api.strategy.weighing_shapes import (
    StrategyScanners,
    StrategyScannersAsked,
    StrategySplit,
    StrategySplitAnswer,
    StrategyWorst,
    StrategyWorstAnswer,
    StrategyWorstAsked,
)

_T = TypeVar("_T")

router = APIRouter(
    prefix="/api/strategy/allocation", tags=["strategy"], dependencies=guard(Permission.STRATEGY)
)


@router.post("/split")
def split_gain(body: StrategyScenario) -> StrategySplitAnswer:
    """Return a split of what acting together gains, or null while it is being computed."""
    alliance = allocating.alliance(body)
    key = ("split", body.model_dump_json())
    found = _refusing(lambda: weighing.answers().ask(key, lambda: weighing.gains(alliance)))
    return StrategySplitAnswer(split=found if isinstance(found, StrategySplit) else None)


@router.post("/worst")
def worst_case(body: StrategyWorstAsked) -> StrategyWorstAnswer:
    """Return the plan for the worst corner of the ranges, or null while it is being computed."""
    alliance = allocating.alliance(body.scenario)
    key = ("worst", body.model_dump_json())
    found = _refusing(lambda: weighing.answers().ask(key, lambda: weighing.worst(alliance, body)))
    return StrategyWorstAnswer(worst=found if isinstance(found, StrategyWorst) else None)


@router.post("/scanners")
def place_scanners(body: StrategyScannersAsked) -> StrategyScanners:
    """Return where so many scanners more stand best."""
    alliance = allocating.alliance(body.scenario)
    return _refusing(lambda: weighing.scanners(alliance, body.scanners, body.minutes))


def _refusing(make: Callable[[], _T]) -> _T:
    """Return what is made, or say what about the scenario does not go together."""
    try:
        return make()
    except ValueError as error:
        raise ApiError(422, "scenario.wrong", str(error)) from error
