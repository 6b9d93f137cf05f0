"""The view of goods items."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from quaywatch.cargo.identifiers import hs_code
from quaywatch.cargo.terms import Row, Term, col
from quaywatch.checks.data import terms
from quaywatch.checks.expressions import words
from quaywatch.checks.lexicon import ADMITTED_CODES
from quaywatch.checks.meaning.judgement import judged, judged_of_few

_READ: dict[str, Term] = {
    "digits": hs_code.digits_column(col("hs_code")),
    "words": words(col("description").fill_null("")),
}

PRESERVED = col("words").text.contains_any(terms("preserved_words.csv"))
"""Whether the description says that the goods keep without cooling (over the view)."""


def view(goods: pl.DataFrame, asked_of: pl.Series) -> pl.DataFrame:
    """Add what checks on goods need.

    `digits`: the digits of a valid goods code, else null; `words`: the words of the description
    (see `expressions.words`); `admitted`: see `lexicon.ADMITTED_CODES`; `vague`,
    `implausible`: see `meaning.judgement`; `asked_of`: that of its
    consignment, as given (see `completeness.elements`).
    """
    reading = {name: term.expr for name, term in _READ.items()}
    read = goods.with_columns(asked_of[goods["row"]], **reading).with_columns(
        admitted=ADMITTED_CODES.expr
    )
    return read.hstack(judged(read["words"], read["digits"]))


def completed(goods: Sequence[Row], parents: Sequence[Row]) -> list[dict[str, Any]]:
    """Return a few goods items with what `view` adds; a parent stands at its row."""
    read = [_read(item, str(parents[int(item["row"])]["asked_of"])) for item in goods]
    judgements = judged_of_few([item["words"] for item in read], [i["digits"] for i in read])
    return [
        {**item, "vague": vague, "implausible": implausible}
        for item, (vague, implausible) in zip(read, judgements, strict=True)
    ]


def _read(item: Row, asked_of: str) -> dict[str, Any]:
    read: dict[str, Any] = {name: term.at(item) for name, term in _READ.items()}
    read |= {**item, "asked_of": asked_of}
    return {**read, "admitted": ADMITTED_CODES.at(read)}
