"""Every error leaves as an `ErrorShape` with a stable code, and never with a stack trace."""

import logging
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from quaywatch.api.schemas import ErrorShape

_log = logging.getLogger(__name__)

_STATUS_CODES = {
    400: "request.malformed",
    401: "session.required",
    403: "permission.denied",
    404: "not-found",
    405: "method.not-allowed",
    413: "body.too-large",
    415: "body.unsupported",
}


class ApiError(Exception):
    """A refusal with its HTTP status and stable code."""

    def __init__(
        self, status: int, code: str, message: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.headers = headers


def error_response(
    status: int, code: str, message: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """Return the one form that every error body has."""
    body = ErrorShape(code=code, message=message).model_dump()
    return JSONResponse(body, status_code=status, headers=headers)


def install_error_handlers(app: FastAPI) -> None:
    """Make `app` answer every failure with an `ErrorShape`."""
    app.add_exception_handler(ApiError, _refusal)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def _refusal(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("ApiError", error)
    return error_response(refused.status, refused.code, refused.message, refused.headers)


def _http(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("HTTPException", error)
    code = _STATUS_CODES.get(refused.status_code, "request.refused")
    return error_response(refused.status_code, code, str(refused.detail))


def _invalid(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("RequestValidationError", error)
    located = [
        f"{'.'.join(str(part) for part in found['loc'])}: {found['msg']}"
        for found in refused.errors()
    ]
    return error_response(422, "request.invalid", "; ".join(located))


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("unexpected failure at %s %s", request.method, request.url.path, exc_info=error)
    return error_response(500, "internal", "The node failed on this request; its log says why.")
