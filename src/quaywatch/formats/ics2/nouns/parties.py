"""Parties of a declaration."""

from collections.abc import Iterator

from quaywatch.cargo.party import Party, PartyRole
from quaywatch.formats.ics2.element import Element

_OF_A_FILING = (
    ("declarant", PartyRole.DECLARANT),
    ("representative", PartyRole.REPRESENTATIVE),
)
_OF_A_CONSIGNMENT = (
    ("consignor", PartyRole.CONSIGNOR),
    ("consignee", PartyRole.CONSIGNEE),
    ("notifyParty", PartyRole.NOTIFY_PARTY),
    ("carrier", PartyRole.CARRIER),
    ("goodsShipment/buyer", PartyRole.BUYER),
    ("goodsShipment/seller", PartyRole.SELLER),
)
_STREET = ("street", "number", "streetAdditionalLine", "poBox", "subDivision")
_MAIL, _TELEPHONE = "EM", "TE"
"""Kinds of communication (UCC-DA Annex B, data element 13 01 029 002)."""


def of_filing(root: Element) -> tuple[Party, ...]:
    """Return the parties that stand for the whole declaration."""
    return tuple(_found(root, _OF_A_FILING))


def of_consignment(consignment: Element) -> tuple[Party, ...]:
    """Return the parties of one consignment."""
    return tuple(_found(consignment, _OF_A_CONSIGNMENT))


def _found(holder: Element, wanted: tuple[tuple[str, PartyRole], ...]) -> Iterator[Party]:
    for path, role in wanted:
        for element in holder.all(path):
            yield party(element, role)


def party(element: Element, role: PartyRole) -> Party:
    """Return a party as declared."""
    street = [said for name in _STREET if (said := element.said(f"address/{name}"))]
    return Party(
        role=role,
        name=element.said("name") or "",
        identifier=element.said("identificationNumber"),
        address=", ".join(street) or None,
        city=element.said("address/city"),
        postcode=element.said("address/postCode"),
        country=element.said("address/country"),
        telephone=_reached(element, _TELEPHONE),
        email=_reached(element, _MAIL),
    )


def _reached(element: Element, kind: str) -> str | None:
    for one in element.all("communication"):
        if one.said("type") == kind:
            return one.said("identifier")
    return None
