"""Which part of a notice is which sort of data, and the copy without a part that may not go."""

from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.alliance.bodies import Body, Indicator, Request, ScanImage, Seen
from quaywatch.alliance.notice import Notice


class Category(StrEnum):
    """Sorts of data, each decided on apart."""

    CORE = "core"
    """What, where, how, when: nobody is in it. Without it nothing goes."""
    CARGO = "cargo"
    """Containers, seals, bills, vessels, routes."""
    PARTY = "party"
    """Companies."""
    PERSON = "person"
    """What reaches a person: telephones, mail addresses."""
    SCAN = "scan"
    """Radiographs."""
    CASE = "case"
    """References and notes of an investigation."""


_FIELDS: dict[str, Category] = {
    "terminal": Category.CARGO,
    "containers": Category.CARGO,
    "seals": Category.CARGO,
    "consignment": Category.CARGO,
    "carrier": Category.CARGO,
    "vessel_imo": Category.CARGO,
    "voyage": Category.CARGO,
    "route": Category.CARGO,
    "consignor": Category.PARTY,
    "consignee": Category.PARTY,
    "notify_party": Category.PARTY,
    "telephones": Category.PERSON,
    "case": Category.CASE,
    "note": Category.CASE,
    "seen_in": Category.CASE,
    "based_on": Category.CASE,
    "reason": Category.CASE,
}
"""Category of the fields that can be left out; the others are the core."""

CORRECTED = "quaywatch:corrected"
"""Stands where what was wrong before may not be told: that is a note, and may name anything. Pages
and forms say this code in their reader's language."""

_SEEN: dict[Seen, Category] = {
    Seen.PARTY: Category.PARTY,
    Seen.IDENTIFIER: Category.PARTY,
    Seen.ADDRESS: Category.PARTY,
    Seen.TELEPHONE: Category.PERSON,
    Seen.EMAIL: Category.PERSON,
    Seen.HEADING: Category.CORE,
    Seen.PROFILE: Category.CASE,
}
"""Category of what an indicator looks out for; the rest is cargo."""


def categories(notice: Notice) -> frozenset[Category]:
    """Return the sorts of data that are in a notice."""
    found = _needed(notice.body) | {_FIELDS[name] for name in _present(notice.body)}
    return found | {Category.CASE} if _says_what_was_wrong(notice) else found


def reduced(notice: Notice, allowed: frozenset[Category]) -> Notice | None:
    """Return the copy in which only what is allowed is left; None where that says nothing.

    An indicator, a request or an image is of use whole or not at all.
    """
    if not _needed(notice.body) <= allowed:
        return None
    gone: dict[str, Any] = {
        name: _default(notice.body, name)
        for name in _present(notice.body)
        if _FIELDS[name] not in allowed
    }
    if gone:
        body = msgspec.structs.replace(notice.body, **gone)
        notice = msgspec.structs.replace(notice, body=body)
    return without_reason(notice, allowed)


def without_reason(notice: Notice, allowed: frozenset[Category]) -> Notice:
    """Return it without what was wrong before, where notes are not among what is allowed."""
    if _says_what_was_wrong(notice) and Category.CASE not in allowed:
        return msgspec.structs.replace(notice, correction=CORRECTED)
    return notice


def _says_what_was_wrong(notice: Notice) -> bool:
    return notice.correction not in ("", CORRECTED)


def _needed(body: Body) -> frozenset[Category]:
    """Return what cannot be taken out of a body without making it another one."""
    if isinstance(body, Indicator):
        parts = (body.what, *(what for what, _ in body.together))
        return frozenset({Category.CORE, *(_SEEN.get(one, Category.CARGO) for one in parts)})
    if isinstance(body, ScanImage):
        return frozenset({Category.CORE, Category.SCAN, Category.CARGO})
    if isinstance(body, Request):
        return frozenset({Category.CORE, Category.CARGO, Category.PARTY})
    return frozenset({Category.CORE})


def _present(body: Body) -> list[str]:
    """Return the fields that can be left out and say something."""
    return [name for name in body.__struct_fields__ if name in _FIELDS and getattr(body, name)]


def _default(body: Body, name: str) -> Any:
    return next(field.default for field in msgspec.structs.fields(body) if field.name == name)
