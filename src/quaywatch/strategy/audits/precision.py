"""How many to look at so that an estimate has the wished relative error.

The relative error is the root of the mean square of what the estimate is off by, over the truth.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

from quaywatch.strategy.audits import counts


def looks(share: float, error: float, among: int | None = None) -> int:
    """Return how many draws estimate a share of hits.

    Args:
        share: of draws that are hits: what is there, times what looking at it finds.
        error: wished relative error.
        among: how many there are in all, drawn from without putting back; None for many more than
            are drawn.

    >>> looks(0.0027, 0.2)
    9235
    """
    if not 0 < share <= 1 or error <= 0:
        raise ValueError("a share that is above zero, and an error above zero")
    many = (1 - share) / (share * error**2)
    if among is not None:
        # Of all that there are nothing is left to chance (finite population correction).
        many = among * many / (among - 1 + many) if among > 1 else among
    return max(1, ceil(many - 1e-9))


@dataclass(frozen=True, slots=True)
class Stratum:
    """One part of what is drawn from."""

    boxes: float
    """Its share of all boxes."""
    share: float
    """Of looks in it that are hits."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Draws over strata."""

    looks: tuple[int, ...]
    """In each stratum."""
    gain: float
    """Variance beside that of as many draws over all alike: below 1 where strata help."""

    @property
    def total(self) -> int:
        """All draws."""
        return sum(self.looks)


def stratified(strata: tuple[Stratum, ...], error: float) -> Spread:
    """Return the fewest draws that estimate the share of hits over all strata.

    Neyman's allocation (Journal of the Royal Statistical Society 97, 1934): in proportion to boxes
    and to the spread within. It helps as far as it is known where the risk is; two draws at least
    go to each stratum, so that none is taken at its word.
    """
    boxes, share = _arrays(strata)
    if not np.isclose(boxes.sum(), 1) or (boxes <= 0).any():
        raise ValueError("the strata's shares of boxes are above zero and sum up to one")
    mean = float(boxes @ share)
    if mean <= 0 or error <= 0:
        raise ValueError("a share that is above zero, and an error above zero")
    weight = boxes * np.sqrt(share * (1 - share))
    allowed = (error * mean) ** 2
    exact = weight * weight.sum() / allowed
    drawn = np.maximum(2, np.ceil(exact - 1e-9))
    gain = float(weight.sum() ** 2 / (mean * (1 - mean))) if mean < 1 else 1.0
    return Spread(tuple(int(each) for each in drawn), gain)


def _arrays(strata: tuple[Stratum, ...]) -> tuple[counts.Floats, counts.Floats]:
    boxes = np.array([each.boxes for each in strata], dtype=np.float64)
    return boxes, np.array([each.share for each in strata], dtype=np.float64)
