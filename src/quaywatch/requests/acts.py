"""Who acts on a request, why they are refused, and the event that comes of it."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

import msgspec

from quaywatch.ledger import Event
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


class Refused(Exception):  # noqa: N818 — the officer is refused; nothing went wrong
    """A command that the state of the request does not allow."""

    def __init__(self, code: Refusal, message: str) -> None:
        super().__init__(message)
        self.code = code


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, when, and on which version of the request as they saw it."""

    actor: str
    at: datetime
    seen: int
    speaks_for: str = ""
    """The filer whose staff the account is; officers speak for nobody."""


def same_person(one: str, other: str) -> bool:
    """Say whether two account names are one person's, however they are written."""
    return one.strip().casefold() == other.strip().casefold()


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
    version = request.version + 1
    place = f"{stream(request.request_id)}/{version}/{kind}/{act.actor}/".encode()
    return Event(
        kind=kind.value,
        payload=payload,
        known_at=act.at,
        # The same person's command sent twice is the same event; another's never is.
        key=sha256(place + payload + (original or b"")).hexdigest(),
        actor=act.actor,
        stream=stream(request.request_id),
        version=version,
        original=original,
    )
