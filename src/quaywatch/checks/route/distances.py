"""How far places lie from each other at least."""

import math
from functools import cache

from quaywatch.cargo.identifiers import unlocode
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import Term, col, concat_str, lit

_MILES_PER_RADIAN = 3440.065
"""Nautical miles on a sphere of the Earth's mean radius, 6,371.0 km."""


@cache
def _position(code: str) -> tuple[float, float] | None:
    """Return longitude and latitude in radians, None where they are not known."""
    place = unlocode.parse(code).place
    if place is None or place.longitude is None or place.latitude is None:
        return None
    return math.radians(place.longitude), math.radians(place.latitude)


def _miles(pair: str) -> float | None:
    one, other = (_position(code) for code in pair.split(">", 1))
    if one is None or other is None:
        return None
    across, up = (other[0] - one[0]) / 2, (other[1] - one[1]) / 2
    chord = math.sin(up) ** 2 + math.cos(one[1]) * math.cos(other[1]) * math.sin(across) ** 2
    return 2 * _MILES_PER_RADIAN * math.asin(math.sqrt(min(chord, 1.0)))


def miles_between(one: str, other: str) -> Term:
    """Return nautical miles on the great circle between two columns of UN/LOCODE; null: unknown."""
    pair = concat_str(col(one), lit(">"), col(other))
    return each_distinct(pair, _miles, float)
