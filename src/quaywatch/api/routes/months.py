"""`/api/alliance/months`: what ports tell of their months, and the gaps among them."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import alliance_shapes, month_shapes
from quaywatch.api.access import requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.routes.alliance import published
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.node import NoAlliance
from quaywatch.node.allied.monthly import Port, Telling, Told

router = APIRouter(prefix="/api/alliance/months", tags=["alliance"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]


@router.get("")
def read_months(held: Held, _session: Ally) -> month_shapes.MonthsPage:
    """Return the last months of this port and of allies, told or not."""
    try:
        found = held.node.allied.months.returns()
    except NoAlliance:
        return month_shapes.MonthsPage(port="", ports=[], due=[])
    return month_shapes.MonthsPage(
        port=found.port,
        ports=[_port(one) for one in found.ports],
        due=[
            month_shapes.MonthDue(
                month=one.month, inspections=one.inspections, finds=one.finds, again=one.again
            )
            for one in found.due
        ],
    )


@router.post("")
def tell_month(
    body: month_shapes.MonthRequest, held: Held, session: Sharer
) -> alliance_shapes.PublicationPage:
    """Put a month of the own port forward; another person lets it go out."""
    months = held.node.allied.months
    port = months.returns().port
    if not port:
        raise ApiError(409, "alliance.no-port", "This node has no port of its own.")
    said = Telling(
        port=port,
        month=body.month,
        nil=body.nil,
        legal_basis=body.legal_basis,
        retain_until=body.retain_until,
        correction=body.correction,
    )
    try:
        _, life = months.tell(said, actor=session.user.username)
    except ValueError as error:
        raise ApiError(422, "alliance.form", str(error)) from error
    return published(held, session, life.name)


def _port(one: Port) -> month_shapes.PortMonths:
    return month_shapes.PortMonths(
        node=one.node, at=one.at, own=one.own, months=[_month(each) for each in one.months]
    )


def _month(one: Told) -> month_shapes.MonthTold:
    said = one.figures
    return month_shapes.MonthTold(
        month=one.month,
        name=one.name,
        inspections=None if said is None else said.inspections,
        finds=None if said is None else said.finds,
        at=one.at,
        waits=one.waits,
    )
