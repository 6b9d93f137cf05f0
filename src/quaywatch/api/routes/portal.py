"""`/api/portal/requests`: what a filer's own staff see of the requests to it, and answer."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import requests
from quaywatch.api.access import requires
from quaywatch.api.attaching import answer_of
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.request_shapes import FilerAnswer, FilerRequest, FilerRow
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.requests import AnswerSource

router = APIRouter(prefix="/api/portal/requests", tags=["portal"])

OwnStaff = Annotated[OpenSession, Depends(requires(Permission.PORTAL))]


@router.get("")
def read_own_requests(staff: OwnStaff, held: Held) -> list[FilerRow]:
    """Return what was sent to whom the account speaks for, what is due first in front."""
    return [requests.filer_row(request) for request in held.node.desk.of_filer(_subject(staff))]


@router.get("/{request_id}")
def read_own_request(request_id: str, staff: OwnStaff, held: Held) -> FilerRequest:
    """Return one request to whom the account speaks for; the look is written to the ledger."""
    return _received(request_id, staff, held)


@router.post("/{request_id}/answer")
def answer_own_request(
    request_id: str, body: FilerAnswer, staff: OwnStaff, held: Held
) -> FilerRequest:
    """Answer a request; the consignment is assessed in the light of it."""
    answer, data = answer_of(body, AnswerSource.PORTAL)
    held.node.desk.answer(
        request_id,
        answer,
        actor=staff.user.username,
        seen=None,
        data=data,
        speaks_for=_subject(staff),
    )
    return _received(request_id, staff, held)


def _received(request_id: str, staff: OpenSession, held: Services) -> FilerRequest:
    actor = staff.user.username
    return requests.filer_request(held.node.desk.received(request_id, _subject(staff), actor=actor))


def _subject(staff: OpenSession) -> str:
    if not staff.user.subject:
        raise ApiError(403, "permission.denied", "This account speaks for nobody.")
    return staff.user.subject
