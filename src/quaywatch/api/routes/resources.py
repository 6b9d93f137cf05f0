"""`/api/resources`: what the port looks at containers with, and what of it is out of order."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.resource_shapes import (
    OutageRequest,
    OutageShape,
    ResourceHour,
    ResourceShape,
    RestoredRequest,
)
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.inspections import Outage
from quaywatch.node.resources import Standing

router = APIRouter(prefix="/api", tags=["plan"])

Reporter = Annotated[OpenSession, Depends(requires(Permission.ORDER))]


@router.get("/resources", dependencies=guard(Permission.READ))
def read_resources(held: Held) -> list[ResourceShape]:
    """Return the resources of today, by name."""
    return [_shape(each) for each in held.node.resources()]


@router.post("/resources/outage")
def report_outage(body: OutageRequest, reporter: Reporter, held: Held) -> list[ResourceShape]:
    """Report that a resource does not work."""
    from_at = body.from_at or held.node.now()
    if body.until_at is not None and body.until_at <= from_at:
        raise ApiError(422, "invalid", "The outage ends before it begins.")
    outage = Outage(
        resource=body.resource, from_at=from_at, until_at=body.until_at, reason=body.reason
    )
    held.node.report_outage(outage, actor=reporter.user.username)
    return read_resources(held)


@router.post("/resources/restored")
def lift_outage(body: RestoredRequest, reporter: Reporter, held: Held) -> list[ResourceShape]:
    """Report that a resource works again."""
    held.node.lift_outage(body.resource, actor=reporter.user.username)
    return read_resources(held)


def _shape(each: Standing) -> ResourceShape:
    down = each.outage
    return ResourceShape(
        name=each.name,
        means=each.means.value,
        kind=each.kind.value,
        slots_per_hour=each.slots_per_hour,
        mobile=each.mobile,
        dangerous_goods=each.dangerous_goods,
        hours=[
            ResourceHour(at=hour.at, terminal=hour.terminal, slots=hour.slots, price=hour.price)
            for hour in each.hours
        ],
        hour_worth=each.hour_worth,
        outage=None
        if down is None
        else OutageShape(
            from_at=down.outage.from_at,
            until_at=down.outage.until_at,
            reason=down.outage.reason,
            reported_by=down.reported_by,
        ),
    )
