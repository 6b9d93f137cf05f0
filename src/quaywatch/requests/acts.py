"""Who acts on a request, why they are refused, and the event that comes of it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.ledger import Event, acts
from quaywatch.requests.kinds import RequestEvent, State
from quaywatch.requests.record import Fact, Request, stream


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STATE = "wrong-state"
    FOUR_EYES = "four-eyes"
    FILER = "filer"
    NOT_YOURS = "not-yours"
    OTHER_REQUEST = "other-request"
    ALREADY_OPEN = "already-open"
    EMPTY = "empty"
    TELLS_TOO_MUCH = "tells-too-much"
    LOADED = "loaded"
    NEEDS_LIFTING = "needs-lifting"
    NOT_OVERDUE = "not-overdue"


class Refused(acts.Refused[Refusal]):
    """A command that the state of the request does not allow."""


class Act(acts.Act, frozen=True, kw_only=True):
    """Who acts, when, and on which version of the request as they saw it."""

    speaks_for: str = ""
    """The filer whose staff the account is; officers speak for nobody."""


def require(request: Request, states: Collection[State]) -> None:
    """Refuse what cannot be done with a request that stands where this one does."""
    if request.state not in states:
        raise Refused(Refusal.WRONG_STATE, f"The request is {request.state}.")


def event(
    request: Request,
    act: Act,
    kind: RequestEvent,
    *,
    original: bytes | None = None,
    **said: Any,
) -> Event:
    """Return the next event of a request's stream."""
    payload = msgspec.json.encode(Fact(request_id=request.request_id, **said), order="sorted")
    name, version = stream(request.request_id), request.version + 1
    return acts.next_event(name, version, act, kind, payload, original=original)
