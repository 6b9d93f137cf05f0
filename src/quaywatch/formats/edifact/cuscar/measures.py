"""Measurements: MEA, brought to kilograms."""

from functools import lru_cache

from quaywatch.formats.edifact.elements import number

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

GROSS = "G"
VERIFIED = "VGM"
_GROSS = frozenset({"", "G", "WT", "AAB", "AAD", "AAC", "AET", "EGW"})


def mass(segment: str) -> tuple[str, float | None, str]:
    """Return what a MEA segment measures, the kilograms, and the value as written.

    The kind is `GROSS`, `VERIFIED` or empty (anything else); kilograms are None when the value is
    no number.
    """
    said, _, written = segment.partition(":")
    kind, factor = _said(said) if len(said) < 40 else _said.__wrapped__(said)
    if not kind:
        return "", None, ""
    found = number(written)
    if found is None:
        written = written.partition(":")[0].partition("+")[0]
        found = number(written)
    return kind, found if found is None or factor == 1.0 else found * factor, written


@lru_cache(maxsize=256)
def _said(before_value: str) -> tuple[str, float]:
    """Return kind and factor to kilograms of the part of a MEA before its value."""
    elements = before_value.split("+")
    factor = _KILOGRAMS.get(elements[3]) if len(elements) == 4 else None
    if factor is None:
        return "", 1.0
    if VERIFIED in elements[1:3]:
        return VERIFIED, factor
    return GROSS if elements[2] in _GROSS else "", factor
