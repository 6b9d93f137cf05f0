"""Facts by goods code, for a consignment whose goods all fall under one of them."""

import polars as pl

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.checks.data import by_prefix


def by_code(name: str, column: str) -> pl.Expr:
    """Look `column` up in a file by what the goods codes of a consignment have in common.

    Null when they fall under different prefixes of the file, or under none.
    """
    return each_distinct(pl.col("common_digits"), by_prefix(name, column), pl.String)
