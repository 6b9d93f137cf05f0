"""Loads that no trade packs: taught beside those of the trade, so that ways of packing that were
never taught are not strange.

Of the strange, half are goods of the trade in packages of another size, half bodies of no trade at
all (`world.scanner.loading.assorted`); the heavy are such bodies of metal or stone. No way of
packing that is held back for measuring is among those of any size.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

import numpy as np

from quaywatch.world.reference import table
from quaywatch.world.scanner.boxes import BOXES
from quaywatch.world.scanner.loading.recipes import Recipe, recipe
from quaywatch.world.scanner.loads import Declared, declared
from quaywatch.world.scanner.scene import Grain
from quaywatch.world.scanner.teaching.chance import between
from quaywatch.world.streams import stream


class Load(StrEnum):
    """What a container of the lessons carries."""

    TRADE = "trade"
    STRANGE = "strange"
    HEAVY = "heavy"


_ASSORTED = 0.5
_SPREAD = 0.25
"""Standard deviation of ln of a side of a package, over the usual."""
_SIDES = ((0.25, 2.2), (0.25, 1.15), (0.10, 1.2))
"""Least and greatest length, width and height of assorted bodies, metres."""
_DENSE = (0.06, 1.1)
"""Of assorted bodies, g/cm³ over what they take up."""
_FULL = (0.35, 1.0)
"""Share of the room that they take up."""
_METALS = ("aluminium", "ceramic", "copper", "stainless_steel", "steel")
_DENSE_HEAVY, _FULL_HEAVY = (0.3, 4.0), (0.05, 0.6)
"""The same of heavy bodies: castings, coils and machines, and what is mostly air."""
_OF_ANY_SIZE = frozenset(
    {"bags", "big_bags", "blocks", "cartons", "pallets", "rolls", "sacks_on_pallets", "timber"}
)
"""Ways of packing whose packages may be of any size."""
_PAYLOAD = {20: 21_000.0, 40: 26_000.0}
"""Kilograms that a container holds at most, by its length in feet."""


def varied(seed: int, load: Load, codes: Sequence[str]) -> tuple[Declared, Recipe] | None:
    """Draw the papers of a load and how it is packed; None for the trade's own.

    Goods are drawn among `codes`, which `of_any_size` gives.
    """
    if load is Load.TRADE:
        return None
    rng = stream(seed, "varied")
    code = codes[int(rng.integers(len(codes)))]
    usual, how = declared(code), recipe(code)
    if load is Load.HEAVY:
        metal = _METALS[int(rng.integers(len(_METALS)))]
        return _assorted(usual, metal, (_DENSE_HEAVY, _FULL_HEAVY), rng)
    if rng.random() < _ASSORTED:
        return _assorted(usual, how.material, (_DENSE, _FULL), rng)
    return _resized(usual, how, rng)


@cache
def of_any_size() -> tuple[str, ...]:
    """Return the goods of the trade whose packages may be of any size."""
    codes: list[str] = table("goods")["hs_code"].to_list()
    return tuple(code for code in codes if recipe(code).style in _OF_ANY_SIZE)


def _resized(usual: Declared, how: Recipe, rng: np.random.Generator) -> tuple[Declared, Recipe]:
    """Return packages of other sides and as many of them as take up the same room."""
    sides = np.array([how.length, how.width, how.height])
    made = sides * np.exp(np.clip(rng.normal(0.0, _SPREAD, 3), -0.5, 0.5))
    room = float(rng.uniform(0.6, 1.05))
    count = max(round(usual.packages * float((sides / made).prod()) * room), 1)
    length, width, height = (float(side) for side in made)
    other = Recipe(how.style, how.material, length, width, height, how.grain)
    papers = Declared(usual.size_type, usual.hs_code, count, usual.mass_kg * room)
    return papers, other


def _assorted(
    usual: Declared,
    material: str,
    ends: tuple[tuple[float, float], tuple[float, float]],
    rng: np.random.Generator,
) -> tuple[Declared, Recipe]:
    """Return bodies of a material, between `ends` of how dense they are and how much they fill."""
    length, width, height = (between(side, rng) for side in _SIDES)
    hold = np.array(BOXES[usual.size_type].inside)
    room = float((hold[1::2] - hold[0::2]).prod() * rng.uniform(*ends[1]))
    dense = between(ends[0], rng)
    mass = min(room * dense * 1000, _PAYLOAD[20 if usual.size_type.startswith("2") else 40])
    grain = Grain(int(rng.integers(len(Grain))))
    other = Recipe("assorted", material, length, width, height, grain)
    count = max(round(room / other.volume), 1)
    return Declared(usual.size_type, usual.hs_code, count, mass), other
