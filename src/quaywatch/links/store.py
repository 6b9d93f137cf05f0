"""The arrays in which mentions lie: rows, their index, and which belong together."""

from typing import Any

import numpy as np

from quaywatch.links.evidence import KINDS
from quaywatch.links.index import Table, desk, moved, table, unpost
from quaywatch.links.keys import KEYS
from quaywatch.links.packing import PackedStore, packed, unpacked
from quaywatch.links.rows import ROW, Rows, empty

_FIRST = 1024


class Store:
    """Rows by place, growing as needed; only what came last can be taken back."""

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

    def unpost(self, words: Any) -> None:
        """Take the mention that came last from its keys, where it was put with these `words`.

        The keys stay, with what stood under them before.
        """
        unpost(self.index, self.rows, self.count - 1, words, self.desk, self.used)

    def drop(self) -> None:
        """Take back the mention that came last; `roots` of others are for the caller."""
        at = self.count = self.count - 1
        self.rows[at : at + 1] = empty(1)
        self.roots[at] = at
        self.joined_to[at], self.amounts[at], self.priors[at] = -1, 0.0, 0.0

    def pack(self) -> PackedStore:
        """Return all that is kept, for a snapshot: keys sorted, every root the last one."""
        here, posted = slice(0, self.count), slice(0, int(self.used[1]))
        roots = self.roots[here]
        while not np.array_equal(roots, roots[roots]):
            roots = roots[roots]
        there = ((self.index.slots != 0) & (self.index.heads >= 0)).nonzero()[0]
        there = there[np.argsort(self.index.slots[there])]
        return PackedStore(
            rows=packed(self.rows[here]),
            roots=packed(roots),
            joined_to=packed(self.joined_to[here]),
            amounts=packed(self.amounts[here]),
            priors=packed(self.priors[here]),
            keys=packed(self.index.slots[there]),
            heads=packed(self.index.heads[there]),
            posted=packed(self.index.posted[posted]),
            earlier=packed(self.index.earlier[posted]),
        )

    def unpack(self, kept: PackedStore) -> None:
        """Take over what was packed; nothing was put in yet."""
        rows = unpacked(kept.rows, ROW)
        while len(self.rows) < len(rows):
            self._grow()
        self.count = len(rows)
        self.rows[: self.count] = rows
        self.roots[: self.count] = unpacked(kept.roots, np.int32)
        self.joined_to[: self.count] = unpacked(kept.joined_to, np.int32)
        amounts = unpacked(kept.amounts, np.float32)
        self.amounts[: self.count] = amounts.reshape(-1, KINDS)
        self.priors[: self.count] = unpacked(kept.priors, np.float64)
        keys, heads = unpacked(kept.keys, np.int64), unpacked(kept.heads, np.int32)
        posted, earlier = unpacked(kept.posted, np.int32), unpacked(kept.earlier, np.int32)
        self.index = table(_room(2 * len(keys), 1 << 12), _room(len(posted), 1 << 14))
        moved(keys, heads, self.index.slots, self.index.heads)
        self.index.posted[: len(posted)] = posted
        self.index.earlier[: len(posted)] = earlier
        self.used[:] = len(keys), len(posted)

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


def _room(needed: int, least: int) -> int:
    """Return the power of two that holds so many."""
    return max(least, 1 << (needed - 1).bit_length()) if needed else least


def _doubled(array: Any) -> Any:
    return np.concatenate([array, np.zeros_like(array)])
