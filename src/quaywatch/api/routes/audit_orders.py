"""`/api/strategy/audits/orders`: audits that one person orders and another confirms."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends

from quaywatch.alliance.accords import Topic
from quaywatch.api import alliance
from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.routes.accords import offer
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.api.strategy import ordering
from quaywatch.api.strategy.order_shapes import (
    AuditOrderDraft,
    AuditOrderOfPlan,
    AuditOrders,
    AuditOrderShape,
    AuditSend,
    AuditSent,
)

router = APIRouter(prefix="/api/strategy/audits/orders", tags=["strategy"])

Onlooker = Annotated[OpenSession, Depends(requires(Permission.AUDITS))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]
Orderer = Annotated[OpenSession, Depends(requires(Permission.SEED))]


@router.get("")
def read_orders(held: Held, session: Onlooker) -> AuditOrders:
    """Return what is ordered, and how far each stratum has come."""
    return _told(held, session)


@router.post("/of-plan", dependencies=guard(Permission.STRATEGY))
def order_of_plan(body: AuditOrderOfPlan) -> AuditOrderShape:
    """Return one of the planner's answers as an order of one port; nothing is kept."""
    return ordering.of_plan(body)


@router.post("")
def propose_order(body: AuditOrderDraft, held: Held, session: Orderer) -> AuditOrders:
    """Order it, or order it otherwise; another person confirms it."""
    held.node.allied.accords.propose(
        ordering.order_of(body.order), actor=session.user.username, seen=body.version
    )
    return _told(held, session)


@router.post("/{name}/send")
def send_pictures(name: str, body: AuditSend, held: Held, session: Sharer) -> AuditSent:
    """Put drawn pictures forward to be shared; each waits for a second person, as any notice."""
    try:
        handling = alliance.handling_of(body.handling)
    except (msgspec.ValidationError, ValueError) as error:
        raise ApiError(422, "audit-order.form", str(error)) from error
    return AuditSent(sent=held.node.auditing.send(name, handling, actor=session.user.username))


def _told(held: Services, session: OpenSession, _: str = "") -> AuditOrders:
    user = session.user
    return ordering.told(held.node.auditing.orders(), user.username, user.role)


offer(router, Topic.AUDIT, "/{name}", _told)
