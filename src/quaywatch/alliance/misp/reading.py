"""From an event to notices."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import msgspec

from quaywatch.alliance.bodies import Body, Indicator, Seen
from quaywatch.alliance.handling import Handling, Source, Tlp
from quaywatch.alliance.misp.shapes import (
    ENVELOPE,
    Attribute,
    Document,
    Event,
    Number,
    Object,
    Tag,
)
from quaywatch.alliance.misp.values import gathered
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.taxii.foreign import NotUnderstood, Terms
from quaywatch.cargo.identifiers import container_number

LARGEST = 32 * 2**20
"""Bytes of one event."""
_BOUND = {"0": Tlp.AMBER_STRICT, "1": Tlp.AMBER, "2": Tlp.GREEN, "3": Tlp.CLEAR}
"""How far a distribution lets it go at most; a sharing group of others, to the authority alone."""
_SEEN = {
    "phone-number": Seen.TELEPHONE,
    "email": Seen.EMAIL,
    "email-src": Seen.EMAIL,
    "email-dst": Seen.EMAIL,
}
_OBVIOUS = frozenset({"text", "other", "comment"})
"""Types whose value may be a container number."""
_LONGEST = 200
_LAST_EPOCH = 253_402_300_799
_BODIES: dict[str, type[msgspec.Struct]] = {
    str(one.__struct_config__.tag): one for one in get_args(Body)
}


class BadEvent(ValueError):  # noqa: N818 - the operator's word
    """A document that is no event; nothing of it was read."""


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an event said, and what of it was not read."""

    notices: list[Notice]
    lost: tuple[str, ...]


def imported(data: bytes, terms: Terms, now: datetime) -> Imported:
    """Read an event: one of ours as the notice that it was, one of others as indicators.

    Args:
        data: The event as MISP writes it to a file.
        terms: Whom it counts as coming from, and how what bears no handling may be used.
        now: For the day by which it has to be deleted.

    Raises:
        BadEvent: it is no event, or says nothing that can be.

    """
    if len(data) > LARGEST:
        raise BadEvent(f"an event has {LARGEST} bytes at most")
    try:
        event = _DOCUMENTS.decode(data).event
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadEvent(f"it is no event: {error}") from error
    tlp = _tlp(event, terms)
    envelope = next((one for one in event.objects if one.name == ENVELOPE), None)
    try:
        told = (
            _others(event, terms, tlp, now)
            if envelope is None
            else _ours(event, envelope, terms, tlp)
        )
        # What was put together here is checked as what comes over the line is.
        _NOTICES.decode(msgspec.msgpack.encode(told.notices))
    except (msgspec.DecodeError, ValueError, OverflowError) as error:
        raise BadEvent(f"{event.uuid}: {error}") from error
    return told


def _ours(event: Event, envelope: Object, terms: Terms, tlp: Tlp) -> Imported:
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
        handling=msgspec.structs.replace(handling, tlp=min(tlp, handling.tlp, key=_STRICT.index)),
        source=msgspec.convert(said, Source, strict=False),
        body=msgspec.convert(values, Body, strict=False),
    )
    return Imported(notices=[notice], lost=tuple(_left(event, {envelope.name, bodies[0].name})))


def _others(event: Event, terms: Terms, tlp: Tlp, now: datetime) -> Imported:
    notices: list[Notice] = []
    left: Counter[str] = Counter()
    every = [*event.attributes, *(one for each in event.objects for one in each.attributes)]
    for one in every:
        seen = _seen(one)
        if seen is None or one.deleted:
            left[one.type] += 1
            continue
        made = _instant(one.timestamp) or _instant(event.timestamp) or now
        notices.append(
            Notice(
                origin=terms.origin,
                id=str(one.uuid),
                version=1,
                created_at=made,
                made_at=made,
                handling=Handling(
                    tlp=min([tlp, *_tags(one.tags)], key=_STRICT.index),
                    purposes=terms.purposes,
                    legal_basis=terms.legal_basis,
                    retain_until=now.date() + timedelta(days=terms.keep_days),
                ),
                body=Indicator(what=seen[0], value=seen[1], note=event.info[:8000]),
            )
        )
    lost = [f"{count} of type {name}" for name, count in sorted(left.items())]
    if event.creator is not None:
        lost.append(f"written by {event.creator.name}: it counts as coming from {terms.origin}")
    if event.sharing_group is not None:
        lost.append(f"sharing group {event.sharing_group.name}: it goes to nobody else from here")
    return Imported(notices=notices, lost=tuple(lost))


def _left(event: Event, read: set[str]) -> Iterator[str]:
    if event.attributes:
        yield f"{len(event.attributes)} attributes that somebody added"
    more = sorted(one.name for one in event.objects if one.name not in read)
    if more:
        yield f"objects that somebody added: {', '.join(more)}"


def _seen(one: Attribute) -> tuple[Seen, str] | None:
    """Return what an attribute lets look out for; None where that is nothing that we know."""
    value = one.value.strip()
    if not 0 < len(value) <= _LONGEST:
        return None
    if one.type in _OBVIOUS:
        found = container_number.parse(value)
        return (Seen.CONTAINER, found.canonical) if found.valid and found.canonical else None
    what = _SEEN.get(one.type) if one.to_ids else None
    return (what, value) if what is not None else None


def _values(one: Object) -> list[tuple[str, str]]:
    return [(each.object_relation or "", each.value) for each in one.attributes if not each.deleted]


def _tlp(event: Event, terms: Terms) -> Tlp:
    """Return the strictest that tags and distribution leave; `terms` where there is no tag."""
    bound = _BOUND.get(str(event.distribution), Tlp.AMBER_STRICT)
    told = _tags(event.tags) or [terms.tlp]
    if any(one.name == ENVELOPE for one in event.objects):
        return min(told, key=_STRICT.index)
    return min([bound, *told], key=_STRICT.index)


def _tags(tags: Iterable[Tag]) -> list[Tlp]:
    names = [one.name.lower() for one in tags]
    known: dict[str, Any] = {f"tlp:{one.value}": one for one in Tlp} | {"tlp:white": Tlp.CLEAR}
    return [known[name] for name in names if name in known]


def _instant(epoch: Number) -> datetime | None:
    text = str(epoch)
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:12]) <= _LAST_EPOCH:
        return None
    return datetime.fromtimestamp(int(text[:12]), UTC)


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


_STRICT = tuple(Tlp)
_DOCUMENTS = msgspec.json.Decoder(Document)
_NOTICES = msgspec.msgpack.Decoder(list[Notice])
