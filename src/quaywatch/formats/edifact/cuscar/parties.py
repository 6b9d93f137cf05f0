"""Parties: NAD, and the contacts (COM) and registrations (RFF) that follow."""

from collections.abc import Callable

from quaywatch.cargo.party import Party, PartyRole
from quaywatch.formats.edifact.elements import joined
from quaywatch.formats.edifact.syntax import text

ROLES: dict[str, PartyRole] = {
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
    "AG": PartyRole.REPRESENTATIVE,
}
"""Party function codes (data element 3035) that have a role; others are not kept."""

_MISSING = [""] * 10
_TELEPHONES = frozenset({"TE", "AL"})


def party(segments: list[str]) -> Party | None:
    """Return the party of a NAD and what follows it, None when its function is not one of ours.

    Name and address come structured (C080, C059, city, postcode, country) or, in older manifests,
    as free lines (C058) of which the first is the name.
    """
    segment = segments[0]
    elements = segment.split("+")
    role = ROLES.get(elements[1].strip()) if len(elements) > 1 else None
    if role is None:
        return None
    if len(elements) < 10:
        elements += _MISSING
    identifier, free, name, address, city, _, postcode, country = elements[2:10]
    clean: Callable[[str], str] = str.strip if segment.isascii() else text
    name = joined(name) if ":" in name else clean(name)
    address = joined(address) if ":" in address else clean(address)
    if free:
        name, address = _unfolded(free, name, address)
    registered, telephone, email = _said(segments) if len(segments) > 1 else (None, None, None)
    if ":" in identifier:
        identifier = identifier.partition(":")[0]
    return Party(
        role=role,
        name=name,
        identifier=clean(identifier) or registered,
        address=address or None,
        city=clean(city) or None,
        postcode=clean(postcode) or None,
        country=clean(country) or None,
        telephone=telephone,
        email=email,
    )


def _unfolded(free: str, name: str, address: str) -> tuple[str, str]:
    lines = [line for line in map(text, free.split(":")) if line]
    if lines and not name:
        name, *lines = lines
    return name, " ".join([*lines, address]).strip()


def _said(segments: list[str]) -> tuple[str | None, str | None, str | None]:
    """Return the first registration number, telephone number and e-mail address given."""
    registered = telephone = email = None
    for segment in segments[1:]:
        if segment.startswith("RFF"):
            registered = registered or text(segment.split(":")[1])
            continue
        for element in segment[4:].split("+"):
            value, _, channel = element.rpartition(":")
            if channel == "EM":
                email = email or text(value) or None
            elif channel in _TELEPHONES:
                telephone = telephone or text(value) or None
    return registered, telephone, email
