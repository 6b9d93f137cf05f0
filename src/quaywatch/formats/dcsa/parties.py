"""The parties of a bill of lading of DCSA."""

from collections.abc import Iterator

from quaywatch.cargo.party import Party, PartyRole
from quaywatch.formats.dcsa.bill_schema import Address, BillSaid, DocumentParties, PartySaid

_FUNCTIONS = {
    "OS": PartyRole.CONSIGNOR,
    "CZ": PartyRole.CONSIGNOR,
    "SHI": PartyRole.CONSIGNOR,
    "CN": PartyRole.CONSIGNEE,
    "N1": PartyRole.NOTIFY_PARTY,
    "N2": PartyRole.NOTIFY_PARTY,
    "NI": PartyRole.NOTIFY_PARTY,
    "CA": PartyRole.CARRIER,
    "FW": PartyRole.FREIGHT_FORWARDER,
    "FF": PartyRole.FREIGHT_FORWARDER,
    "BY": PartyRole.BUYER,
    "SE": PartyRole.SELLER,
}
"""Party function codes that have a role; others are not kept."""


def parties(said: BillSaid) -> tuple[Party, ...]:
    """Return the parties of a bill, and who files its manifest when it is not the carrier."""
    named = said.document_parties
    found = list(
        _by_capacity(named) if isinstance(named, DocumentParties) else _listed(named or ())
    )
    filings = said.advance_manifest_filings or said.advanced_manifest_filings or ()
    filers = dict.fromkeys(filing.self_filer_code for filing in filings if filing.self_filer_code)
    found += [Party(role=PartyRole.DECLARANT, identifier=code) for code in filers]
    return tuple(found)


def _by_capacity(named: DocumentParties) -> Iterator[Party]:
    capacities = (
        (PartyRole.CONSIGNOR, named.shipper),
        (PartyRole.CONSIGNEE, named.consignee or named.endorsee),
        (PartyRole.NOTIFY_PARTY, named.notify_party),
        *((PartyRole.NOTIFY_PARTY, party) for party in named.notify_parties or ()),
        (PartyRole.BUYER, named.buyer),
        (PartyRole.SELLER, named.seller),
        *((_FUNCTIONS.get(other.party_function or ""), other.party) for other in named.other or ()),
    )
    for role, party in capacities:
        if role is not None and party is not None:
            yield _party(role, party)


def _listed(named: tuple[PartySaid, ...]) -> Iterator[Party]:
    for party in named:
        if role := _FUNCTIONS.get(party.party_function or ""):
            yield _party(role, party)


def _party(role: PartyRole, said: PartySaid) -> Party:
    address = said.address or Address()
    contacts = said.party_contact_details or ()
    taxes = said.tax_legal_references or ()
    numbers = (
        *(tax.value for tax in taxes if tax.type == "EORI"),
        *(code.party_code for code in said.identifying_codes or ()),
        *(tax.value for tax in taxes),
    )
    street = (address.street, address.street_number, address.floor)
    lines = street if said.address else (said.displayed_address or ())
    return Party(
        role=role,
        name=said.party_name or "",
        identifier=next(filter(None, numbers), None),
        address=" ".join(line for line in lines if line and line != "N/A") or None,
        city=address.city,
        postcode=address.post_code,
        country=address.country_code or address.country,
        telephone=next((contact.phone for contact in contacts if contact.phone), None),
        email=next((contact.email for contact in contacts if contact.email), None),
    )
