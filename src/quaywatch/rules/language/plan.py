"""Many bound expressions asked of a batch together."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.cargo import Frames
from quaywatch.rules.language.bound import Bound
from quaywatch.rules.language.columns import Columns
from quaywatch.rules.language.graph import lay_out
from quaywatch.rules.language.rows import Rows

FEW = 100
"""Most consignments that are asked one by one; columns win beyond, by measurement."""
_BLOCK = 1 << 17
"""Consignments worked out at a time, so that a large batch takes no more memory."""

Hits = tuple[NDArray[np.int64], NDArray[np.int64]]
"""The rows and the numbers of the expressions that hold of them, by row, then by number."""


class Plan:
    """Expressions compiled together: what two of them need is made ready once.

    They are compiled when first asked, for few rows or for many, and mean the same in both.
    """

    def __init__(self, bounds: Sequence[Bound]) -> None:
        self._graph = lay_out([bound.term for bound in bounds])

    def hits(self, frames: Frames, findings: pl.DataFrame) -> Hits:
        """Return what holds of which consignment; rows of `frames` are 0, 1, 2 … in order.

        `findings` has columns `row` and `code`.
        """
        return (self.by_row if len(frames) <= FEW else self.by_column)(frames, findings)

    def by_row(self, frames: Frames, findings: pl.DataFrame) -> Hits:
        """Do as `hits` does, one consignment at a time."""
        spoken: dict[int, set[str]] = {}
        for row, code in zip(findings["row"].to_list(), findings["code"].to_list(), strict=True):
            spoken.setdefault(row, set()).add(code)
        held = list(self._rows.hits(frames, spoken))
        counts = [len(numbers) for numbers in held]
        numbers = np.array([each for numbers in held for each in numbers], dtype=np.int64)
        return np.repeat(np.arange(len(held)), counts), numbers

    def by_column(self, frames: Frames, findings: pl.DataFrame) -> Hits:
        """Do as `hits` does, over columns."""
        found: list[Hits] = []
        for start in range(0, len(frames), _BLOCK):
            block = frames if len(frames) <= _BLOCK else _cut(frames, start)
            codes = findings.filter(pl.col("row").is_between(start, start + len(block) - 1))
            spoken = {
                str(code): (part["row"] - start).to_numpy()
                for (code,), part in codes.group_by("code")
            }
            held = self._columns.hits(block, spoken)
            rows = np.concatenate([np.empty(0, dtype=np.int64), *held])
            numbers = np.repeat(np.arange(len(held)), [len(each) for each in held])
            order = np.lexsort((numbers, rows))
            found.append((rows[order] + start, numbers[order]))
        if not found:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        return np.concatenate([r for r, _ in found]), np.concatenate([n for _, n in found])

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._graph)

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self._graph)


def _cut(frames: Frames, start: int) -> Frames:
    """Return the consignments from `start`, numbered from 0."""
    row = pl.col("row")
    mine = row.is_between(start, start + _BLOCK - 1)
    numbered = (row - start).cast(pl.UInt32)
    return Frames(
        consignments=frames.consignments.slice(start, _BLOCK).with_columns(numbered),
        goods_items=frames.goods_items.filter(mine).with_columns(numbered),
        equipment=frames.equipment.filter(mine).with_columns(numbered),
    )
