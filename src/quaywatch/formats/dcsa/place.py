"""Places as DCSA writes them."""

import re
from functools import lru_cache

from quaywatch.formats.dcsa.event_schema import Location


def facility(place: Location) -> str | None:
    """Return the code of the terminal or depot of a place, or its name without one."""
    inner = place.facility
    return (
        place.facility_code
        or place.smdg_code
        or ((inner.facility_code or inner.facility_name) if inner else None)
        or place.location_name
    )


_FORM = re.compile("[A-Z]{2}[A-Z2-9]{3}").fullmatch
_RESERVED = re.compile("AA|Q[M-Z]|X[A-JL-Y]|ZZ").match


@lru_cache(maxsize=4096)
def locode_fault(code: str) -> str:
    """Say what is wrong with the form of a UN/LOCODE; empty when nothing is.

    ISO 3166-1 keeps AA, QM to QZ, XA to XZ and ZZ for private use; UN/LOCODE knows XK and XZ.
    """
    if not _FORM(code):
        return "is not a country code and three characters"
    return f"begins with {code[:2]}, which is no country" if _RESERVED(code) else ""


@lru_cache(maxsize=4096)
def sound(*codes: str | None) -> bool:
    """Whether nothing is wrong with the form of any of these; None names no place."""
    return not any(locode_fault(code) for code in codes if code)
