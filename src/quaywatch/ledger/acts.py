"""What somebody does to one thing: who acts, on which sight of it, and the event that follows."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Generic, TypeVar

import msgspec

from quaywatch.ledger.events import Event, Recorded

Code = TypeVar("Code", bound=StrEnum)


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A request that bears a key of its own, so that it can be sent again over a bad line."""

    key: str
    digest: str
    """What it asks for, as SHA-256 in hexadecimal: a key stands for one request."""

    def event_key(self, actor: str) -> str:
        """Return the key of the event that this request of `actor` comes to."""
        return sha256(f"sent/{actor}/{self.key}".encode()).hexdigest()


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, when, and on which version of the thing's stream as they saw it."""

    actor: str
    at: datetime
    seen: int
    sent: Sent | None = None


class Refused(Exception, Generic[Code]):  # noqa: N818 — somebody is refused; nothing went wrong
    """A command that the state of the thing does not allow."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


def same_person(one: str, other: str) -> bool:
    """Say whether two account names are one person's, however they are written."""
    return _plain(one) == _plain(other)


def one_of(person: str, others: Iterable[str]) -> bool:
    """Say whether a person is one of several, however their account names are written."""
    return any(same_person(person, other) for other in others)


def next_event(
    stream: str,
    version: int,
    act: Act,
    kind: StrEnum,
    payload: bytes,
    *,
    original: bytes | None = None,
) -> Event:
    """Return the event that takes place `version` of a stream."""
    place = f"{stream}/{version}/{kind}/{act.actor}/".encode()
    # The same person's command sent twice is the same event; another's never is.
    key = sha256(place + payload + (original or b"")).hexdigest()
    return Event(
        kind=kind.value,
        payload=payload,
        known_at=act.at,
        key=key if act.sent is None else act.sent.event_key(act.actor),
        actor=act.actor,
        stream=stream,
        version=version,
        original=original,
    )


def require_next(event: Event | Recorded, stream: str, version: int) -> None:
    """Raise ValueError unless an event is the next one of a stream that stands at `version`."""
    if (event.stream, event.version) != (stream, version + 1):
        raise ValueError(
            f"{event.stream} version {event.version} does not follow version {version} of {stream}"
        )


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()
