"""To whom a request goes, and in which language."""

from quaywatch.cargo import BillLevel, Consignment, FilingHeader, PartyRole
from quaywatch.requests.nouns import Addressee

LANGUAGES: tuple[str, ...] = ("en", "fr", "nl", "es", "pt", "de")
"""Languages of the letters."""

_SPOKEN: dict[str, str] = {
    **dict.fromkeys(("FR", "MA", "DZ", "TN", "SN", "CI", "CM", "LU", "GA", "BJ", "TG"), "fr"),
    **dict.fromkeys(("NL", "BE", "SR"), "nl"),
    **dict.fromkeys(
        ("ES", "EC", "CO", "PE", "CL", "AR", "UY", "PY", "BO", "VE", "MX", "GT", "HN", "NI", "SV"),
        "es",
    ),
    **dict.fromkeys(("CR", "PA", "DO", "CU"), "es"),
    **dict.fromkeys(("PT", "BR", "AO", "MZ", "CV"), "pt"),
    **dict.fromkeys(("DE", "AT", "CH", "LI"), "de"),
}
"""The language of business letters by country, where it is one of ours; elsewhere English."""

_FILERS = (PartyRole.DECLARANT, PartyRole.FREIGHT_FORWARDER, PartyRole.CARRIER)


def addressee(header: FilingHeader, consignment: Consignment) -> Addressee:
    """Return the filer of a consignment: the sender of its message in force."""
    own = consignment.level is BillLevel.MASTER
    filer = next((p for role in _FILERS if (p := consignment.party(role)) is not None), None)
    return Addressee(
        identifier=header.sender,
        name=filer.name if filer is not None else "",
        carrier_code=(consignment.conveyance.carrier_code or "") if own else "",
        format=header.format,
        reference=header.reference,
        mrn=header.mrn,
    )


def language(header: FilingHeader, consignment: Consignment) -> str:
    """Return the language of the filer's country, as its address or its EORI number says."""
    for role in _FILERS:
        party = consignment.party(role)
        if party is not None:
            country = party.country or (party.identifier or "")[:2]
            if country.upper() in _SPOKEN:
                return _SPOKEN[country.upper()]
    return _SPOKEN.get(header.sender[:2].upper(), "en") if _is_eori(header.sender) else "en"


def _is_eori(identifier: str) -> bool:
    return identifier[:2].isalpha() and identifier[2:3].isdigit()
