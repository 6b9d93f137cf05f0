"""What the node refuses, as HTTP answers."""

from typing import cast

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from quaywatch.api.errors import error_response
from quaywatch.inspections import Refusal, Refused
from quaywatch.ledger import Conflict
from quaywatch.node import NoSlot, UnknownBox, UnknownDocument, UnknownSubject

_FORBIDDEN = frozenset({Refusal.NOT_HOLDER, Refusal.FOUR_EYES})
"""Refused for who asks; everything else is refused for the state that the box is in."""


def install_refusals(app: FastAPI) -> None:
    """Make `app` answer the node's refusals with their codes."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(NoSlot, _no_slot)
    app.add_exception_handler(UnknownBox, _unknown)
    app.add_exception_handler(UnknownDocument, _unknown)
    app.add_exception_handler(UnknownSubject, _unknown)


def _refused(_request: Request, error: Exception) -> JSONResponse:
    refused = cast("Refused", error)
    status = 403 if refused.code in _FORBIDDEN else 409
    return error_response(status, f"box.{refused.code}", str(refused))


def _conflict(_request: Request, _error: Exception) -> JSONResponse:
    code = f"box.{Refusal.STALE_VERSION}"
    return error_response(409, code, "Somebody else changed this box in the meantime.")


def _no_slot(_request: Request, error: Exception) -> JSONResponse:
    return error_response(409, "box.no-slot", str(error))


def _unknown(_request: Request, error: Exception) -> JSONResponse:
    return error_response(404, "not-found", str(error))
