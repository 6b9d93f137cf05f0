"""Places of containers aboard as bay, row and tier (ISO 9711-1).

Bays count from the bow: odd ones hold boxes of 20 feet, even ones of 40. Rows count from the
middle: odd to starboard, even to port, 00 amidships. Tiers count upwards by two: from 02 in the
hold and from 82 on deck; older ships have deck tiers from 72.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from quaywatch.cargo.identifiers.identifier import Identifier, problem

LOWEST_ON_DECK = 70
"""Tiers from here on are on deck."""

_FORM = re.compile("([0-9]{2,3})([0-9]{2})([0-9]{2})", re.ASCII)
_REMEMBERED = 65_536


class Place(NamedTuple):
    """Bay, row and tier."""

    bay: int
    row: int
    tier: int

    @property
    def on_deck(self) -> bool:
        """Whether it lies on deck, not under it."""
        return self.tier >= LOWEST_ON_DECK


class StowageCell(Identifier, frozen=True, kw_only=True):
    """A place aboard as written; `place` is None when the text is none."""

    place: Place | None = None


@lru_cache(_REMEMBERED)
def parse(written: str) -> StowageCell:
    """Read six or seven digits: bay, row and tier."""
    match = _FORM.fullmatch(written.strip(" "))
    place = None if match is None else Place(int(match[1]), int(match[2]), int(match[3]))
    if place is None or not place.bay or not place.tier:
        return StowageCell(
            written=written,
            problems=problem("stowage-cell.form", f"'{written}' is not bay, row and tier"),
        )
    return StowageCell(written=written, place=place)
