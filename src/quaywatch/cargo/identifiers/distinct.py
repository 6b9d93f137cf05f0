"""Column forms of scalar judgements."""

from collections.abc import Callable

import polars as pl

from quaywatch.cargo.terms import DTYPES, Kind, Term


def each_distinct(text: Term, judge: Callable[[str], object], kind: Kind) -> Term:
    """Apply `judge` to a text, over columns once per distinct value; null stays null.

    Codes repeat a lot, so a batch costs a dictionary look-up per row; and the column form cannot
    disagree with the scalar one, because it is the scalar one.
    """
    dtype = DTYPES[kind]

    def look_up(column: pl.Series) -> pl.Series:
        distinct = column.drop_nulls().unique()
        values = [judge(value) for value in distinct]
        return column.replace_strict(distinct, values, default=None, return_dtype=dtype)

    return text.judged(judge, look_up, kind)
