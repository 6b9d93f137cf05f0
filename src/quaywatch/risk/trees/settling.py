"""Shares brought to the grid on which sums are exact, in machine code: see `risk.exact`."""

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.risk.exact import STEP
from quaywatch.risk.trees.arrays import Floats, Rows


@compiled
def settle(shares: Floats, stretch: Floats, target: Floats) -> None:
    """Stretch each row's shares in place and round them, so that they sum to its target.

    What rounding left over goes to the strongest; it is some steps of the grid at most.
    """
    for i in range(len(shares)):
        total, strongest = 0.0, 0
        for column in range(shares.shape[1]):
            share = np.rint(shares[i, column] * stretch[i] / STEP) * STEP
            shares[i, column] = share
            total += share
            if abs(share) > abs(shares[i, strongest]):
                strongest = column
        shares[i, strongest] += target[i] - total


@compiled
def gathered(shares: Floats, small: float, rest: Floats) -> tuple[Rows, Rows, Floats]:
    """Return row, column and size of each share but those of the first column.

    Those below `small` go to the `rest` of their row, which comes last, as one column more. Shares
    of nought are left out.
    """
    most = shares.size
    rows, columns = np.empty(most, np.int64), np.empty(most, np.int64)
    sizes = np.empty(most, np.float64)
    count = 0
    for i in range(len(shares)):
        left = rest[i]
        for column in range(1, shares.shape[1] + 1):
            share = shares[i, column] if column < shares.shape[1] else left
            if column < shares.shape[1] and abs(share) < small:
                left += share
            elif share != 0:
                rows[count], columns[count], sizes[count] = i, column, share
                count += 1
    return rows[:count], columns[:count], sizes[:count]
