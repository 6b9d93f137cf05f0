"""Parties: groups with a name, an address and an identification number (TIN)."""

from collections.abc import Iterator
from typing import NamedTuple

from quaywatch.cargo.party import Party, PartyRole
from quaywatch.formats.ens.records import Record


class Group(NamedTuple):
    """The element names of one group of a party."""

    role: PartyRole
    group: str
    name: str
    street: str
    postcode: str
    city: str
    country: str
    identifier: str


_ROLE = PartyRole
WHOLE = (
    Group(_ROLE.CONSIGNOR, "TRACONCO1", "NamCO17", "StrAndNumCO122", "PosCodCO123", "CitCO124",
          "CouCO125", "TINCO159"),
    Group(_ROLE.CONSIGNEE, "TRACONCE1", "NamCE17", "StrAndNumCE122", "PosCodCE123", "CitCE124",
          "CouCE125", "TINCE159"),
    Group(_ROLE.NOTIFY_PARTY, "NOTPAR670", "NamNOTPAR672", "StrNumNOTPAR673", "PosCodNOTPAR676",
          "CitNOTPAR674", "CouCodNOTPAR675", "TINNOTPAR671"),
    Group(_ROLE.CARRIER, "TRACARENT601", "NamTRACARENT604", "StrNumTRACARENT607",
          "PstCodTRACARENT606", "CtyTRACARENT603", "CouCodTRACARENT605", "TINTRACARENT602"),
    Group(_ROLE.DECLARANT, "PERLODSUMDEC", "NamPLD1", "StrAndNumPLD1", "PosCodPLD1", "CitPLD1",
          "CouCodPLD1", "TINPLD1"),
    Group(_ROLE.REPRESENTATIVE, "TRAREP", "NamTRE1", "StrAndNumTRE1", "PosCodTRE1", "CitTRE1",
          "CouCodTRE1", "TINTRE1"),
)  # fmt: skip
"""Parties of the whole declaration."""
OF_ITEMS = (
    Group(_ROLE.CONSIGNOR, "TRACONCO2", "NamCO27", "StrAndNumCO222", "PosCodCO223", "CitCO224",
          "CouCO225", "TINCO259"),
    Group(_ROLE.CONSIGNEE, "TRACONCE2", "NamCE27", "StrAndNumCE222", "PosCodCE223", "CitCE224",
          "CouCE225", "TINCE259"),
    Group(_ROLE.NOTIFY_PARTY, "PRTNOT640", "NamPRTNOT642", "StrNumPRTNOT646", "PstCodPRTNOT644",
          "CtyPRTNOT643", "CouCodGINOT647", "TINPRTNOT641"),
)  # fmt: skip
"""Parties of one goods item."""


def parties(holder: Record, groups: tuple[Group, ...]) -> Iterator[Party]:
    """Yield the parties that `holder` names, in the order of `groups`."""
    for names in groups:
        for said in holder.get(names.group, ()):
            yield Party(
                role=names.role,
                name=said.get(names.name, "").strip(),
                identifier=_text(said, names.identifier),
                address=_text(said, names.street),
                city=_text(said, names.city),
                postcode=_text(said, names.postcode),
                country=_text(said, names.country),
            )


def _text(said: Record, name: str) -> str | None:
    return said.get(name, "").strip() or None
