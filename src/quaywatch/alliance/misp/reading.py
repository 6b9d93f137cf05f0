"""From an event to notices."""

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

import msgspec

from quaywatch.alliance.bodies import Body
from quaywatch.alliance.handling import Handling, Source, Tlp
from quaywatch.alliance.misp.others import STRICT, Came, others, strictest
from quaywatch.alliance.misp.shapes import ENVELOPE, Document, Event, Object
from quaywatch.alliance.misp.told import Imported
from quaywatch.alliance.misp.values import gathered
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.taxii.foreign import NotUnderstood, Terms
from quaywatch.alliance.taxii.posting import Read
from quaywatch.alliance.taxii.shapes import Told

LARGEST = 32 * 2**20
"""Bytes of one event."""
_BODIES: dict[str, type[msgspec.Struct]] = {
    str(one.__struct_config__.tag): one for one in get_args(Body)
}


class BadEvent(ValueError):  # noqa: N818 - the operator's word
    """A document that is no event; nothing of it was read."""


def imported(data: bytes, terms: Terms, now: datetime) -> Imported:
    """Read an event: one of ours as the notice that it was, one of others as indicators.

    Args:
        data: The event as MISP writes it to a file.
        terms: Whom it counts as coming from, and how what bears no handling may be used.
        now: For the day by which it has to be deleted.

    Raises:
        BadEvent: it is no event, or is one of ours and says nothing that can be.

    """
    if len(data) > LARGEST:
        raise BadEvent(f"an event has {LARGEST} bytes at most")
    try:
        came = _CAME.decode(data).event
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadEvent(f"it is no event: {error}") from error
    try:
        if any(_NAMES.decode(one).name == ENVELOPE for one in came.objects):
            event = _DOCUMENTS.decode(data).event
            told = _ours(event, terms, data)
            # What was put together here is checked as what comes over the line is.
            _NOTICES.decode(msgspec.msgpack.encode(told.notices))
            return told
        return others(came, terms, now)
    except (msgspec.DecodeError, ValueError, OverflowError, RecursionError) as error:
        raise BadEvent(f"{came.uuid}: {error}") from error


def _ours(event: Event, terms: Terms, data: bytes) -> Imported:
    envelope = next(one for one in event.objects if one.name == ENVELOPE)
    tlp = strictest([one.name for one in event.tags], [terms.tlp])
    said = gathered(_Envelope, _values(envelope))
    told = msgspec.convert(said, _Envelope, strict=False)
    if told.origin != terms.origin:
        raise NotUnderstood(f"nothing proves that {told.origin} wrote it")
    bodies = [
        one for one in event.objects if one.name.startswith("customs-") and one is not envelope
    ]
    if len(bodies) != 1:
        raise NotUnderstood(f"{len(bodies)} objects say what the notice is about")
    kind = bodies[0].name.removeprefix("customs-")
    if kind not in _BODIES:
        raise NotUnderstood(f"{bodies[0].name}: there is no such kind of notice")
    values = gathered(_BODIES[kind], _values(bodies[0])) | {"kind": kind}
    handling = msgspec.convert(said, Handling, strict=False)
    notice = Notice(
        origin=told.origin,
        id=str(event.uuid),
        version=told.version,
        created_at=told.created_at,
        made_at=told.made_at,
        valid_until=told.valid_until,
        correction=told.correction,
        handling=msgspec.structs.replace(handling, tlp=min(tlp, handling.tlp, key=STRICT.index)),
        source=msgspec.convert(said, Source, strict=False),
        body=msgspec.convert(values, Body, strict=False),
    )
    told = Told(id=notice.id, version=str(notice.version))
    return Imported(
        reads=[Read(told=told, data=data, place=0, where="Event", notice=notice)],
        lost=tuple(_left(event, {envelope.name, bodies[0].name})),
    )


def _left(event: Event, read: set[str]) -> Iterator[str]:
    if event.attributes:
        yield f"{len(event.attributes)} attributes that somebody added"
    more = sorted(one.name for one in event.objects if one.name not in read)
    if more:
        yield f"objects that somebody added: {', '.join(more)}"


def _values(one: Object) -> list[tuple[str, str]]:
    return [(each.object_relation or "", each.value) for each in one.attributes if not each.deleted]


class _Envelope(msgspec.Struct, frozen=True, kw_only=True):
    origin: str
    version: int
    created_at: datetime
    made_at: datetime
    tlp: Tlp
    purposes: frozenset[str]
    audience: frozenset[str] | None = None
    valid_until: datetime | None = None
    correction: str = ""


class _Name(msgspec.Struct, frozen=True):
    name: str = ""


class _Document(msgspec.Struct, frozen=True):
    event: Came = msgspec.field(name="Event")


_CAME = msgspec.json.Decoder(_Document)
_NAMES = msgspec.json.Decoder(_Name)
_DOCUMENTS = msgspec.json.Decoder(Document)
_NOTICES = msgspec.msgpack.Decoder(list[Notice])
