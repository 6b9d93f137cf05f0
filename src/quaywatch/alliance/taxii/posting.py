"""Objects that a partner posts: each becomes a notice, or waits with the reason why not."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol, cast
from uuid import uuid5

import msgspec

from quaywatch.alliance.exchange import Fault
from quaywatch.alliance.notice import NOTICES, Notice
from quaywatch.alliance.stix import NotAlike, Object, notice_of
from quaywatch.alliance.taxii.foreign import SILENT, NotUnderstood, Terms, understood
from quaywatch.alliance.taxii.shapes import LARGEST, Refusal, Status, Told
from quaywatch.alliance.taxii.shelf import stamp

_MOST_OBJECTS = 10_000
_DEEPEST = 64


class NotTaken(ValueError):  # noqa: N818 - the officer's word
    """A notice that changes nothing, since it was withdrawn before or is held signed."""


class NotAllowed(ValueError):  # noqa: N818 - the officer's word
    """A notice that the agreement does not let this partner bring; it waits for a person."""


class Receiving(Protocol):
    """Where what partners write goes."""

    def take(self, notice: Notice) -> None:
        """Keep a notice, once; one that is held already changes nothing.

        Raises NotTaken or NotAllowed.
        """
        ...

    def refuse(self, read: "Read", fault: Fault) -> None:
        """Keep what could not be taken, for a person to look at."""
        ...


class _Envelope(msgspec.Struct, frozen=True):
    objects: list[msgspec.Raw] = []


_ENVELOPES = msgspec.json.Decoder(_Envelope)
_OBJECTS = msgspec.json.Decoder(Object)


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """One object that came, and what it was read as."""

    told: Told
    data: bytes
    place: int
    """Among what came with it, from 0…"""
    where: str
    """…and as it is told, such as `objects[3]`."""
    notice: Notice | None = None
    failed: bool = False


def posted(body: bytes, terms: Terms, receiving: Receiving, now: datetime) -> Status:
    """Take an envelope in, object by object, and say what became of each.

    Raises:
        Refusal: it is no envelope (400, 422), or too long (413); nothing of it was taken.

    """
    successes: list[Told] = []
    failures: list[Told] = []
    for read in take_in(read_envelope(body, terms, now), receiving):
        (failures if read.failed else successes).append(read.told)
    at = stamp(now)
    return Status(
        id=str(uuid5(NOTICES, f"{terms.origin}/{at}/{body.hex()}")),
        status="complete",
        request_timestamp=at,
        total_count=len(successes) + len(failures),
        success_count=len(successes),
        failure_count=len(failures),
        pending_count=0,
        successes=successes,
        failures=failures,
    )


def take_in(every: Iterable[Read], receiving: Receiving) -> Iterator[Read]:
    """Take in what was read, one by one, and yield each with what became of it."""
    for read in every:
        fault = Fault.UNREADABLE if read.failed else None
        if read.notice is not None:
            try:
                receiving.take(read.notice)
            except (NotTaken, NotAllowed) as why:
                fault = Fault.NOT_ALLOWED if isinstance(why, NotAllowed) else None
                told = msgspec.structs.replace(read.told, message=f"{read.where}: {why}"[:1000])
                read = msgspec.structs.replace(read, told=told, failed=True)
        if fault is not None:
            receiving.refuse(read, fault)
        yield read


def read_envelope(body: bytes, terms: Terms, now: datetime) -> Iterator[Read]:
    """Yield each object of an envelope or bundle with what it says; raises Refusal."""
    if len(body) > LARGEST:
        raise Refusal(413, f"an envelope has {LARGEST} bytes at most")
    try:
        found = _ENVELOPES.decode(body).objects
    except (msgspec.ValidationError, RecursionError) as error:
        raise Refusal(422, f"it is no envelope: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal(400, f"it is no JSON: {error}") from error
    if len(found) > _MOST_OBJECTS:
        raise Refusal(422, f"objects: {_MOST_OBJECTS} at most")
    return (_read(place, bytes(one), terms, now) for place, one in enumerate(found))


def _read(place: int, data: bytes, terms: Terms, now: datetime) -> Read:
    one: Object = {}
    notice, reason, where = None, "", f"objects[{place}]"
    try:
        one = _object(data)
        notice = _notice(one, terms, now)
    except (NotUnderstood, NotAlike) as refused:
        reason = f"{where}: {refused}"[:1000]
    told = Told(id=_short(one, "id"), version=_short(one, "modified"), message=reason)
    return Read(told=told, data=data, place=place, where=where, notice=notice, failed=bool(reason))


def _object(data: bytes) -> Object:
    try:
        found = _OBJECTS.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotUnderstood(f"it is no object: {error}") from error
    if _deeper(found, _DEEPEST):
        raise NotUnderstood(f"it is nested more than {_DEEPEST} deep")
    return found


def _notice(one: Object, terms: Terms, now: datetime) -> Notice | None:
    notice = notice_of(one)
    if notice is None:
        if str(one.get("type")) in SILENT:
            return None
        return understood(one, terms, now.date())
    if notice.origin != terms.origin:
        raise NotUnderstood(f"nothing proves that {notice.origin} wrote it")
    return notice


def _deeper(value: Any, depth: int) -> bool:
    layer: list[Any] = [value]
    for _ in range(depth):
        below: list[Any] = []
        for one in layer:
            if isinstance(one, dict):
                below += cast("Object", one).values()
            elif isinstance(one, list):
                below += cast("list[Any]", one)
        if not below:
            return False
        layer = below
    return True


def _short(named: dict[str, Any], name: str) -> str:
    found = named.get(name, "")
    return found[:300] if isinstance(found, str) else ""
