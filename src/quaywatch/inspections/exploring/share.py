"""Looks shared out among strata by what they are worth, and even chances within each.

Every box of a stratum that the ranking leaves out has the same chance. So nobody can tell which of
them is looked at before the draw, what is found speaks for all of them, and each chance is exact.
"""

import numpy as np
from numpy.typing import NDArray

from quaywatch.inspections.exploring.beliefs import Floats
from quaywatch.inspections.windows import ONE

Ints = NDArray[np.int64]

SHARE = 0.15
"""At most so many of the looks explore; chosen as `Prior` was."""
WEEKS = 13.0
"""For so long knowledge is taken to be good."""


def looks(worth: Floats, sizes: Ints, slots: int, against: float) -> Ints:
    """Return how many looks each stratum gets: the worthiest first, while there are slots.

    Args:
        worth: [stratum, k] of the first, second, ... look; a later one counts as worth no more than
            those before it.
        sizes: boxes of each stratum.
        slots: looks to share out.
        against: what a look at the last box of the ranking finds; no look worth less is given.
    """
    falling = np.minimum.accumulate(worth, axis=1)
    there = np.arange(worth.shape[1], dtype=np.int64)[None, :] < sizes[:, None]
    stratum, k = (there & (falling > against)).nonzero()
    best = np.lexsort((stratum, k, -falling[stratum, k]))[: max(slots, 0)]
    return np.bincount(stratum[best], minlength=len(sizes)).astype(np.int64)


def even(given: Ints, strata: Ints) -> Ints:
    """Return each box's chance in units of 2**-32; in each stratum they sum to its looks exactly.

    Args:
        given: looks of each stratum, at most one a box.
        strata: the stratum of each box; what does not divide evenly goes to the first boxes.

    Raises:
        ValueError: for more looks than boxes.
    """
    sizes = np.bincount(strata, minlength=len(given))
    if (given > sizes).any():
        raise ValueError("a stratum was given more looks than it has boxes")
    each, over = np.divmod(given * ONE, np.maximum(sizes, 1))
    order = np.argsort(strata, kind="stable")
    first = np.cumsum(sizes) - sizes
    place = np.empty(len(strata), dtype=np.int64)
    place[order] = np.arange(len(strata)) - first[strata[order]]
    return each[strata] + (place < over[strata])
