"""Facts by goods code, for a consignment whose goods all fall under one of them."""

import polars as pl

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.checks.data import by_prefix


def by_code(name: str, column: str) -> pl.Expr:
    """Look `column` up in a file by the goods codes of a consignment.

    Null unless the first and the last of its codes, in order, fall under the same prefix: then
    all between do.
    """
    prefix = by_prefix(name, "prefix")
    first = each_distinct(pl.col("least_digits"), prefix, pl.String)
    last = each_distinct(pl.col("most_digits"), prefix, pl.String)
    value = each_distinct(pl.col("least_digits"), by_prefix(name, column), pl.String)
    return pl.when(first == last).then(value)
