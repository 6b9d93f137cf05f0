"""The view of goods items."""

import polars as pl

from quaywatch.cargo.identifiers import hs_code
from quaywatch.checks.data import terms
from quaywatch.checks.expressions import words
from quaywatch.checks.lexicon import ADMITTED_CODES
from quaywatch.checks.meaning.judgement import judged

_DIGITS = hs_code.digits_column(pl.col("hs_code")).alias("digits")
_WORDS = words(pl.col("description").fill_null("")).alias("words")

PRESERVED = pl.col("words").str.contains_any(terms("preserved_words.csv"))
"""Whether the description says that the goods keep without cooling (over the view)."""


def view(goods: pl.DataFrame, asked_of: pl.Series) -> pl.DataFrame:
    """Add what checks on goods need.

    `digits`: the digits of a valid goods code, else null; `words`: the words of the description
    (see `expressions.words`); `admitted`: see `lexicon.ADMITTED_CODES`; `vague`,
    `implausible`: see `meaning.judgement`; `asked_of`: that of its
    consignment, as given (see `completeness.elements`).
    """
    read = goods.with_columns(asked_of[goods["row"]], _DIGITS, _WORDS).with_columns(
        admitted=ADMITTED_CODES
    )
    return read.hstack(judged(read["words"], read["digits"]))
