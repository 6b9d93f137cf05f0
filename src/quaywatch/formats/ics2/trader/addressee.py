"""Whom an answer goes to, and about which bill: taken from the filing that it answers."""

import msgspec

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.repository.subject import Document


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
