"""Parties: N1 with what follows it, and seals."""

from collections.abc import Iterator

from quaywatch.cargo.equipment import Seal, SealIssuer
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.formats.x12.segments import Segment

_ROLES = {
    "SH": PartyRole.CONSIGNOR,
    "SF": PartyRole.CONSIGNOR,
    "EX": PartyRole.CONSIGNOR,
    "CN": PartyRole.CONSIGNEE,
    "UC": PartyRole.CONSIGNEE,
    "N1": PartyRole.NOTIFY_PARTY,
    "N2": PartyRole.NOTIFY_PARTY,
    "NP": PartyRole.NOTIFY_PARTY,
    "NI": PartyRole.NOTIFY_PARTY,
    "CA": PartyRole.CARRIER,
    "FW": PartyRole.FREIGHT_FORWARDER,
    "BY": PartyRole.BUYER,
    "SE": PartyRole.SELLER,
}
"""Entity identifier codes (data element 98) that have a role; others are not kept."""

_ISSUERS = {
    "CA": SealIssuer.CARRIER,
    "SH": SealIssuer.SHIPPER,
    "CU": SealIssuer.CUSTOMS,
    "TO": SealIssuer.TERMINAL,
    "TR": SealIssuer.TERMINAL,
}


def parties(loops: list[list[Segment]]) -> tuple[Party, ...]:
    """Return the parties of N1 loops whose capacity is one of ours."""
    return tuple(found for loop in loops if (found := _party(loop)) is not None)


def _party(loop: list[Segment]) -> Party | None:
    name = loop[0]
    role = _ROLES.get(name.get(1))
    if role is None:
        return None
    rest = loop[1:]
    lines = [s.get(i) for s in rest if s.tag in ("N2", "N3") for i in (1, 2)]
    place = next((s for s in rest if s.tag == "N4"), None)
    channels = dict(_channels(rest))
    return Party(
        role=role,
        name=name.get(2),
        identifier=name.get(4) or None,
        address=" ".join(filter(None, lines)) or None,
        city=(place.get(1) or None) if place else None,
        postcode=(place.get(3) or None) if place else None,
        country=(place.get(4) or None) if place else None,
        telephone=channels.get("TE"),
        email=channels.get("EM"),
    )


def _channels(rest: list[Segment]) -> Iterator[tuple[str, str]]:
    for contact in rest:
        if contact.tag == "PER":
            yield from ((contact.get(i), contact.get(i + 1)) for i in (7, 5, 3) if contact.get(i))


def seals(segments: list[Segment]) -> tuple[Seal, ...]:
    """Return the seals of M7 segments."""
    return tuple(
        Seal(number=number, issuer=_ISSUERS.get(segment.get(5), SealIssuer.UNKNOWN))
        for segment in segments
        for number in map(segment.get, (1, 2, 3, 4))
        if number
    )
