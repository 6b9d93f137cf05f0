"""Whom an answer goes to, and about which bill: taken from the filing that it answers."""

import msgspec

from quaywatch.cargo.consignment import BillLevel, Consignment
from quaywatch.cargo.filing import FilingHeader
from quaywatch.cargo.party import PartyRole
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.subject import Document


class Addressee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The parties of a filing by their EORI numbers, and what names it."""

    declarant: str | None = None
    representative: str | None = None
    carrier: str | None = None
    member_state: str | None = None
    """The one that the filing is addressed to."""
    document: Document | None = None
    """The master transport document."""
    office: str | None = None
    """Customs office of first entry."""
    lrn: str | None = None
    """The filer's own reference."""


_MASTER = "consignmentMasterLevel"
_DOCUMENT = "transportDocumentMasterLevel"


def addressee_of(filing: Element) -> Addressee:
    """Return whom the answers to a filing go to."""
    master = filing.first(_MASTER) or Element(_MASTER)
    house = master.first("consignmentHouseLevel") or Element("")
    written = master.first(_DOCUMENT) or house.first(_DOCUMENT)
    number = None if written is None else written.said("documentNumber")
    kind = None if written is None else written.said("type")
    return Addressee(
        declarant=filing.said("declarant/identificationNumber"),
        representative=filing.said("representative/identificationNumber"),
        carrier=master.said("carrier/identificationNumber")
        or house.said("carrier/identificationNumber"),
        member_state=filing.said("addressedMemberState/country"),
        document=Document(number, kind) if number and kind else None,
        office=filing.said("customsOfficeOfFirstEntry/referenceNumber"),
        lrn=filing.said("LRN"),
    )


def addressee_for(
    header: FilingHeader, consignment: Consignment, *, master_document: str = "N705"
) -> Addressee:
    """Return whom the answers about a consignment go to, as far as the nouns tell.

    `master_document` is the type of its master transport document (CL754).
    """
    is_master = consignment.level is BillLevel.MASTER
    number = consignment.reference if is_master else consignment.master_reference
    return Addressee(
        declarant=_number(consignment, PartyRole.DECLARANT),
        representative=_number(consignment, PartyRole.REPRESENTATIVE),
        carrier=_number(consignment, PartyRole.CARRIER),
        document=Document(number, master_document) if number else None,
        office=consignment.route.first_entry,
        lrn=header.reference or None,
    )


def _number(consignment: Consignment, role: PartyRole) -> str | None:
    party = consignment.party(role)
    return None if party is None else party.identifier
