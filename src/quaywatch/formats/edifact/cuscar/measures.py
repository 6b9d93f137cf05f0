"""Measurements: MEA, brought to kilograms."""

from typing import NamedTuple

from quaywatch.formats.edifact.elements import number
from quaywatch.formats.edifact.syntax import text

_KILOGRAMS = {
    "KGM": 1.0,
    "KG": 1.0,
    "K": 1.0,
    "": 1.0,
    "TNE": 1000.0,
    "GRM": 0.001,
    "LBR": 0.45359237,
    "L": 0.45359237,
}
"""Units of mass (UN/ECE Recommendation 20, and shorter forms met in practice)."""

_GROSS = frozenset({"", "G", "WT", "AAB", "AAD", "AAC"})
VERIFIED = "VGM"


class Mass(NamedTuple):
    """A mass as declared; `kilograms` is None when the value is no number."""

    kind: str
    """`G` for gross, `VGM` for verified, empty for any other measurement."""
    kilograms: float | None
    written: str


def mass(segment: str) -> Mass:
    """Return what a MEA segment says of mass."""
    elements = segment.split("+", 4)
    if len(elements) < 4:
        return Mass("", None, "")
    unit, _, value = elements[3].partition(":")
    factor = _KILOGRAMS.get(unit)
    if factor is None:
        return Mass("", None, "")
    kind, purpose = elements[2].split(":", 1)[0], elements[1]
    if VERIFIED in {kind, purpose}:
        kind = VERIFIED
    elif kind in _GROSS:
        kind = "G"
    else:
        return Mass("", None, "")
    value = value.split(":", 1)[0]
    found = number(value)
    return Mass(kind, found if found is None or factor == 1.0 else found * factor, text(value))
