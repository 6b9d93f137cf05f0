"""Compositions written as chemistry does: `H2O`, `0.75 H2O + 0.25 C6H12O6`."""

import re
from collections import defaultdict

from quaywatch.scans.physics.elements import elements

_ATOM = re.compile(r"([A-Z][a-z]?)(\d*)")
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*)+")
_PART = re.compile(r"(?:(\d*\.?\d+)\s+)?(\S+)")


def mass_fractions(composition: str) -> dict[str, float]:
    """Return the share by mass of each element, adding up to 1.

    A mixture names shares by mass before its formulas; they need not add up to 1. Raises
    `ValueError` for what is no composition or holds an element that is not tabled.
    """
    shares: dict[str, float] = defaultdict(float)
    for part in composition.split("+"):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise ValueError(f"{part.strip()!r} in {composition!r} is no share of a formula")
        share = float(match[1] or 1.0)
        for symbol, fraction in _of_formula(match[2]).items():
            shares[symbol] += share * fraction
    total = sum(shares.values())
    if not total > 0:
        raise ValueError(f"the shares of {composition!r} add up to nothing")
    return {symbol: share / total for symbol, share in shares.items()}


def _of_formula(formula: str) -> dict[str, float]:
    if not _FORMULA.fullmatch(formula):
        raise ValueError(f"{formula!r} is no chemical formula")
    known = elements().by_symbol
    masses: dict[str, float] = defaultdict(float)
    for symbol, count in _ATOM.findall(formula):
        if symbol not in known:
            raise ValueError(f"no attenuation is tabled for element {symbol!r}")
        masses[symbol] += known[symbol].atomic_mass * int(count or 1)
    total = sum(masses.values())
    if not total > 0:
        raise ValueError(f"{formula!r} holds no atom")
    return {symbol: mass / total for symbol, mass in masses.items()}
