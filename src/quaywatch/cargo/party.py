"""Who takes part in a consignment, and in what capacity."""

from enum import StrEnum

import msgspec


class PartyRole(StrEnum):
    """The capacity in which a party appears (UN/EDIFACT code list 3035 in brackets)."""

    CONSIGNOR = "consignor"  # CZ
    CONSIGNEE = "consignee"  # CN
    NOTIFY_PARTY = "notify_party"  # NI, N1
    CARRIER = "carrier"  # CA
    FREIGHT_FORWARDER = "freight_forwarder"  # FW
    BUYER = "buyer"  # BY
    SELLER = "seller"  # SE
    DECLARANT = "declarant"  # DT
    REPRESENTATIVE = "representative"  # AG


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A party as declared: nothing is corrected, nothing is guessed."""

    role: PartyRole
    name: str = ""
    identifier: str | None = None
    """Identification number as written: an EORI, a tax number, a carrier code."""
    address: str | None = None
    city: str | None = None
    postcode: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2, as written."""
    telephone: str | None = None
    email: str | None = None
