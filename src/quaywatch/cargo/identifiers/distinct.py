"""Column forms of scalar judgements."""

from collections.abc import Callable

import polars as pl

_FEW = 64
"""Up to here one judgement a row costs less than setting a column engine up."""


def each_distinct(
    text: pl.Expr, judge: Callable[[str], object], dtype: pl.DataType | type[pl.DataType]
) -> pl.Expr:
    """Apply `judge` to a text column, once per distinct value; null stays null.

    Codes repeat a lot, so a batch costs a dictionary look-up per row; and the column form cannot
    disagree with the scalar one, because it is the scalar one.
    """

    def look_up(column: pl.Series) -> pl.Series:
        distinct = column.drop_nulls().unique()
        values = [judge(value) for value in distinct]
        return column.replace_strict(distinct, values, default=None, return_dtype=dtype)

    return few_or_many(text, judge, look_up, dtype)


def few_or_many(
    text: pl.Expr,
    judge: Callable[[str], object],
    column_form: Callable[[pl.Series], pl.Series],
    dtype: pl.DataType | type[pl.DataType],
) -> pl.Expr:
    """Apply `judge` to a few rows one by one, `column_form` to many at once; null stays null.

    For values that seldom repeat. Tests hold the two to the same answer on any text.
    """

    def evaluate(column: pl.Series) -> pl.Series:
        if len(column) > _FEW:
            return column_form(column)
        values = [None if value is None else judge(value) for value in column]
        return pl.Series(column.name, values, dtype=dtype)

    return text.map_batches(evaluate, return_dtype=dtype, is_elementwise=True)
