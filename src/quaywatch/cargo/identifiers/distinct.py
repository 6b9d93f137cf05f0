"""Column forms of scalar judgements, evaluated once per distinct value."""

from collections.abc import Callable

import polars as pl


def each_distinct(
    text: pl.Expr, judge: Callable[[str], object], dtype: pl.DataType | type[pl.DataType]
) -> pl.Expr:
    """Apply `judge` to a text column, once per distinct value; null stays null.

    Codes repeat a lot, so a batch costs a dictionary look-up per row; and the column form cannot
    disagree with the scalar one, because it is the scalar one.
    """

    def evaluate(column: pl.Series) -> pl.Series:
        values = column.to_list()
        known = {value: judge(value) for value in set(values) if value is not None}
        return pl.Series(column.name, [known.get(value) for value in values], dtype=dtype)

    return text.map_batches(evaluate, return_dtype=dtype, is_elementwise=True)
