"""`/api/draws`: how a day is drawn, and what people put into it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from quaywatch.api import draws
from quaywatch.api.access import Reader, guard, requires
from quaywatch.api.draw_shapes import (
    CommitRequest,
    DrawShape,
    PlanMadeShape,
    SealRequest,
    ValueRequest,
    VerificationShape,
)
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.inspections.drawing import Beacon, Draw, round_at, written

router = APIRouter(prefix="/api", tags=["draws"])

Contributor = Annotated[OpenSession, Depends(requires(Permission.CONTRIBUTE))]
Planner = Annotated[OpenSession, Depends(requires(Permission.PLAN))]


Number = Annotated[int | None, Query(ge=1, le=9999)]
"""Of the day's draw; without it the one that says how the day stands."""


@router.get("/draws/{day}")
def read_draw(day: date, reader: Reader, held: Held, number: Number = None) -> DrawShape:
    """Return how a draw of a day stands."""
    return _shape(held, held.node.draws.read(day, number), reader)


@router.get("/draws/{day}/plans", dependencies=guard(Permission.READ))
def read_plans(day: date, held: Held) -> list[PlanMadeShape]:
    """Return the plans of a day as they followed each other, each with what it was made for."""
    return [draws.made_shape(draw, plan) for draw, plan in held.node.draws.made(day)]


@router.post("/draws/{day}/commit")
def commit_draw(day: date, body: CommitRequest, planner: Planner, held: Held) -> DrawShape:
    """Bind the node to its secret for a day, and to a public beacon's round if one is named."""
    name = planner.user.username
    return _shape(held, held.node.draws.commit(day, actor=name, beacon=_beacon(body)), planner)


@router.post("/draws/{day}/seal")
def seal_contribution(
    day: date, body: SealRequest, contributor: Contributor, held: Held
) -> DrawShape:
    """Hand in the seal of a value before the candidates are frozen."""
    name = contributor.user.username
    draw = held.node.draws.seal(day, body.seal, actor=name, seen=body.version)
    return _shape(held, draw, contributor)


@router.post("/draws/{day}/open")
def open_contribution(
    day: date, body: ValueRequest, contributor: Contributor, held: Held
) -> DrawShape:
    """Open what one sealed, once the candidates are frozen."""
    name = contributor.user.username
    draw = held.node.draws.reveal(day, body.value, actor=name, seen=body.version)
    return _shape(held, draw, contributor)


@router.post("/draws/{day}/beacon")
def take_beacon(day: date, body: ValueRequest, contributor: Contributor, held: Held) -> DrawShape:
    """Take the public beacon's value in."""
    name = contributor.user.username
    draw = held.node.draws.take_beacon(day, body.value, actor=name, seen=body.version)
    return _shape(held, draw, contributor)


@router.get("/draws/{day}/verification", dependencies=guard(Permission.READ))
def verify_draw(day: date, held: Held) -> VerificationShape:
    """Make all draws of a day again and say what differs."""
    found = held.node.draws.verify(day)
    return VerificationShape(holds=not found, differences=[each.said for each in found])


@router.get("/draws/{day}/sheet", dependencies=guard(Permission.READ))
def read_sheet(day: date, held: Held, number: Number = None) -> Response:
    """Return the public sheet of a draw: anybody can check it, and it names no candidate."""
    sheet = held.node.draws.sheet(day, number)
    name = f"draw-{sheet.name.replace('/', '-')}.json"
    return Response(
        written(sheet),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shape(held: Services, draw: Draw, session: OpenSession) -> DrawShape:
    return draws.shape(draw, held.node.draws.audits(draw.day), session.user.username)


def _beacon(body: CommitRequest) -> Beacon | None:
    if body.beacon is None:
        return None
    if body.at is None or body.at.tzinfo is None:
        raise ApiError(422, "draw.form", "Say from which instant on the beacon's round counts.")
    return round_at(body.beacon, body.at)
