"""Which data elements each type of entry summary declaration must hold."""

from dataclasses import dataclass
from functools import cache

from quaywatch.cargo.terms import Term, coalesce, col, lit, when
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

_UNASKED = col("filing_format").is_in(_NO_ENTRIES) & (col("filing_type").fill_null("") == "")

ASKED_OF = (
    when((col("filing_function") == "cancellation") | _UNASKED)
    .then(lit(UNASKED))
    .otherwise(
        coalesce(
            when(col("filing_type") != "").then(col("filing_type").text.to_uppercase()),
            lit(UNTYPED),
        )
    )
)
"""The filing type as the table names it; a cancellation need repeat nothing, and what enters no
goods need not tell what an entry does."""


def asked(number: str) -> Term:
    """Whether a filing must hold data element `number` (over any view), conditions aside."""
    (element,) = (element for element in elements() if element.number == number)
    return col("asked_of").is_in(element.filing_types)
