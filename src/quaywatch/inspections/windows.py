"""When boxes can be inspected, and whether given chances fit into the slots of a terminal.

Chances are whole multiples of 2**-32 (`ONE` is certainty), so that sums are exact.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.inspections.capacity import SLOT

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


def windows(boxes: pl.DataFrame, hours: Ints) -> Windows:
    """Windows of boxes [available_at, deadline_at] among the hours (microseconds, ascending).

    The whole slot lies between discharge and pick-up. A box without `available_at` is not there
    yet and has no window; one without `deadline_at` stays to the end.
    """
    available = _instants(boxes["available_at"], missing=np.iinfo(np.int64).max)
    deadline = _instants(boxes["deadline_at"], missing=np.iinfo(np.int64).max)
    length = SLOT // timedelta(microseconds=1)
    return Windows(
        first=np.searchsorted(hours, available, side="left").astype(np.int64),
        last=np.searchsorted(hours, deadline - length, side="right").astype(np.int64) - 1,
    )


def room(capacity: Ints, spans: Windows, chances: Ints) -> Ints:
    """Room [i, j] left in the hours i to j by the boxes whose whole window lies inside them.

    Chances fit into the slots exactly when no entry (i <= j) is negative: Hall's condition for
    windows that are intervals.
    """
    count = len(capacity)
    load = np.zeros((count, count), dtype=np.int64)
    usable = spans.open()
    np.add.at(load, (spans.first[usable], spans.last[usable]), chances[usable])
    inside = load[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
    total = np.concatenate([[0], capacity.cumsum()])
    return total[None, 1:] - total[:-1, None] - inside


def _instants(column: pl.Series, *, missing: int) -> Ints:
    return column.dt.epoch("us").fill_null(missing).to_numpy().astype(np.int64)
