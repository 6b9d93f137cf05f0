"""What a client asks for: the filters of TAXII 2.1 §3.4, read from a query."""

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from quaywatch.alliance.taxii.shapes import MOST, Refusal

_PREFIX = "p1-"
"""Of a cursor, with the version of how it is written."""
_LARGEST_PLACE = 2**62
_MOST_MATCHES = 1000


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a collection, from where on."""

    limit: int = MOST
    after_place: int = 0
    """From `next`: the place of the last line that the client has."""
    added_after: datetime | None = None
    ids: frozenset[str] | None = None
    types: frozenset[str] | None = None
    versions: frozenset[datetime] | None = None
    """None for the last ones, which are the only ones that are kept."""
    spec_versions: frozenset[str] | None = None


def asked(query: Mapping[str, str]) -> Asked:
    """Return what a query asks for; unknown parameters are passed over, as the norm wants.

    Raises:
        Refusal: a filter says nothing that can be understood (400).

    """
    return Asked(
        limit=_limit(query.get("limit")),
        after_place=_place(query.get("next")),
        added_after=_instant("added_after", query["added_after"])
        if "added_after" in query
        else None,
        ids=_several(query, "match[id]"),
        types=_several(query, "match[type]"),
        versions=_versions(query),
        spec_versions=_several(query, "match[spec_version]"),
    )


def cursor(place: int) -> str:
    """Return the cursor after a place: a number, so that it means the same for ever."""
    return f"{_PREFIX}{place:x}"


def moment(version: str) -> datetime | None:
    """Return the instant that a version is named by; None where it is none."""
    try:
        found = datetime.fromisoformat(version)
        return None if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _limit(text: str | None) -> int:
    if text is None:
        return MOST
    if not (text.isascii() and text.isdigit()) or not text.strip("0"):
        raise Refusal(400, "limit: a whole number above nothing is wanted")
    return min(int(text[:9]), MOST)


def _place(text: str | None) -> int:
    if text is None:
        return 0
    digits = text.removeprefix(_PREFIX)
    if digits == text or not digits or len(digits) > 16 or set(digits) - set("0123456789abcdef"):
        raise Refusal(400, "next: this server gave no such cursor")
    return min(int(digits, 16), _LARGEST_PLACE)


def _instant(name: str, text: str) -> datetime:
    found = moment(text)
    if found is None or "T" not in text:
        raise Refusal(400, f"{name}: an instant such as 2026-03-02T09:30:15.000000Z is wanted")
    return found


def _several(query: Mapping[str, str], name: str) -> frozenset[str] | None:
    if name not in query:
        return None
    parts = frozenset(query[name].split(","))
    if len(parts) > _MOST_MATCHES:
        raise Refusal(400, f"{name}: more than {_MOST_MATCHES} values")
    return parts


def _versions(query: Mapping[str, str]) -> frozenset[datetime] | None:
    """Read versions; only the last one of an object is kept, so that `first` is the last one too.

    What an originator corrected or took back is not handed out any more.
    """
    named = _several(query, "match[version]")
    if named is None or named & {"all", "first", "last"}:
        return None
    return frozenset(_instant("match[version]", one) for one in named)
