"""One risk profile as its author wrote it."""

from datetime import date
from typing import Any

import msgspec

from quaywatch.rules.text import Texts

MAX_WEIGHT = 8.0
"""Largest weight, in log-odds, that one profile or list entry may carry (odds times 2,981)."""


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A consignment in short that the profile must match, or must not."""

    name: str
    match: bool
    findings: tuple[str, ...] = ()
    """Codes of the checks that spoke up on it."""
    goods: tuple[dict[str, Any], ...] = ()
    equipment: tuple[dict[str, Any], ...] = ()
    consignment: dict[str, Any] = {}
    consignor: dict[str, Any] = {}
    consignee: dict[str, Any] = {}
    notify_party: dict[str, Any] = {}
    route: dict[str, Any] = {}
    conveyance: dict[str, Any] = {}
    filing: dict[str, Any] = {}


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pattern that is worth a look, its weight, where it comes from and its own tests."""

    code: str
    version: int
    weight: float
    """Log-odds added when it matches, before anything was learned of it."""
    expression: str
    title: Texts
    text: Texts
    source: str
    """The law or the publication it rests on."""
    author: str
    tests: tuple[Example, ...]
    ends: date | None = None
    """From this day on, by the day on which a filing is received, it counts no more."""
