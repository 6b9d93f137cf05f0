"""What the open beam around the container tells: its level, line by line, and its noise."""

import numpy as np

from quaywatch.scans.framing.bounds import Bounds
from quaywatch.scans.physics.arrays import Ints, Pixels
from quaywatch.scans.physics.normalising import levelled

_ASIDE = 4
"""Rows next to the shadow that blur may reach."""
_LEAST = 8
"""Rows without which nothing is levelled."""
_ROUGH = 0.02
"""Share of all rows, topmost, that level a picture before the container is found."""


def roughly_levelled(share: Pixels) -> Pixels:
    """Return the picture with its lines levelled by the topmost rows, if those are open."""
    rows = share.shape[1]
    count = max(round(_ROUGH * rows), _LEAST)
    topmost = share[:, -count:]
    # Lines that saturate throughout have no level.
    level = np.median(np.nan_to_num(topmost, nan=0.0), axis=1)
    if level.min() < 0.7 * np.median(level):
        return share
    return share / level[:, None]


def open_rows(share: Pixels, found: Bounds) -> Ints:
    """Return rows that see the open beam in every line and are known throughout."""
    rows: Ints = np.arange(share.shape[1], dtype=np.int64)
    chosen = rows >= found.shadow[1] + _ASIDE
    if found.open_below:
        chosen |= rows < found.shadow[0] - _ASIDE
    rows = rows[chosen]
    return rows[np.isfinite(share[:, rows]).all(axis=0)]


def level(share: Pixels, rows: Ints) -> Pixels:
    """Return the picture levelled by its open rows; as it is where there are too few."""
    return levelled(share, rows) if len(rows) >= _LEAST else share


def open_variance(share: Pixels, rows: Ints) -> float:
    """Return the variance of one pixel of the open beam, from neighbours in the same line.

    Half the mean square of their difference, by way of the median, which edges do not reach. 0
    where there is no open beam.
    """
    neighbours = rows[:-1][np.diff(rows) == 1]
    if len(neighbours) < _LEAST:
        return 0.0
    apart = share[:, neighbours + 1] - share[:, neighbours]
    # The median of |x| is 0.6745 standard deviations.
    return float((np.median(np.abs(apart)) / 0.6745) ** 2 / 2)
