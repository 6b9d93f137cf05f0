"""Events of others: one by one, so that what cannot be read spoils nothing but itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

import msgspec

from quaywatch.alliance.bodies import Body, Indicator, Seen, Withdrawal
from quaywatch.alliance.handling import Handling, Tlp
from quaywatch.alliance.misp.shapes import MOST, Attribute, Number, Organisation, Tag, Word
from quaywatch.alliance.misp.told import Imported
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.taxii.foreign import Terms
from quaywatch.alliance.taxii.posting import Read
from quaywatch.alliance.taxii.shapes import Told
from quaywatch.cargo.identifiers import container_number

STRICT = tuple(Tlp)
DELETED = Withdrawal(of="indicator", reason="deleted by its author")
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
_INHERITED = "5"
_LONGEST = 200
_LAST_EPOCH = 253_402_300_799
_Raws = Annotated[list[msgspec.Raw], msgspec.Meta(max_length=MOST)]


class _Group(msgspec.Struct, frozen=True):
    name: Word


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """An event whose attributes and objects are not read yet."""

    uuid: UUID
    info: Word
    timestamp: Number = "0"
    distribution: Number = ""
    creator: Organisation | None = msgspec.field(name="Orgc", default=None)
    sharing_group: _Group | None = msgspec.field(name="SharingGroup", default=None)
    tags: Annotated[list[Tag], msgspec.Meta(max_length=MOST)] = msgspec.field(
        name="Tag", default_factory=list[Tag]
    )
    attributes: _Raws = msgspec.field(name="Attribute", default_factory=list[msgspec.Raw])
    objects: _Raws = msgspec.field(name="Object", default_factory=list[msgspec.Raw])


class _Object(msgspec.Struct, frozen=True, kw_only=True):
    deleted: bool = False
    attributes: _Raws = msgspec.field(name="Attribute", default_factory=list[msgspec.Raw])


_OBJECTS = msgspec.json.Decoder(_Object)
_ATTRIBUTES = msgspec.json.Decoder(Attribute)
_NOTICES = msgspec.msgpack.Decoder(Notice)


def others(event: Came, terms: Terms, now: datetime) -> Imported:
    """Read what a node can look out for of an event that is none of ours."""
    reading = _Reading(event, terms, now)
    reads = list(reading.all())
    lost = [f"{count} of type {name}" for name, count in sorted(reading.left.items())]
    if event.creator is not None:
        lost.append(f"written by {event.creator.name}: it counts as coming from {terms.origin}")
    if event.sharing_group is not None:
        lost.append(f"sharing group {event.sharing_group.name}: it goes to nobody else from here")
    return Imported(reads=reads, lost=tuple(lost))


def strictest(tags: Iterable[str], otherwise: Iterable[Tlp]) -> Tlp:
    """Return the strictest of tags, and of what holds where there is none."""
    return min(_marked(tags) or otherwise, key=STRICT.index)


class _Reading:
    def __init__(self, event: Came, terms: Terms, now: datetime) -> None:
        self._event, self._terms, self._now = event, terms, now
        bound = _BOUND.get(str(event.distribution), Tlp.AMBER_STRICT)
        told = strictest([one.name for one in event.tags], [terms.tlp])
        self._tlp = min(bound, told, key=STRICT.index)
        self._place = -1
        self.left: Counter[str] = Counter()

    def all(self) -> Iterator[Read]:
        yield from self._attributes("Event", self._event.attributes, gone=False)
        for number, data in enumerate(self._event.objects):
            where = f"Event.Object[{number}]"
            try:
                one = _OBJECTS.decode(data)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield self._failed(bytes(data), where, error)
                continue
            yield from self._attributes(where, one.attributes, gone=one.deleted)

    def _attributes(self, where: str, every: list[msgspec.Raw], *, gone: bool) -> Iterator[Read]:
        for number, data in enumerate(every):
            at = f"{where}.Attribute[{number}]"
            try:
                one = _ATTRIBUTES.decode(data)
                seen = _seen(one)
                if seen is None:
                    self.left[one.type] += 1
                    continue
                notice = self._notice(one, *seen, gone=gone or one.deleted)
            except (ValueError, OverflowError, RecursionError) as error:
                yield self._failed(bytes(data), at, error)
                continue
            self._place += 1
            told = Told(id=notice.id, version=str(notice.version))
            yield Read(told=told, data=bytes(data), place=self._place, where=at, notice=notice)

    def _failed(self, data: bytes, where: str, why: Exception) -> Read:
        self._place += 1
        told = Told(id="", version="", message=f"{where}: {why}"[:1000])
        return Read(told=told, data=data, place=self._place, where=where, failed=True)

    def _notice(self, one: Attribute, what: Seen, value: str, *, gone: bool) -> Notice:
        made = _instant(one.timestamp) or _instant(self._event.timestamp) or self._now
        tags = [each.name for each in one.tags]
        bound = _BOUND.get(str(one.distribution), Tlp.AMBER_STRICT)
        own = self._tlp if str(one.distribution) == _INHERITED else bound
        terms = self._terms
        body: Body = Indicator(what=what, value=value, note=self._event.info[:8000])
        notice = Notice(
            origin=terms.origin,
            id=str(one.uuid),
            version=2 if gone else 1,
            created_at=made,
            made_at=made,
            handling=Handling(
                tlp=min([self._tlp, own, *_marked(tags)], key=STRICT.index),
                purposes=terms.purposes,
                legal_basis=terms.legal_basis,
                retain_until=self._now.date() + timedelta(days=terms.keep_days),
            ),
            body=DELETED if gone else body,
        )
        # What was put together here is checked as what comes over the line is.
        return _NOTICES.decode(msgspec.msgpack.encode(notice))


def _seen(one: Attribute) -> tuple[Seen, str] | None:
    """Return what an attribute lets look out for; None where that is nothing that we know.

    Raises ValueError where it should, and says nothing that could be looked out for.
    """
    value = one.value.strip()
    if one.type in _OBVIOUS:
        found = container_number.parse(value) if len(value) <= _LONGEST else None
        known = found is not None and found.valid and found.canonical
        return (Seen.CONTAINER, found.canonical or "") if found is not None and known else None
    what = _SEEN.get(one.type) if one.to_ids else None
    if what is not None and not 0 < len(value) <= _LONGEST:
        raise ValueError(f"value: 1 to {_LONGEST} characters are wanted, not {len(value)}")
    return (what, value) if what is not None else None


def _marked(tags: Iterable[str]) -> list[Tlp]:
    known = {f"tlp:{one.value}": one for one in Tlp} | {"tlp:white": Tlp.CLEAR}
    return [known[name.lower()] for name in tags if name.lower() in known]


def _instant(epoch: Number) -> datetime | None:
    text = str(epoch)
    if not (text.isascii() and text.isdigit()) or not 0 < int(text[:12]) <= _LAST_EPOCH:
        return None
    return datetime.fromtimestamp(int(text[:12]), UTC)
