"""Rows put to the tables of trees, in machine code: see `shares`."""

from typing import NamedTuple

from quaywatch.cargo.compiled import compiled, inlined
from quaywatch.risk.trees.arrays import Bools, Floats, Rows


class Flat(NamedTuple):
    """The tables of many trees, one after the other."""

    splits: Rows
    """Where the splits of each tree begin, and where those of the last end."""
    asked: Rows
    """The column that each split asks for."""
    threshold: Floats
    nan_left: Bools
    columns: Rows
    """Where the columns of each tree begin, and where those of the last end."""
    told: Rows
    """The columns of each tree, each once."""
    rows: Rows
    """Where the rows of each tree's table begin."""
    values: Floats


@inlined
def _pattern(flat: Flat, tree: int, row: Floats) -> int:
    """Return a row's answers to the splits of a tree."""
    first = flat.splits[tree]
    pattern = 0
    for split in range(first, flat.splits[tree + 1]):
        value = row[flat.asked[split]]
        left = value <= flat.threshold[split] or (flat.nan_left[split] and value != value)
        pattern |= left << (split - first)
    return pattern


@compiled
def said(flat: Flat, x: Floats, out: Floats) -> None:
    """Write what the trees together say of each row; they are added up in their order."""
    for i in range(len(x)):
        total = 0.0
        for tree in range(len(flat.rows)):
            width = 1 + flat.columns[tree + 1] - flat.columns[tree]
            total += flat.values[flat.rows[tree] + width * _pattern(flat, tree, x[i])]
        out[i] = total


@compiled
def shares(flat: Flat, x: Floats, out: Floats) -> None:
    """Add what each column adds to what the trees say of each row."""
    for i in range(len(x)):
        for tree in range(len(flat.rows)):
            first, end = flat.columns[tree], flat.columns[tree + 1]
            place = flat.rows[tree] + (1 + end - first) * _pattern(flat, tree, x[i]) + 1
            for column in range(first, end):
                out[i, flat.told[column]] += flat.values[place + column - first]
