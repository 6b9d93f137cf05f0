"""The trees of one booster, ready to be asked: what they say, and what each column adds to it."""

import numpy as np

from quaywatch.risk.trees import walking
from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.reading import trees
from quaywatch.risk.trees.shares import MOST_SPLITS, Table, table


class Forest:
    """Small trees whose tables are worked out."""

    def __init__(self, tables: list[Table]) -> None:
        self.base = sum(each.base for each in tables)
        """What the trees say of a row of which nothing is known."""
        self._flat = _flat(tables)

    @classmethod
    def of(cls, text: str) -> "Forest | None":
        """Read a booster in LightGBM's own text form; None where a tree is too large for a table.

        Raises:
            UnreadableTreeError: a tree asks what is never asked here.

        """
        read = list(trees(text))
        if any(len(tree.splits) > MOST_SPLITS for tree in read):
            return None
        return cls([table(tree) for tree in read])

    def log_odds(self, x: Floats) -> Floats:
        """Return what the trees say of each row."""
        out = np.empty(len(x))
        walking.said(self._flat, x, out)
        return out

    def contributions(self, x: Floats) -> Floats:
        """Return exact TreeSHAP values: a column for each of `x`'s."""
        out = np.zeros_like(x)
        walking.shares(self._flat, x, out)
        return out


def _flat(tables: list[Table]) -> walking.Flat:
    splits = [split for each in tables for split in each.splits]
    sizes = ([len(each.splits) for each in tables], [len(each.columns) for each in tables])
    starts = [np.cumsum([0, *several]) for several in sizes]
    return walking.Flat(
        splits=starts[0],
        asked=np.array([split.column for split in splits], dtype=np.int64),
        threshold=np.array([split.threshold for split in splits], dtype=np.float64),
        nan_left=np.array([split.nan_left for split in splits], dtype=np.bool_),
        columns=starts[1],
        told=np.array([c for each in tables for c in each.columns], dtype=np.int64),
        rows=np.cumsum([0, *(each.rows.size for each in tables)])[:-1],
        values=np.concatenate([np.empty(0), *(each.rows.ravel() for each in tables)]),
    )
