"""Names of STIX objects: the same thing has the same name at every node."""

from typing import Any
from uuid import UUID, uuid5

import msgspec

from quaywatch.alliance.notice import NOTICES

_OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Namespace of deterministic ids of cyber-observables (STIX 2.1 §2.9)."""

EXTENSION = f"extension-definition--{uuid5(NOTICES, 'extension/notice')}"
"""The whole notice, as a property extension."""
CONTAINER = f"extension-definition--{uuid5(NOTICES, 'extension/cargo-container')}"
"""A cargo container, as a cyber-observable of its own."""

TYPES = {
    "seizure": "incident",
    "indicator": "indicator",
    "modus": "attack-pattern",
    "risk": "report",
    "request": "note",
    "answer": "note",
    "image": "note",
    "sighting": "sighting",
    "feedback": "opinion",
    "month": "note",
}
"""The object that each kind of notice is nearest to."""


def identity(node: str) -> str:
    """Return the id of an authority's node."""
    return f"identity--{uuid5(NOTICES, f'node/{node}')}"


def of(reference: str) -> str:
    """Return the object id of a notice that another one refers to; raises KeyError."""
    kind, _, name = reference.partition("/")
    return f"{TYPES[kind]}--{name}"


def observable(kind: str, contributing: dict[str, Any]) -> str:
    """Return the id of a cyber-observable from what makes it that one and no other."""
    text = msgspec.json.encode(contributing, order="sorted").decode()
    return f"{kind}--{uuid5(_OBSERVABLES, text)}"
