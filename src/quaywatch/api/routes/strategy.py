"""`/api/strategy`: what is known of the ports together."""

from fastapi import APIRouter

from quaywatch.api.access import guard
from quaywatch.api.permissions import Permission
from quaywatch.api.strategy import telling
from quaywatch.api.strategy.shapes import StrategyFigures

router = APIRouter(prefix="/api/strategy", tags=["strategy"])


@router.get("/figures", dependencies=guard(Permission.STRATEGY))
def read_figures() -> StrategyFigures:
    """Return the public figures, each with its source."""
    return telling.published()
