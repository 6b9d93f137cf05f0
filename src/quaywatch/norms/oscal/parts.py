"""What every OSCAL document has: ids that are always the same, metadata, properties."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

Document = dict[str, Any]

VERSION = "1.2.1"
_SPACE = UUID("3d0c5bb2-7b1e-5a0c-8d0a-5a9c1d1f7e10")
NAMESPACE = "https://quaywatch.example/ns/oscal"
"""Of the properties that OSCAL has no name for."""


def named(*parts: str) -> str:
    """Return the id of a thing: the same thing has the same id in every export."""
    return str(uuid5(_SPACE, "/".join(parts)))


def metadata(title: str, version: str, at: datetime, parties: Iterable[str] = ()) -> Document:
    """Return the head of a document, with the organisations that it names."""
    said: Document = {
        "title": title,
        "last-modified": at.isoformat(),
        "version": version,
        "oscal-version": VERSION,
    }
    known = [
        {"uuid": named("party", name), "type": "organization", "name": name}
        for name in sorted(set(parties))
    ]
    return said | {"parties": known} if known else said


def prop(name: str, value: str) -> Document:
    """Return a property of our own."""
    return {"name": name, "ns": NAMESPACE, "value": value}


def control(requirement: str) -> str:
    """Return the id of a requirement's control: OSCAL's tokens are lower case by custom."""
    return requirement.lower()
