"""From a notice to an event."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid5

import msgspec

from quaywatch.alliance.handling import Handling, Tlp
from quaywatch.alliance.misp import shapes
from quaywatch.alliance.misp.shapes import (
    ENVELOPE,
    Attribute,
    Document,
    Event,
    Member,
    Object,
    Organisation,
    SharingGroup,
    Tag,
)
from quaywatch.alliance.misp.values import flat
from quaywatch.alliance.notice import NOTICES, Notice

_NAMED = "4"
_DISTRIBUTION = {
    Tlp.RED: "0",
    Tlp.AMBER_STRICT: "0",
    Tlp.AMBER: "1",
    Tlp.GREEN: "2",
    Tlp.CLEAR: "3",
}
"""Own organisation, this community, connected ones, all. MISP lets a receiver decide on the way."""
_TYPES = {"telephones": "phone-number"}
_WATCHED = frozenset({"value", "containers", "seals", "telephones"})
"""Fields that a recipient's systems can look out for."""
_LATER = 2


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """An event as JSON, and what it does not carry."""

    data: bytes
    lost: tuple[str, ...]


def exported(notice: Notice) -> Exported:
    """Return a notice as an event, with what is lost by it.

    Give it the copy that the policy lets go, not the notice: nothing is held back here.
    """
    event = Event(
        uuid=UUID(notice.id),
        info=f"{notice.kind}: {_title(notice)}"[:1000],
        date=notice.created_at.astimezone(UTC).date().isoformat(),
        timestamp=_epoch(notice.made_at),
        distribution=_distribution(notice.handling),
        threat_level_id="4",
        analysis="2",
        published=True,
        creator=Organisation(name=notice.origin, uuid=_org(notice.origin)),
        sharing_group=_group(notice.handling),
        tags=[Tag(name=f"tlp:{notice.handling.tlp}")],
        objects=[
            _object(notice, ENVELOPE, _envelope(notice)),
            _object(notice, f"customs-{_tag(notice)}", flat(notice.body)),
        ],
    )
    data = msgspec.json.encode(Document(event=event))
    return Exported(data=data, lost=tuple(_lost(notice)))


def _lost(notice: Notice) -> Iterator[str]:
    handling = notice.handling
    yield "purposes, legal basis and end of retention are there to read, and MISP enforces none"
    if not handling.onward:
        yield "onward: MISP lets the recipient pass on what its distribution allows"
    if handling.code.value != "H0":
        yield f"handling code {handling.code}: MISP knows none"
    if handling.audience is not None:
        yield "audience: a sharing group is copied, and who is taken out of it may still receive"
    if notice.withdrawn:
        yield "withdrawal: MISP leaves the copies of others where they are"
    if notice.version >= _LATER:
        yield "correction: an event is written over, its earlier version is not kept"
    yield "the originator's signature: an event is signed by nobody"


def _envelope(notice: Notice) -> Iterator[tuple[str, str]]:
    said = {
        "origin": notice.origin,
        "version": str(notice.version),
        "created_at": notice.created_at.isoformat(),
        "made_at": notice.made_at.isoformat(),
        "valid_until": notice.valid_until.isoformat() if notice.valid_until else "",
        "correction": notice.correction,
    }
    yield from ((name, value) for name, value in said.items() if value)
    yield from flat(notice.source)
    yield from flat(notice.handling)


def _object(notice: Notice, name: str, values: Iterable[tuple[str, str]]) -> Object:
    attributes = [
        Attribute(
            uuid=uuid5(NOTICES, f"misp/{notice.reference}/{name}/{relation}/{place}"),
            type=_TYPES.get(relation, "text"),
            value=value,
            object_relation=relation,
            to_ids=name != ENVELOPE and relation in _WATCHED,
            timestamp=_epoch(notice.made_at),
        )
        for place, (relation, value) in enumerate(values)
        if value.strip() and relation != "kind"
    ]
    return Object(
        uuid=uuid5(NOTICES, f"misp/{notice.reference}/{name}"),
        name=name,
        template_uuid=shapes.template(name),
        description="Written by Quaywatch",
        timestamp=_epoch(notice.made_at),
        attributes=attributes,
    )


def _distribution(handling: Handling) -> str:
    if handling.audience is not None:
        return _NAMED
    return _DISTRIBUTION[handling.tlp]


def _group(handling: Handling) -> SharingGroup | None:
    if handling.audience is None:
        return None
    names = sorted(handling.audience)
    return SharingGroup(
        name=", ".join(names)[:200],
        releasability=handling.legal_basis,
        uuid=str(uuid5(NOTICES, f"misp/group/{'/'.join(names)}")),
        members=[Member(organisation=Organisation(name=name, uuid=_org(name))) for name in names],
    )


def _title(notice: Notice) -> str:
    body = notice.body
    for name in ("title", "substance", "value", "question", "reason", "container"):
        if found := getattr(body, name, ""):
            return str(found)
    return notice.id


def _tag(notice: Notice) -> str:
    return str(notice.body.__struct_config__.tag)


def _org(node: str) -> str:
    return str(uuid5(NOTICES, f"node/{node}"))


def _epoch(at: datetime) -> str:
    return str(int(at.timestamp()))
