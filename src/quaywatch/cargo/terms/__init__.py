"""Questions on declared values, said once: for the columns of a batch and for the values of a row.

A column engine is at its best over many rows and costs milliseconds to set up for one. A `Term`
is both at once, the Polars expression and the plain function of a row's values; what combines
terms combines both, and the tests hold the two to the same answer on any values.
"""

from quaywatch.cargo.terms.asked import DTYPES, Kind, Row
from quaywatch.cargo.terms.building import (
    any_horizontal,
    coalesce,
    col,
    concat_str,
    element,
    hours,
    judged_together,
    lit,
    max_horizontal,
    say,
    when,
)
from quaywatch.cargo.terms.term import Term

__all__ = [
    "DTYPES",
    "Kind",
    "Row",
    "Term",
    "any_horizontal",
    "coalesce",
    "col",
    "concat_str",
    "element",
    "hours",
    "judged_together",
    "lit",
    "max_horizontal",
    "say",
    "when",
]
