"""How easily somebody aboard or on the quay comes to the doors of a box.

Doors of boxes on deck face the lashing bridges and the cross-deck walkways; the side passages run
along the outermost stacks. Whoever walks there stands before the lowest tier; the second is within
reach of a ladder. Boxes under deck are shut in until their hatch is lifted.
"""

from enum import IntEnum
from typing import Any

import numpy as np

from quaywatch.cargo.identifiers.stowage_cell import LOWEST_ON_DECK
from quaywatch.stowage.plan import Plan

_LOWEST, _SECOND = 82, 84
_WIDE = 5
"""A ship whose outermost row has a lower number is too narrow to tell sides from middle."""


class Reach(IntEnum):
    """From shut in to at hand."""

    UNDER_DECK = 0
    HIGH_ON_DECK = 1
    LOW_ON_DECK = 2
    """In the lowest tier, or in the second of an outermost stack."""
    AT_HAND = 3
    """In the lowest tier of an outermost stack."""


def reach(plan: Plan) -> Any:
    """Return the `Reach` of each box; the outermost rows that the plan has are the ship's sides."""
    row, tier = plan["row"], plan["tier"]
    deck = tier >= LOWEST_ON_DECK
    side = np.zeros(len(plan), dtype=np.bool_)
    for parity in (0, 1):
        mine = row % 2 == parity
        outermost = row[mine & deck].max(initial=0)
        side |= mine & (row == outermost) & (outermost >= _WIDE)
    lowest, second = deck & (tier <= _LOWEST), tier == _SECOND
    return np.where(
        lowest & side,
        Reach.AT_HAND,
        np.where(
            lowest | (second & side),
            Reach.LOW_ON_DECK,
            np.where(deck, Reach.HIGH_ON_DECK, Reach.UNDER_DECK),
        ),
    ).astype(np.int8)
