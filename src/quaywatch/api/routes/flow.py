"""`/api/strategy/verdict`: why seizures fell, and what that answer hangs on."""

from typing import Annotated

from fastapi import APIRouter, Query

from quaywatch.api.access import guard
from quaywatch.api.permissions import Permission
from quaywatch.api.strategy import flow
from quaywatch.api.strategy.flow_shapes import FlowAnswer, FlowAssumptions, FlowReasons

router = APIRouter(prefix="/api/strategy", tags=["strategy"])


@router.get("/verdict", dependencies=guard(Permission.STRATEGY))
def read_verdict(assumed: Annotated[FlowAssumptions, Query()]) -> FlowAnswer:
    """Return the verdict on the public figures; asked again until it is there."""
    return flow.answer(assumed)


@router.get("/verdict/reasons", dependencies=guard(Permission.STRATEGY))
def read_reasons(assumed: Annotated[FlowAssumptions, Query()]) -> FlowReasons:
    """Return it with each assumption moved, and without each port and kind of evidence."""
    return flow.reasons(assumed)
