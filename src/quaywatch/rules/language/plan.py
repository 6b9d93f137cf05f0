"""Many bound expressions run over a batch in a few passes."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.rules.language.aggregate import Aggregate
from quaywatch.rules.language.bound import Bound, finding_column
from quaywatch.rules.language.types import FIELDS, Collection


class Plan:
    """Expressions compiled together: what two of them ask of a collection is asked once."""

    def __init__(self, bounds: Sequence[Bound]) -> None:
        self._truths = [bound.expr.fill_null(value=False) for bound in bounds]
        self._findings = sorted({code for bound in bounds for code in bound.needs.findings})
        asked = {key: value for bound in bounds for key, value in bound.needs.aggregates.items()}
        self._asked = {
            collection: [
                question for question in asked.values() if question.collection is collection
            ]
            for collection in Collection
        }

    def run(self, frames: Frames, findings: pl.DataFrame) -> pl.DataFrame:
        """Return one truth column an expression (`0`, `1` …), one row a consignment.

        `findings` has columns `row` and `code`; rows of `frames` are 0, 1, 2 … in order.
        """
        wide = frames.consignments.hstack(self._flags(len(frames), findings))
        for collection, questions in self._asked.items():
            if questions:
                gathered = _gather(_items(frames, collection), wide, questions)
                wide = wide.join(gathered, on="row", how="left", maintain_order="left")
        return wide.select(truth.alias(str(i)) for i, truth in enumerate(self._truths))

    def _flags(self, height: int, findings: pl.DataFrame) -> list[pl.Series]:
        asked = findings.filter(pl.col("code").is_in(self._findings))
        rows = dict(asked.group_by("code").agg("row").iter_rows())
        return [_flag(code, rows.get(code, []), height) for code in self._findings]


def _flag(code: str, rows: list[int], height: int) -> pl.Series:
    flag = np.zeros(height, dtype=np.bool_)
    flag[rows] = True
    return pl.Series(finding_column(code), flag)


def _items(frames: Frames, collection: Collection) -> pl.DataFrame:
    return frames.goods_items if collection is Collection.GOODS else frames.equipment


def _gather(items: pl.DataFrame, wide: pl.DataFrame, asked: Sequence[Aggregate]) -> pl.DataFrame:
    outer = sorted({name for question in asked for name in question.outer})
    if outer:
        columns = [pl.col(_column(name)).alias(name) for name in outer]
        items = items.hstack(wide.select(columns)[items["row"]])
    return (
        items.select("row", *(question.body.alias(question.column) for question in asked))
        .group_by("row")
        .agg(question.kind.gather(pl.col(question.column)) for question in asked)
    )


def _column(name: str) -> str:
    return FIELDS[name].column if name in FIELDS else name
