"""How often boxes are drawn together, which is what the variance of an estimate rests on.

Two ways, for a lottery as drawn here:

- An upper bound without joint chances. No two boxes are drawn together more often than if they were
  drawn apart (see `rounding`), so the variance of a sum of values of one sign over their chances
  (Horvitz and Thompson 1952) is at most that of independent draws, and `variance_at_most` is on
  average at least the true variance. Of values of both signs (residuals) that need not hold.
- The chances themselves, as near as is wanted: the frozen lottery can be drawn as often as one
  likes. `repeated` gives the draws; their means of products are the joint chances.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quaywatch.inspections.lottery import Lottery


def repeated(lottery: Lottery, draws: int, seed: bytes) -> NDArray[np.bool_]:
    """Which boxes (columns) each of so many draws (rows) picks, all independent of each other."""
    picked = np.zeros((draws, lottery.boxes), dtype=np.bool_)
    for row in range(draws):
        picked[row, list(lottery.draw(seed + row.to_bytes(8, "big")))] = True
    return picked


def variance_at_most(values: Sequence[float], chances: Sequence[float]) -> float:
    """Estimate from a sample an upper bound of the variance of sum(value / chance).

    Args:
        values: of the boxes drawn, none negative (or none positive).
        chances: their stored selection probabilities.

    Raises:
        ValueError: values of both signs, or a chance outside 0 to 1.
    """
    value, chance = np.asarray(values, dtype=np.float64), np.asarray(chances, dtype=np.float64)
    if (value < 0).any() and (value > 0).any():
        raise ValueError("the bound holds for values of one sign only")
    if ((chance <= 0) | (chance > 1)).any():
        raise ValueError("a box that was drawn has a chance above 0, and 1 at most")
    return float(np.sum((1 - chance) * (value / chance) ** 2))
