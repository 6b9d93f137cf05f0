"""How goods are packed, by Harmonized System code (the longest that fits; `recipes.csv`).

Sizes are those customary in the trade; counts and masses come from the declaration.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quaywatch.world.scanner.scene import Grain


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way of packing: a style, a material and the measures of one package, metres."""

    style: str
    material: str
    length: float
    width: float
    height: float
    grain: Grain

    @property
    def volume(self) -> float:
        """Cubic metres of one package."""
        return self.length * self.width * self.height


@cache
def _recipes() -> dict[str, Recipe]:
    text = (files("quaywatch.world.scanner.loading") / "recipes.csv").read_text("utf-8")
    return {
        row["hs"]: Recipe(
            row["style"],
            row["material"],
            float(row["length"]),
            float(row["width"]),
            float(row["height"]),
            Grain[row["grain"]],
        )
        for row in csv.DictReader(text.splitlines())
    }


def recipe(hs_code: str) -> Recipe:
    """Return how goods of a code are packed."""
    known = _recipes()
    return next(known[hs_code[:n]] for n in range(len(hs_code), -1, -1) if hs_code[:n] in known)
