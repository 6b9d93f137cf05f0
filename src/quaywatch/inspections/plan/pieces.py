"""Chances in whole units of 2**-32 that fit whole slots exactly, whatever a solver rounds."""

from collections.abc import Sequence

import numpy as np

from quaywatch.inspections.plan.problem import Floats, Ints
from quaywatch.inspections.plan.programme import Columns
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import ONE

_SNAP = 1e-6
"""What is nearer than this to nothing or all is taken for that."""


def whole(
    columns: Columns, amounts: Floats, slots: Ints, before: Sequence[Piece], boxes: int
) -> list[Piece]:
    """Return amounts as pieces that fit beside those dealt before, at most one a box and cell."""
    units = np.where(amounts < _SNAP, 0, np.round(amounts * ONE).astype(np.int64))
    units = np.where(amounts > 1 - _SNAP, ONE, units)
    room, rest = slots * ONE, np.full(boxes, ONE, dtype=np.int64)
    for box, cell, amount in before:
        room[cell] -= amount
        rest[box] -= amount
    pieces: dict[tuple[int, int], int] = {}
    # Whole ones first: what is left then takes the errors of rounding.
    for i in np.lexsort((columns.cell, columns.box, -units)).tolist():
        box, cell = int(columns.box[i]), int(columns.cell[i])
        amount = int(min(units[i], room[cell], rest[box]))
        if rest[box] - amount < _SNAP * ONE:
            amount = int(min(rest[box], room[cell]))
        if amount > 0:
            pieces[box, cell] = pieces.get((box, cell), 0) + amount
            room[cell] -= amount
            rest[box] -= amount
    return [Piece(box, cell, amount) for (box, cell), amount in pieces.items()]
