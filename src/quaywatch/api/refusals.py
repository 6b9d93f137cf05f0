"""What the node refuses, as HTTP answers."""

from typing import cast

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from quaywatch.api.errors import error_response
from quaywatch.inspections import Refusal, Refused
from quaywatch.inspections.calendar import STREAM as CALENDAR
from quaywatch.inspections.calendar import Refusal as CalendarRefusal
from quaywatch.inspections.calendar import Refused as CalendarRefused
from quaywatch.inspections.drawing import Refusal as DrawRefusal
from quaywatch.inspections.drawing import Refused as DrawRefused
from quaywatch.inspections.drawing import draw_of
from quaywatch.inspections.reading import UnreadableCalendar
from quaywatch.ledger import Conflict
from quaywatch.node import (
    NoSlot,
    NothingLeft,
    Tampered,
    UnknownBox,
    UnknownDocument,
    UnknownDraw,
    UnknownModel,
    UnknownParty,
    UnknownProfile,
    UnknownRequest,
    UnknownResource,
    UnknownSubject,
)
from quaywatch.node.board import PhotoError
from quaywatch.node.scanning import ScanRefused
from quaywatch.requests import Refusal as RequestRefusal
from quaywatch.requests import Refused as RequestRefused
from quaywatch.requests import request_of
from quaywatch.risk.life import Refusal as ModelRefusal
from quaywatch.risk.life import Refused as ModelRefused
from quaywatch.risk.life import model_of
from quaywatch.rules.life import Refusal as ProfileRefusal
from quaywatch.rules.life import Refused as ProfileRefused
from quaywatch.rules.life import code_of

_BOX_STATUS = {
    Refusal.NOT_HOLDER: 403,
    Refusal.FOUR_EYES: 403,
    Refusal.NOT_OFFERED: 403,
    Refusal.SAME_PERSON: 422,
    Refusal.REASON_NEEDED: 422,
    Refusal.KEY_REUSED: 422,
    Refusal.UNKNOWN_PHOTO: 422,
}
"""Everything else is refused for the state that the box is in."""

_REQUEST_STATUS = {
    RequestRefusal.FOUR_EYES: 403,
    RequestRefusal.FILER: 403,
    RequestRefusal.NOT_YOURS: 403,
    RequestRefusal.EMPTY: 422,
    RequestRefusal.TELLS_TOO_MUCH: 422,
}
"""Everything else is refused for the state that the request is in."""

_PROFILE_STATUS = {
    ProfileRefusal.FOUR_EYES: 403,
    ProfileRefusal.NO_END: 422,
    ProfileRefusal.TAKEN: 422,
}
"""Everything else is refused for the state that the profile is in."""


_MODEL_STATUS = {
    ModelRefusal.FOUR_EYES: 403,
    ModelRefusal.TOO_LITTLE: 422,
}
"""Everything else is refused for the state that the model is in."""


_DRAW_STATUS = {DrawRefusal.NOT_YOURS: 403, DrawRefusal.FORM: 422}
"""Everything else is refused for the state that the draw is in."""

_CALENDAR_STATUS = {CalendarRefusal.UNKNOWN_RESOURCE: 404, CalendarRefusal.PAST: 422}


def install_refusals(app: FastAPI) -> None:
    """Make `app` answer the node's refusals with their codes."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestRefused, _request_refused)
    app.add_exception_handler(ProfileRefused, _profile_refused)
    app.add_exception_handler(ModelRefused, _model_refused)
    app.add_exception_handler(DrawRefused, _draw_refused)
    app.add_exception_handler(CalendarRefused, _calendar_refused)
    app.add_exception_handler(UnreadableCalendar, _calendar_wrong)
    app.add_exception_handler(UnknownDraw, _unknown)
    app.add_exception_handler(UnknownResource, _unknown)
    app.add_exception_handler(Tampered, _tampered)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(NoSlot, _no_slot)
    app.add_exception_handler(NothingLeft, _nothing_left)
    app.add_exception_handler(PhotoError, _no_photo)
    app.add_exception_handler(ScanRefused, _no_scan)
    app.add_exception_handler(UnknownBox, _unknown)
    app.add_exception_handler(UnknownDocument, _unknown)
    app.add_exception_handler(UnknownSubject, _unknown)
    app.add_exception_handler(UnknownRequest, _unknown)
    app.add_exception_handler(UnknownProfile, _unknown)
    app.add_exception_handler(UnknownParty, _unknown)
    app.add_exception_handler(UnknownModel, _unknown)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("Refused", error)
    status = _BOX_STATUS.get(refused.code, 409)
    return error_response(status, f"box.{refused.code}", str(refused))


def _request_refused(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("RequestRefused", error)
    status = _REQUEST_STATUS.get(refused.code, 409)
    return error_response(status, f"request.{refused.code}", str(refused))


def _profile_refused(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("ProfileRefused", error)
    status = _PROFILE_STATUS.get(refused.code, 409)
    return error_response(status, f"profile.{refused.code}", str(refused))


def _model_refused(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("ModelRefused", error)
    status = _MODEL_STATUS.get(refused.code, 409)
    return error_response(status, f"model.{refused.code}", str(refused))


def _draw_refused(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("DrawRefused", error)
    status = _DRAW_STATUS.get(refused.code, 409)
    return error_response(status, f"draw.{refused.code}", str(refused))


def _calendar_refused(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("CalendarRefused", error)
    status = _CALENDAR_STATUS.get(refused.code, 409)
    return error_response(status, f"calendar.{refused.code}", str(refused))


def _calendar_wrong(_request: Request, error: Exception) -> JSONResponse:
    return error_response(422, "calendar.invalid", str(error))


def _tampered(_request: Request, error: Exception) -> JSONResponse:
    return error_response(409, f"model.{ModelRefusal.TAMPERED}", str(error))


def _conflict(_request: Request, error: Exception) -> JSONResponse:
    conflict = cast("Conflict", error)
    thing = "box" if request_of(conflict.stream) is None else "request"
    thing = thing if code_of(conflict.stream) is None else "profile"
    thing = thing if model_of(conflict.stream) is None else "model"
    thing = thing if draw_of(conflict.stream) is None else "draw"
    thing = "calendar" if conflict.stream == CALENDAR else thing
    code = f"{thing}.{Refusal.STALE_VERSION}"
    return error_response(409, code, f"Somebody else changed this {thing} in the meantime.")


def _no_slot(_request: Request, error: Exception) -> JSONResponse:
    return error_response(409, "box.no-slot", str(error))


def _nothing_left(_request: Request, error: Exception) -> JSONResponse:
    return error_response(409, "board.nothing-left", str(error))


def _no_photo(_request: Request, error: Exception) -> JSONResponse:
    return error_response(415, "photo.unreadable", str(error))


def _no_scan(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("ScanRefused", error)
    return error_response(422, refused.problems[0].code, str(refused))


def _unknown(_request: Request, error: Exception) -> JSONResponse:
    return error_response(404, "not-found", str(error))
