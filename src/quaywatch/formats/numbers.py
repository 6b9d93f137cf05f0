"""Numbers and masses as texts write them, with a decimal point."""

from math import isfinite

_KILOGRAMS = {
    **dict.fromkeys(("", "K", "KG", "KGM"), 1.0),
    **dict.fromkeys(("T", "TNE"), 1000.0),
    **dict.fromkeys(("G", "GRM"), 0.001),
    **dict.fromkeys(("L", "LB", "LBR"), 0.45359237),
}
"""Units of mass: UN/ECE Recommendation 20, ANSI X12 element 188, and forms met in practice."""


def number(value: str) -> float | None:
    """Return a number, None when it is none or not finite."""
    try:
        found = float(value)
    except ValueError:
        return None
    # Python also reads `1_000`.
    return found if isfinite(found) and "_" not in value else None


def count(value: str) -> int | None:
    """Return a whole number that fits 63 bits, None when it is none."""
    found = number(value)
    return int(found) if found is not None and found == int(found) and abs(found) < 2**62 else None


def kilograms(value: float | None, unit: str) -> float | None:
    """Return a mass in kilograms, None without one or in a unit not known; no unit is kilograms."""
    factor = _KILOGRAMS.get(unit)
    return None if value is None or factor is None else value * factor
