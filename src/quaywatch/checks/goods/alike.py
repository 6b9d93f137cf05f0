"""Facts by goods code, for a consignment whose goods all fall under one of them."""

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import Term, col
from quaywatch.checks.data import by_prefix


def by_code(name: str, column: str) -> Term:
    """Look `column` up in a file by what the goods codes of a consignment have in common.

    Null when they fall under different prefixes of the file, or under none.
    """
    return each_distinct(col("common_digits"), by_prefix(name, column), str)
