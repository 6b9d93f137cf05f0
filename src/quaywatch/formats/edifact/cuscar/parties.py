"""Parties: NAD, and the contacts (COM) and registrations (RFF) that follow."""

from collections.abc import Callable

from quaywatch.cargo.party import Party, PartyRole
from quaywatch.formats.edifact.elements import joined
from quaywatch.formats.edifact.syntax import text

_ROLES: dict[str, PartyRole] = {
    "CZ": PartyRole.CONSIGNOR,
    "OS": PartyRole.CONSIGNOR,
    "EX": PartyRole.CONSIGNOR,
    "SH": PartyRole.CONSIGNOR,
    "CN": PartyRole.CONSIGNEE,
    "IM": PartyRole.CONSIGNEE,
    "UC": PartyRole.CONSIGNEE,
    "NI": PartyRole.NOTIFY_PARTY,
    "N1": PartyRole.NOTIFY_PARTY,
    "N2": PartyRole.NOTIFY_PARTY,
    "CA": PartyRole.CARRIER,
    "FW": PartyRole.FREIGHT_FORWARDER,
    "BY": PartyRole.BUYER,
    "SE": PartyRole.SELLER,
    "DT": PartyRole.DECLARANT,
}
"""Party function codes (data element 3035) that have a role; others are not kept."""

_MISSING = [""] * 10
_CHANNELS = {"TE": "telephone", "AL": "telephone", "EM": "email"}


def party(segments: list[str]) -> Party | None:
    """Return the party of a NAD and what follows it, None when its function is not one of ours.

    Name and address come structured (C080, C059, city, postcode, country) or, in older manifests,
    as free lines (C058) of which the first is the name.
    """
    segment = segments[0]
    _, role_code, identifier, free, name, address, city, _, postcode, country, *_ = (
        *segment.split("+"),
        *_MISSING,
    )
    role = _ROLES.get(role_code.strip())
    if role is None:
        return None
    clean: Callable[[str], str] = str.strip if segment.isascii() else text
    whole = joined if ":" in name or ":" in address else clean
    name, address = whole(name), whole(address)
    if free:
        name, address = _unfolded(free, name, address)
    said = _said(segments) if len(segments) > 1 else {}
    return Party(
        role=role,
        name=name,
        identifier=clean(identifier.partition(":")[0]) or said.get("identifier"),
        address=address or None,
        city=clean(city) or None,
        postcode=clean(postcode) or None,
        country=clean(country) or None,
        telephone=said.get("telephone"),
        email=said.get("email"),
    )


def _unfolded(free: str, name: str, address: str) -> tuple[str, str]:
    lines = [line for line in map(text, free.split(":")) if line]
    if lines and not name:
        name, *lines = lines
    return name, " ".join([*lines, address]).strip()


def _said(segments: list[str]) -> dict[str, str]:
    """Return the first telephone number, e-mail address and registration number given."""
    said: dict[str, str] = {}
    for segment in segments[1:]:
        if segment.startswith("RFF"):
            said.setdefault("identifier", text(segment.split(":")[1]))
            continue
        for element in segment.split("+")[1:]:
            value, _, channel = element.rpartition(":")
            name = _CHANNELS.get(channel.strip())
            if name and (value := text(value)):
                said.setdefault(name, value)
    return said
