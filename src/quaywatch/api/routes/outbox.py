"""`/api/outbox`: what is to be handed to filers, for whoever carries it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from quaywatch.api import requests
from quaywatch.api.access import guard, requires
from quaywatch.api.files import gives_file
from quaywatch.api.permissions import Permission
from quaywatch.api.request_shapes import ParcelShape
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/outbox", tags=["outbox"])

Carrier = Annotated[OpenSession, Depends(requires(Permission.DELIVER))]
Position = Annotated[int, Path(ge=1, le=2**62)]


@router.get("", dependencies=guard(Permission.DELIVER))
def read_outbox(held: Held, limit: Annotated[int, Query(ge=0, le=500)] = 100) -> list[ParcelShape]:
    """Return what nobody has delivered yet, oldest first."""
    return [requests.parcel_shape(parcel) for parcel in held.node.outbox.waiting(limit)]


@router.get(
    "/{position}",
    response_class=Response,
    responses=gives_file("application/octet-stream"),
    dependencies=guard(Permission.DELIVER),
)
def read_parcel(position: Position, held: Held) -> Response:
    """Return the bytes to hand over."""
    parcel, data = held.node.outbox.read(position)
    headers = {"Content-Disposition": f'attachment; filename="{parcel.name}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.post("/{position}/delivered", response_class=Response, status_code=204)
def note_delivered(position: Position, carrier: Carrier, held: Held) -> Response:
    """Note that it was handed over; said again it changes nothing."""
    held.node.outbox.delivered(position, actor=carrier.user.username)
    return Response(status_code=204)
