"""The part of MISP's core format that is written and read here (misp-standard.org, RFC draft)."""

from typing import Annotated
from uuid import UUID, uuid5

import msgspec

from quaywatch.alliance.notice import NOTICES

MOST = 20_000
Word = Annotated[str, msgspec.Meta(max_length=65_535)]
Number = str | int
"""MISP writes numbers as text, and tools of others as numbers."""
ENVELOPE = "customs-notice"
"""The object that holds whose it is and how it may be used."""


class Tag(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A label, such as `tlp:amber`."""

    name: Word


class Attribute(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One value."""

    uuid: UUID
    type: Word
    value: Word
    category: Word = "Other"
    object_relation: Word | None = None
    to_ids: bool = False
    comment: Word | None = ""
    timestamp: Number = "0"
    deleted: bool = False
    distribution: Number = "5"
    """5: that of the event."""
    tags: list[Tag] = msgspec.field(name="Tag", default_factory=list[Tag])


class Object(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Attributes that belong together."""

    uuid: UUID
    name: Word
    template_uuid: Word = ""
    template_version: Number = "1"
    description: Word | None = ""
    timestamp: Number = "0"
    deleted: bool = False
    distribution: Number = "5"
    meta_category: Word | None = msgspec.field(name="meta-category", default="misc")
    attributes: Annotated[list[Attribute], msgspec.Meta(max_length=MOST)] = msgspec.field(
        name="Attribute", default_factory=list[Attribute]
    )


class Organisation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whose it is."""

    name: Word
    uuid: Word = ""


class Member(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One organisation of a sharing group."""

    organisation: Organisation = msgspec.field(name="Organisation")
    extend: bool = False


class SharingGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom it is for."""

    name: Word
    releasability: Word = ""
    uuid: Word = ""
    members: list[Member] = msgspec.field(name="SharingGroupOrg", default_factory=list[Member])


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event: of ours, one notice."""

    uuid: UUID
    info: Word
    date: Word
    timestamp: Number = "0"
    distribution: Number = ""
    threat_level_id: Number = ""
    analysis: Number = ""
    published: bool = False
    creator: Organisation | None = msgspec.field(name="Orgc", default=None)
    sharing_group: SharingGroup | None = msgspec.field(name="SharingGroup", default=None)
    tags: Annotated[list[Tag], msgspec.Meta(max_length=MOST)] = msgspec.field(
        name="Tag", default_factory=list[Tag]
    )
    attributes: Annotated[list[Attribute], msgspec.Meta(max_length=MOST)] = msgspec.field(
        name="Attribute", default_factory=list[Attribute]
    )
    objects: Annotated[list[Object], msgspec.Meta(max_length=MOST)] = msgspec.field(
        name="Object", default_factory=list[Object]
    )


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in a file."""

    event: Event = msgspec.field(name="Event")


def template(name: str) -> str:
    """Return the id of a template of ours."""
    return str(uuid5(NOTICES, f"misp/template/{name}"))
