"""What the names of parties say."""

import polars as pl

from quaywatch.checks.data import terms
from quaywatch.checks.expressions import blank, words


def plain(column: str) -> pl.Expr:
    """Return a name's words alone, for comparison."""
    return words(pl.col(column))


def stands_in(column: str) -> pl.Expr:
    """Whether a name is one that says nobody, such as UNKNOWN."""
    return plain(column).is_in(pl.Series(terms("placeholder_names.csv")).implode())


def to_order(column: str) -> pl.Expr:
    """Whether a name begins as an order bill's consignee does."""
    begins = "|".join(term.rstrip() for term in terms("to_order_names.csv"))
    return plain(column).str.contains(f"^(?:{begins}) ")


def incomplete(role: str) -> pl.Expr:
    """Whether a named party has neither number nor an address with city and country.

    Bills to order are left out: nobody has an address yet.
    """
    named = ~blank(f"{role}_name") & blank(f"{role}_identifier") & ~to_order(f"{role}_name")
    placed = ~blank(f"{role}_country") & ~(blank(f"{role}_address") & blank(f"{role}_city"))
    return named & ~placed
