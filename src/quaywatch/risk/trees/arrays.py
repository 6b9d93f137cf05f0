"""Types of the arrays that training passes around, and their mean."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def mean(said: list[Floats]) -> Floats:
    """Return the mean of several arrays, added in one order: alone or in a batch, the same."""
    return sum(said[1:], start=said[0]) / len(said)
