"""`/api/strategy/verdict`: why seizures fell, and what that answer hangs on."""

from typing import Annotated

from fastapi import APIRouter, Query

from quaywatch.api.access import guard
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.api.strategy import flow
from quaywatch.api.strategy.flow_shapes import FlowAnswer, FlowAssumptions, FlowReasons

router = APIRouter(prefix="/api/strategy", tags=["strategy"])


@router.get("/verdict", dependencies=guard(Permission.STRATEGY))
def read_verdict(held: Held, assumed: Annotated[FlowAssumptions, Query()]) -> FlowAnswer:
    """Return the verdict on public figures and own audits; asked again until it is there."""
    node = held.node
    return flow.answer(assumed, node.auditing.observed(), simulated=node.description.simulated)


@router.get("/verdict/reasons", dependencies=guard(Permission.STRATEGY))
def read_reasons(held: Held, assumed: Annotated[FlowAssumptions, Query()]) -> FlowReasons:
    """Return it with each assumption moved, and without each port and kind of evidence."""
    node = held.node
    return flow.reasons(assumed, node.auditing.observed(), simulated=node.description.simulated)
