"""Answering a filer who sends JSON: DCSA's error response."""

from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus

import msgspec

from quaywatch.cargo.assessment import Finding
from quaywatch.cargo.problem import Problem, Severity

_CODES = {Severity.ERROR: 9001, Severity.WARNING: 9002, Severity.INFO: 9003}
"""DCSA leaves 9000 to 9999 to who answers."""


class _Error(msgspec.Struct, kw_only=True, omit_defaults=True, rename="camel"):
    error_code: int
    property: str | None = None
    value: str | None = None
    json_path: str | None = None
    error_code_text: str
    error_code_message: str


class _Response(msgspec.Struct, kw_only=True, rename="camel"):
    http_method: str
    request_uri: str
    status_code: int
    status_code_text: str
    error_date_time: datetime
    errors: list[_Error]


def refuse(
    problems: Iterable[Problem | Finding],
    *,
    request_uri: str,
    at: datetime,
    http_method: str = "POST",
    status_code: int = HTTPStatus.BAD_REQUEST,
) -> bytes:
    """Return the error response that tells a filer what is wrong with what was sent.

    Each problem of a reader and each finding of a check is one error. `at` (time-zone aware) is
    when the answer is given. Raises ValueError when `status_code` is none of HTTP.
    """
    response = _Response(
        http_method=http_method,
        request_uri=request_uri,
        status_code=int(status_code),
        status_code_text=HTTPStatus(status_code).phrase,
        error_date_time=at.astimezone(UTC),
        errors=[_error(said) for said in problems],
    )
    return msgspec.json.encode(response) + b"\n"


def _error(said: Problem | Finding) -> _Error:
    if isinstance(said, Finding):
        return _Error(
            error_code=_CODES[said.severity],
            property=next(iter(said.fields), None),
            value=next(iter(said.values.values()), None),
            error_code_text=said.code,
            error_code_message="; ".join(f"{name}: {v}" for name, v in said.values.items()),
        )
    pointer, _, rest = said.message.partition(": ")
    located = pointer.startswith("/")
    return _Error(
        error_code=_CODES[said.severity],
        property=pointer.rpartition("/")[2] if located else said.field,
        value=rest.split('"')[1]
        if located and rest.startswith('"') and rest.count('"') > 1
        else None,
        json_path=json_path(pointer) if located else None,
        error_code_text=said.code,
        error_code_message=said.message,
    )


def json_path(pointer: str) -> str:
    """Return a JSON pointer as JSONPath (RFC 9535), such as `$.events[3].eventID`."""
    steps = pointer.split("/")[1:]
    return "$" + "".join(f"[{step}]" if step.isdecimal() else f".{step}" for step in steps)
