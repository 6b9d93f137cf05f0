"""What a TAXII 2.1 server says (OASIS, TAXII Version 2.1, 2021), as it is written on the line."""

from typing import Any
from uuid import uuid5

import msgspec

from quaywatch.alliance.notice import NOTICES

MEDIA = "application/taxii+json;version=2.1"
STIX = "application/stix+json;version=2.1"
LARGEST = 8 * 2**20
"""Bytes of one envelope."""
MOST = 1000
"""Objects on a page, and what a page has when nobody asks for fewer."""
SHARED = str(uuid5(NOTICES, "collection/shared"))
"""The collection of what a partner may see."""
INBOX = str(uuid5(NOTICES, "collection/inbox"))
"""The collection of what a partner wrote here."""


class Refusal(Exception):  # noqa: N818 - the operator's word
    """An answer that is none, with its HTTP status; the text goes to the partner."""

    def __init__(self, status: int, title: str) -> None:
        super().__init__(title)
        self.status, self.title = status, title


class ErrorMessage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """§3.6.1."""

    title: str
    http_status: str
    description: str = ""


class Discovery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """§4.1: where the root is."""

    title: str
    description: str
    default: str
    api_roots: list[str]


class ApiRoot(msgspec.Struct, frozen=True, kw_only=True):
    """§4.2."""

    title: str
    versions: list[str]
    max_content_length: int


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """§5.2."""

    id: str
    title: str
    description: str
    alias: str
    can_read: bool
    can_write: bool
    media_types: list[str]


class Collections(msgspec.Struct, frozen=True, kw_only=True):
    """§5.1."""

    collections: list[Collection]


class Envelope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """§3.7: a page of objects."""

    more: bool = False
    next: str = ""
    objects: list[dict[str, Any]] = []


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """§5.3: one line of a manifest."""

    id: str
    date_added: str
    version: str
    media_type: str = STIX


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """§5.3. `next` is more than the norm has, so that a long manifest resumes as objects do."""

    more: bool = False
    next: str = ""
    objects: list[Record] = []


class Versions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """§5.8."""

    more: bool = False
    versions: list[str] = []


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """§4.3.1: what became of one object of a post."""

    id: str
    version: str
    message: str = ""


class Status(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """§4.3: what became of a post; here always complete when it is answered."""

    id: str
    status: str
    request_timestamp: str
    total_count: int
    success_count: int
    failure_count: int
    pending_count: int
    successes: list[Told] = []
    failures: list[Told] = []
