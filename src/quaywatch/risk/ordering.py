"""Long tables put into the order of their rows, in machine code."""

import numpy as np
from numpy.typing import NDArray

from quaywatch.cargo.compiled import compiled

Numbers = NDArray[np.int64]


@compiled
def by_row(rows: Numbers, keys: Numbers, height: int) -> Numbers:
    """Return the places of entries by row, from 0 to `height` - 1, and within a row by key.

    A row has few entries, most of which come in order: each goes to its place among those before.
    """
    ends = np.zeros(height + 1, np.int64)
    for row in rows:
        ends[row + 1] += 1
    for row in range(height):
        ends[row + 1] += ends[row]
    begins, order = ends[:-1].copy(), np.empty(len(rows), np.int64)
    filled = begins.copy()
    for entry in range(len(rows)):
        row, key = rows[entry], keys[entry]
        place = filled[row]
        while place > begins[row] and keys[order[place - 1]] > key:
            order[place] = order[place - 1]
            place -= 1
        order[place] = entry
        filled[row] += 1
    return order
