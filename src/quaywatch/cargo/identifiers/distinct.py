"""Column forms of scalar judgements, evaluated once per distinct value."""

from collections.abc import Callable

import polars as pl

_FEW = 64
"""Up to here a look-up table costs more than it saves."""


def each_distinct(
    text: pl.Expr, judge: Callable[[str], object], dtype: pl.DataType | type[pl.DataType]
) -> pl.Expr:
    """Apply `judge` to a text column, once per distinct value; null stays null.

    Codes repeat a lot, so a batch costs a dictionary look-up per row; and the column form cannot
    disagree with the scalar one, because it is the scalar one.
    """

    def evaluate(column: pl.Series) -> pl.Series:
        if len(column) <= _FEW:
            values = [None if value is None else judge(value) for value in column]
            return pl.Series(column.name, values, dtype=dtype)
        distinct = column.drop_nulls().unique()
        values = [judge(value) for value in distinct]
        return column.replace_strict(distinct, values, default=None, return_dtype=dtype)

    return text.map_batches(evaluate, return_dtype=dtype, is_elementwise=True)
