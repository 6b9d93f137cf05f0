"""Parties: NAD, and the contacts (COM) that follow."""

import msgspec

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
}
"""Party function codes (data element 3035) that have a role; others are not kept."""


def party(segment: str) -> Party | None:
    """Return the party of a NAD segment, or None when its function is not one of ours.

    Name and address come structured (C080, C059, city, postcode, country) or, in older manifests,
    as free lines (C058) of which the first is the name.
    """
    elements = segment.split("+")
    role = ROLES.get(elements[1].strip()) if len(elements) > 1 else None
    if role is None:
        return None
    values = [*elements[2:10], *([""] * (10 - len(elements)))]
    name, address = joined(values[2]), joined(values[3])
    lines = [line for line in map(text, values[1].split(":")) if line]
    if lines and not name:
        name, lines = lines[0], lines[1:]
    return Party(
        role=role,
        name=name,
        identifier=text(values[0].split(":", 1)[0]) or None,
        address=" ".join([*lines, address]).strip() or None,
        city=text(values[4]) or None,
        postcode=text(values[6]) or None,
        country=text(values[7]) or None,
    )


def with_contact(known: Party, segment: str) -> Party:
    """Return a party with a COM segment's telephone number or e-mail address, the first of each."""
    for element in segment.split("+")[1:]:
        number, _, channel = element.rpartition(":")
        channel, number = text(channel), text(number)
        if channel in {"TE", "AL"} and number and known.telephone is None:
            known = msgspec.structs.replace(known, telephone=number)
        elif channel == "EM" and number and known.email is None:
            known = msgspec.structs.replace(known, email=number)
    return known
