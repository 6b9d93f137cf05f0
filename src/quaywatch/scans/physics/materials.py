"""Substances met in containers: what they are made of and how dense they are when solid."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from quaywatch.scans.physics.arrays import Floats
from quaywatch.scans.physics.elements import elements, interpolate
from quaywatch.scans.physics.formula import mass_fractions


@dataclass(frozen=True, slots=True)
class Material:
    """A substance; a bulk of it (bags, cartons) may be far less dense than the solid."""

    name: str
    composition: str
    """As `formula.mass_fractions` reads it."""
    density: float
    """g/cm³ without air in between."""

    def attenuation(self, energies: Floats) -> Floats:
        """Return mass attenuation in cm²/g at `energies` in MeV: that of its elements by mass."""
        return interpolate(_tabled(self.composition), energies)

    @property
    def effective_number(self) -> float:
        """Mean atomic number by electrons: what Compton scattering and pair production see.

        At these energies the photo-effect, for which the usual exponent near 3 stands, is small.
        """
        known = elements().by_symbol
        electrons = {
            symbol: share * known[symbol].number / known[symbol].atomic_mass
            for symbol, share in mass_fractions(self.composition).items()
        }
        weighted = sum(count * known[symbol].number for symbol, count in electrons.items())
        return weighted / sum(electrons.values())


@cache
def _tabled(composition: str) -> Floats:
    known = elements().by_symbol
    shares = mass_fractions(composition)
    return np.sum([known[symbol].attenuation * share for symbol, share in shares.items()], axis=0)


@cache
def materials() -> dict[str, Material]:
    """Return the substances that ship with the package, by name."""
    text = (files("quaywatch.scans.physics") / "data" / "materials.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["name"]: Material(row["name"], row["composition"], float(row["density"]))
        for row in rows
    }


def material(name: str) -> Material:
    """Return a substance by name; raise `ValueError` when none is known by it."""
    try:
        return materials()[name]
    except KeyError:
        raise ValueError(f"no material is known as {name!r}") from None
