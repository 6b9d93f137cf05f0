"""What others' tools write, as far as it says something that a node can look out for."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, cast

import msgspec

from quaywatch.alliance.bodies import Indicator, Seen, Withdrawal
from quaywatch.alliance.bodies.text import UUID_PATTERN
from quaywatch.alliance.handling import Handling, Node, Purpose, Tlp
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.stix import Object, markings

SILENT = frozenset({"marking-definition", "identity", "extension-definition", "cargo-container"})
"""Types that are named by others and say nothing alone."""
_ID = re.compile(f"[a-z0-9-]{{1,250}}--({UUID_PATTERN})")
_COMPARISON = re.compile(r"\s*([a-z0-9-]+:[A-Za-z0-9_.\[\]*-]+)\s*=\s*'((?:[^'\\]|\\.)*)'\s*")
_LONGEST_PATTERN = 5000
_PATHS = {
    "cargo-container:iso6346": Seen.CONTAINER,
    "cargo-container:seals[*]": Seen.SEAL,
    "cargo-container:vessel_imo": Seen.VESSEL,
    "cargo-container:heading": Seen.HEADING,
    "identity:name": Seen.PARTY,
    "identity:x_identifier": Seen.IDENTIFIER,
    "identity:x_telephone": Seen.TELEPHONE,
    "email-addr:value": Seen.EMAIL,
    "location:street_address": Seen.ADDRESS,
}
_TLP_1 = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": Tlp.CLEAR,
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": Tlp.GREEN,
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": Tlp.AMBER,
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": Tlp.RED,
}
_TLP = _TLP_1 | {markings.marking(one): one for one in Tlp}


REVOKED = Withdrawal(of="indicator", reason="revoked by its author")


class NotUnderstood(ValueError):  # noqa: N818 - the officer's word
    """An object that says nothing that could be a notice; the message says why."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """How what comes without handling may be used: what was agreed with whoever it comes from."""

    origin: Node
    """The node that it counts as coming from."""
    purposes: frozenset[Purpose]
    legal_basis: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    keep_days: Annotated[int, msgspec.Meta(ge=1)]
    tlp: Tlp = Tlp.AMBER_STRICT
    """Of what bears no marking."""


def understood(one: Object, terms: Terms, today: date) -> Notice:
    """Return an indicator of others as a notice, bound by what was agreed.

    Only patterns of one observation whose parts all have to be so are taken; it is the alliance's
    looser half of STIX that is read, never a guess. STIX counts no versions: `made_at` tells which
    one is later. What its author revoked is a withdrawal. Raises NotUnderstood.
    """
    if one.get("type") != "indicator":
        raise NotUnderstood(f"type: objects of type {one.get('type')!r} are not read")
    named = _ID.fullmatch(str(one.get("id")))
    if named is None:
        raise NotUnderstood("id: it is no STIX id with a UUID")
    created, made = _instant(one, "created"), _instant(one, "modified")
    revoked = one.get("revoked") is True
    try:
        return Notice(
            origin=terms.origin,
            id=named[1],
            version=2 if revoked else 1,
            created_at=created,
            made_at=made,
            handling=Handling(
                tlp=_tlp(one, terms),
                purposes=terms.purposes,
                legal_basis=terms.legal_basis,
                retain_until=today + timedelta(days=terms.keep_days),
            ),
            body=REVOKED if revoked else _indicator(one),
            valid_until=_instant(one, "valid_until") if "valid_until" in one else None,
        )
    except (ValueError, OverflowError) as error:
        raise NotUnderstood(str(error)) from error


def _indicator(one: Object) -> Indicator:
    (what, value), *together = _looked_for(one)
    said = {
        "kind": "indicator",
        "what": what,
        "value": value,
        "together": together,
        "note": _text(one, "description")[:8000],
    }
    return msgspec.convert(said, Indicator)


def _looked_for(one: Object) -> list[tuple[Seen, str]]:
    text = _text(one, "pattern").strip()
    if one.get("pattern_type", "stix") != "stix":
        raise NotUnderstood(f"pattern_type: {one['pattern_type']!r} is not read")
    if len(text) > _LONGEST_PATTERN or not (text.startswith("[") and text.endswith("]")):
        raise NotUnderstood("pattern: it is not of one observation")
    at, found = 1, list[tuple[Seen, str]]()
    while True:
        part = _COMPARISON.match(text, at, len(text) - 1)
        if part is None or part[1] not in _PATHS:
            raise NotUnderstood(f"pattern: it is not understood from character {at + 1} on")
        found.append((_PATHS[part[1]], re.sub(r"\\(.)", r"\1", part[2])))
        at = part.end()
        if at == len(text) - 1:
            return found
        if not text.startswith("AND", at):
            raise NotUnderstood(f"pattern: it is not understood from character {at + 1} on")
        at += len("AND")


def _tlp(one: Object, terms: Terms) -> Tlp:
    """Return the strictest marking that is known; one that is not known makes it no looser."""
    refs: Any = one.get("object_marking_refs")
    if not isinstance(refs, list | None):
        raise NotUnderstood("object_marking_refs: a list is wanted")
    every = cast("list[Any]", refs or [])
    named = [_TLP[ref] for ref in every if isinstance(ref, str) and ref in _TLP]
    return min(named, key=list(Tlp).index, default=terms.tlp)


def _instant(one: Object, name: str) -> datetime:
    try:
        found = datetime.fromisoformat(_text(one, name))
    except ValueError as error:
        raise NotUnderstood(f"{name}: it is no instant") from error
    if found.tzinfo is None:
        raise NotUnderstood(f"{name}: it bears no time zone")
    try:
        return found.astimezone(UTC)
    except OverflowError as error:
        raise NotUnderstood(f"{name}: there is no such instant in UTC") from error


def _text(one: Object, name: str) -> str:
    found: Any = one.get(name, "")
    if not isinstance(found, str):
        raise NotUnderstood(f"{name}: it is no text")
    return found
