"""The places of a ship, by zone: where which boxes may stand.

A bay of 40 feet has 13 rows with six tiers on deck and 11 rows with seven tiers below; two of 20
feet stand in its place. Sockets for cooling units are at the three lowest tiers on deck, over which
dangerous goods never stand. Dimensions are those of a ship of about 9,000 TEU, simplified.
"""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Ints

DECK_ROWS, HOLD_ROWS = 13, 11
_DECK_TIERS = (82, 84, 86, 88, 90, 92)
_HOLD_TIERS = (2, 4, 6, 8, 10, 12, 14)

REEFERS, DECK, DANGEROUS, HOLD = range(4)
ZONES = 4


@dataclass(frozen=True, slots=True)
class Cells:
    """The places of one zone within a bay, lowest tier first."""

    row: Ints
    tier: Ints

    def __len__(self) -> int:
        return len(self.row)


def _cells(rows: int, tiers: tuple[int, ...]) -> Cells:
    return Cells(np.tile(np.arange(rows), len(tiers)), np.repeat(np.array(tiers), rows))


CELLS: tuple[Cells, ...] = (
    _cells(DECK_ROWS, _DECK_TIERS[:3]),
    _cells(DECK_ROWS, _DECK_TIERS),
    _cells(DECK_ROWS, _DECK_TIERS[2:]),
    _cells(HOLD_ROWS, _HOLD_TIERS),
)
"""By zone."""


def at_hand(zone: int) -> Ints:
    """Return the places of a zone whose doors one stands before: lowest tier, outermost stacks."""
    cells = CELLS[zone]
    side = cells.row >= DECK_ROWS - 2
    return np.flatnonzero(side & (cells.tier == _DECK_TIERS[0]))
