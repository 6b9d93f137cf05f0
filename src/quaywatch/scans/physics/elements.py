"""Mass attenuation of the elements, hydrogen to bismuth, between 0.1 and 10 MeV.

Figures are those of EPDL97 (Livermore), the sum of coherent and incoherent scattering, the
photo-effect, and pair and triplet production; see `data/SOURCES.md`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from quaywatch.scans.physics.arrays import Floats

_NAMES = 3


@dataclass(frozen=True, slots=True)
class Element:
    """One element: atomic number, symbol, atomic mass in g/mol, and its attenuation."""

    number: int
    symbol: str
    atomic_mass: float
    attenuation: Floats
    """cm²/g at the energies of the table."""


@dataclass(frozen=True, slots=True)
class Elements:
    """All elements by symbol, and the energies (MeV) at which they are tabled."""

    energies: Floats
    by_symbol: dict[str, Element]


@cache
def elements() -> Elements:
    """Return the table that ships with the package."""
    text = (files("quaywatch.scans.physics") / "data" / "elements.csv").read_text("utf-8")
    header, *rows = csv.reader(text.splitlines())
    found = [
        Element(int(row[0]), row[1], float(row[2]), np.array(row[_NAMES:], dtype=np.float64))
        for row in rows
    ]
    energies = np.array(header[_NAMES:], dtype=np.float64)
    return Elements(energies, {element.symbol: element for element in found})


def interpolate(attenuation: Floats, energies: Floats) -> Floats:
    """Return attenuation at `energies` in MeV, log-log between those of the table.

    Raises `ValueError` outside of the table: nothing is extrapolated.
    """
    known = elements().energies
    if np.any(energies < known[0]) or np.any(energies > known[-1]):
        raise ValueError(f"attenuation is known from {known[0]:g} to {known[-1]:g} MeV only")
    return np.exp(np.interp(np.log(energies), np.log(known), np.log(attenuation)))
