"""`/api/calendar`: what the port looks with and what is asked of strata, and changes of both."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import calendars
from quaywatch.api.access import guard, requires
from quaywatch.api.calendar_shapes import (
    CalendarShape,
    CoverageRequest,
    PutResourceRequest,
    TravelRequest,
    WithdrawRequest,
)
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.inspections import Travel

router = APIRouter(prefix="/api/calendar", tags=["plan"])

Keeper = Annotated[OpenSession, Depends(requires(Permission.CALENDAR))]


@router.get("", dependencies=guard(Permission.READ))
def read_calendar(held: Held) -> CalendarShape:
    """Return the calendar in force, and what today's plan gave of what is asked."""
    node, progress = held.node, held.node.plan()
    covered = progress.plan.covered if progress is not None else ()
    return calendars.calendar_shape(node.calendars.calendar, node.capacity, covered, node.now())


@router.put("/resource")
def put_resource(body: PutResourceRequest, keeper: Keeper, held: Held) -> CalendarShape:
    """Add a resource, or change the one of its name from an instant on."""
    resource = calendars.resource_of(body.resource)
    held.node.calendars.put(resource, actor=keeper.user.username, seen=body.version)
    return read_calendar(held)


@router.post("/withdrawn")
def withdraw_resource(body: WithdrawRequest, keeper: Keeper, held: Held) -> CalendarShape:
    """Take a resource away from an instant on."""
    held.node.calendars.withdraw(
        body.resource, body.from_at, actor=keeper.user.username, seen=body.version
    )
    return read_calendar(held)


@router.put("/travel")
def put_travel(body: TravelRequest, keeper: Keeper, held: Held) -> CalendarShape:
    """Say how long mobile resources are on their way between two terminals, from now on."""
    said = body.travel
    travel = Travel(between=(said.one, said.other), minutes=said.minutes)
    held.node.calendars.tell_travel(travel, actor=keeper.user.username, seen=body.version)
    return read_calendar(held)


@router.put("/coverage")
def put_coverage(body: CoverageRequest, keeper: Keeper, held: Held) -> CalendarShape:
    """Ask for shares of strata, from the next freeze on."""
    coverage = calendars.coverage_of(body.strata, body.asked)
    held.node.calendars.ask(coverage, actor=keeper.user.username, seen=body.version)
    return read_calendar(held)
