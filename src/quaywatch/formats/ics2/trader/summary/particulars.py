"""What a filing must say and the nouns do not hold."""

import msgspec


class Particulars(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Codes and choices of the filer; defaults are those of UCC-DA Annex B for sea containers."""

    vessel_type: str
    """Type of means of transport (CL751)."""
    vessel_flag: str
    """Country whose flag the vessel flies."""
    member_state: str | None = None
    """The one that the filing is addressed to; partial filings of others than carriers name it."""
    supplementary: tuple[tuple[str, str], ...] = ()
    """Who files the parts still missing: EORI number, and type of filing (CL745)."""
    master_document: str = "N705"
    house_document: str = "N714"
    """Types of transport documents (CL754)."""
    supplier: str = "2"
    """Container supplier type (CL711): the carrier."""
    person: str = "2"
    """Type of person (CL729): a legal person."""
    mode: str = "1"
    """Mode of transport (CL018): sea."""
