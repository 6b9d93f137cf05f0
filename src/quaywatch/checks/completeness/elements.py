"""Which data elements each type of entry summary declaration must hold."""

from dataclasses import dataclass
from functools import cache

import polars as pl

from quaywatch.checks.data import rows

UNTYPED = "-"
"""How the table names a message without filing type: a manifest, complete for its ship."""

UNASKED = "nothing"
"""What is asked of a message from which no element is."""


@dataclass(frozen=True, slots=True)
class Element:
    """One line of the table (Reg. (EU) 2015/2446, annex B, title I, chapter 3, columns F)."""

    number: str
    """Number of the data element, such as `16 13`."""
    check: str
    """Code of the check that speaks up when it is missing."""
    filing_types: tuple[str, ...]
    """Types that ask for it; `UNTYPED` stands for a message that names none."""
    when: str
    """Condition under which it is mandatory; empty: always."""


@cache
def elements() -> tuple[Element, ...]:
    """Return the table of `data_elements.csv`."""
    return tuple(
        Element(row["number"], row["check"], tuple(row["filing_types"].split()), row["when"])
        for row in rows("data_elements.csv")
    )


_NO_ENTRIES = ["dcsa", "iftmin", "wco-dec", "x12-310"]
"""Formats of instructions to carriers, bills and import declarations: they enter nothing, so that
only a filing type of theirs tells what they must hold."""

_UNASKED = pl.col("filing_format").is_in(_NO_ENTRIES) & (pl.col("filing_type").fill_null("") == "")

ASKED_OF = (
    pl.when((pl.col("filing_function") == "cancellation") | _UNASKED)
    .then(pl.lit(UNASKED))
    .otherwise(
        pl.coalesce(
            pl.when(pl.col("filing_type") != "").then(pl.col("filing_type").str.to_uppercase()),
            pl.lit(UNTYPED),
        )
    )
    .alias("asked_of")
)
"""The filing type as the table names it; a cancellation need repeat nothing, and what enters no
goods need not tell what an entry does."""


def asked(number: str) -> pl.Expr:
    """Whether a filing must hold data element `number` (over any view), conditions aside."""
    (element,) = (element for element in elements() if element.number == number)
    return pl.col("asked_of").is_in(pl.Series(element.filing_types).implode())
