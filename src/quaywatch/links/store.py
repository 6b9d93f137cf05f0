"""The arrays in which mentions lie: rows, their index, and which belong together."""

from typing import Any

import numpy as np

from quaywatch.links.evidence import KINDS
from quaywatch.links.index import Table, desk, moved, table
from quaywatch.links.keys import KEYS
from quaywatch.links.rows import Rows, empty

_FIRST = 1024


class Store:
    """Rows by place, growing as needed; nothing in it is ever taken away."""

    def __init__(self, height: int = _FIRST) -> None:
        self.count = 0
        self.rows: Rows = empty(height)
        self.roots: Any = np.arange(height, dtype=np.int32)
        self.joined_to: Any = np.full(height, -1, dtype=np.int32)
        """The mention by which each joined its party; -1 for the first of a party."""
        self.amounts: Any = np.zeros((height, KINDS), dtype=np.float32)
        self.priors: Any = np.zeros(height, dtype=np.float64)
        """Evidence and prior of that link."""
        self.index: Table = table(1 << 12, 1 << 14)
        self.used: Any = np.zeros(2, dtype=np.int64)
        self.desk = desk(height)

    def new(self) -> int:
        """Return the place for one more mention."""
        if self.count == len(self.rows):
            self._grow()
        if self.used[1] + KEYS > len(self.index.posted):
            posted, earlier = _doubled(self.index.posted), _doubled(self.index.earlier)
            self.index = self.index._replace(posted=posted, earlier=earlier)
        if (self.used[0] + KEYS) * 2 > len(self.index.slots):
            larger = table(len(self.index.slots) * 2, 0)
            moved(self.index.slots, self.index.heads, larger.slots, larger.heads)
            self.index = self.index._replace(slots=larger.slots, heads=larger.heads)
        self.count += 1
        return self.count - 1

    def _grow(self) -> None:
        height = len(self.rows)
        self.rows = np.concatenate([self.rows, empty(height)])
        more = np.arange(height, 2 * height, dtype=np.int32)
        self.roots = np.concatenate([self.roots, more])
        self.joined_to = np.concatenate([self.joined_to, np.full_like(self.joined_to, -1)])
        self.amounts = _doubled(self.amounts)
        self.priors = _doubled(self.priors)
        seen = np.concatenate([self.desk.seen, np.full_like(self.desk.seen, -1)])
        self.desk = self.desk._replace(seen=seen)


def _doubled(array: Any) -> Any:
    return np.concatenate([array, np.zeros_like(array)])
