"""Many bound expressions run over a batch in a few passes."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.aligned import aligned
from quaywatch.rules.language.aggregate import Aggregate
from quaywatch.rules.language.bound import Bound, finding_column
from quaywatch.rules.language.types import FIELDS, Collection


class Plan:
    """Expressions compiled together: what two of them need is made ready once."""

    def __init__(self, bounds: Sequence[Bound]) -> None:
        names = sorted({name for bound in bounds for name in bound.needs.fields})
        asked = {key: value for bound in bounds for key, value in bound.needs.aggregates.items()}
        self._truths = [
            bound.expr.fill_null(value=False).alias(str(i)) for i, bound in enumerate(bounds)
        ]
        self._findings = sorted({code for bound in bounds for code in bound.needs.findings})
        self._declared = _present(names, None)
        self._items = [
            _Items(
                collection,
                _present(names, collection),
                [each for each in asked.values() if each.collection is collection],
            )
            for collection in Collection
        ]

    def run(self, frames: Frames, findings: pl.DataFrame) -> pl.DataFrame:
        """Return one truth column an expression (`0`, `1` …), one row a consignment.

        `findings` has columns `row` and `code`; rows of `frames` are 0, 1, 2 … in order.
        """
        wide = frames.consignments.select(self._declared)
        wide = wide.hstack(self._flags(len(frames), findings))
        for items in self._items:
            wide = items.join_to(wide, frames)
        return wide.select(self._truths)

    def _flags(self, height: int, findings: pl.DataFrame) -> list[pl.Series]:
        rows: dict[str, list[int]] = {code: [] for code in self._findings}
        for row, code in zip(findings["row"].to_list(), findings["code"].to_list(), strict=True):
            if code in rows:
                rows[code].append(row)
        return [_flag(code, spoken, height) for code, spoken in rows.items()]


class _Items:
    """What is asked of one collection."""

    def __init__(
        self, collection: Collection, declared: list[pl.Expr], asked: Sequence[Aggregate]
    ) -> None:
        self._collection = collection
        self._declared = declared
        self._outer = {name: _column(name) for each in asked for name in each.outer}
        self._bodies = [pl.col("row"), *(each.body.alias(each.column) for each in asked)]
        self._gathered = [each.kind.gather(pl.col(each.column)) for each in asked]

    def join_to(self, wide: pl.DataFrame, frames: Frames) -> pl.DataFrame:
        """Return `wide` with a column for each question: its answer by consignment."""
        if not self._gathered:
            return wide
        goods = self._collection is Collection.GOODS
        items = (frames.goods_items if goods else frames.equipment).select(self._declared)
        if self._outer:
            outer = wide.select(pl.col(column).alias(name) for name, column in self._outer.items())
            items = items.hstack(outer[items["row"]])
        answers = items.select(self._bodies).group_by("row").agg(self._gathered)
        return wide.hstack(aligned(answers, wide.height))


def _present(names: Sequence[str], collection: Collection | None) -> list[pl.Expr]:
    fields = [FIELDS[name] for name in names]
    return [pl.col("row"), *(each.present for each in fields if each.collection is collection)]


def _flag(code: str, rows: list[int], height: int) -> pl.Series:
    flag = np.zeros(height, dtype=np.bool_)
    flag[rows] = True
    return pl.Series(finding_column(code), flag)


def _column(name: str) -> str:
    return FIELDS[name].column if name in FIELDS else name
