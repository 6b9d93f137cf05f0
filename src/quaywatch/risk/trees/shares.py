"""What each column adds to what a small tree says, worked out beforehand for all it can be told.

A tree of few splits can only be told so many things: one answer to each of its splits. For each
such pattern of answers the exact TreeSHAP values (Lundberg et al. 2020) stand in a table, so that
explaining a row costs its answers and one look-up a tree.
"""

from math import factorial
from typing import NamedTuple

import numpy as np

from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.reading import Split, Tree

MOST_SPLITS = 8
"""A tree of more splits has too many patterns for a table."""


class Table(NamedTuple):
    """All that one tree can say."""

    splits: tuple[Split, ...]
    base: float
    """What it says of a row of which nothing is known."""
    columns: tuple[int, ...]
    """Those that it asks for."""
    rows: Floats
    """For each pattern of answers (bit n: split n was answered with left): what the tree says,
    then what each of `columns` adds to the base."""


def table(tree: Tree) -> Table:
    """Work the table of a tree out."""
    columns = tuple(dict.fromkeys(split.column for split in tree.splits))
    known = _said(tree, columns)
    shares = [_share(known, place) for place in range(len(columns))]
    return Table(tree.splits, float(known[0, 0]), columns, np.column_stack([known[-1], *shares]))


def _said(tree: Tree, columns: tuple[int, ...]) -> Floats:
    """Return what a tree says, by the set of columns that are known and the pattern of answers."""
    sets = np.arange(1 << len(columns))[:, None]
    patterns = np.arange(1 << len(tree.splits))[None, :]

    def said(node: int) -> Floats:
        if node < 0:
            return np.full((sets.size, patterns.size), tree.leaves[-1 - node])
        split = tree.splits[node]
        left, right = said(split.left), said(split.right)
        known = (sets >> columns.index(split.column) & 1).astype(np.bool_)
        answered = np.where((patterns >> node & 1).astype(np.bool_), left, right)
        return np.where(known, answered, split.share * left + (1 - split.share) * right)

    return said(0 if tree.splits else -1)


def _share(known: Floats, place: int) -> Floats:
    """Return the Shapley value of a column for each pattern."""
    count = len(known).bit_length() - 1
    total = np.zeros(known.shape[1])
    for without in range(len(known)):
        if without >> place & 1:
            continue
        others = without.bit_count()
        weight = factorial(others) * factorial(count - others - 1) / factorial(count)
        # One after the other, so that the sum is the same on every machine.
        total += weight * (known[without | 1 << place] - known[without])
    return total
