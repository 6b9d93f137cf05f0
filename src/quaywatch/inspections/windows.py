"""The hours in which boxes can be looked at.

Chances are whole multiples of 2**-32 (`ONE` is certainty), so that sums are exact.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]
Ints = NDArray[np.int64]

ONE = 1 << 32


@dataclass(frozen=True, slots=True)
class Windows:
    """First and last slot hour (indices) that each box can take; last < first: none."""

    first: Ints
    last: Ints

    def open(self) -> Booleans:
        """Which boxes can take any slot at all."""
        return self.first <= self.last
