"""The view of goods items."""

import polars as pl

from quaywatch.cargo.identifiers import hs_code
from quaywatch.checks.data import terms
from quaywatch.checks.expressions import words


def view(goods: pl.DataFrame) -> pl.DataFrame:
    """Add what checks on goods need.

    `digits`: the digits of a valid goods code, else null; `words`: the words of the description
    (see `expressions.words`).
    """
    return goods.with_columns(
        digits=hs_code.digits_column(pl.col("hs_code")),
        words=words(pl.col("description").fill_null("")),
    )


def preserved() -> pl.Expr:
    """Whether the description says that the goods keep without cooling (over the view)."""
    return pl.col("words").str.contains_any(terms("preserved_words.csv"))
