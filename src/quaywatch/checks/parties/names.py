"""What the names of parties say (`…_plain` columns of the view of consignments)."""

import re

import polars as pl

from quaywatch.checks.data import rows, without_accents
from quaywatch.checks.expressions import blank


def _forms(name: str) -> list[str]:
    """Return the terms of a list in all languages, with and without their accents."""
    terms = {row["term"] for row in rows(name)}
    return sorted(terms | {without_accents(term) for term in terms})


def stands_in(role: str) -> pl.Expr:
    """Whether a party's name is one that says nobody, such as UNKNOWN."""
    return pl.col(f"{role}_plain").is_in(_forms("placeholder_names.csv"))


_BEGINS = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in _forms("to_order_names.csv"))


def to_order(role: str) -> pl.Expr:
    """Whether a party's name begins as that of an order bill's consignee does."""
    return pl.col(f"{role}_plain").str.contains(rf"^(?:{_BEGINS})\b")


def incomplete(role: str) -> pl.Expr:
    """Whether a named party has neither number nor an address with city and country."""
    named = ~blank(f"{role}_name") & blank(f"{role}_identifier")
    placed = ~blank(f"{role}_country") & ~(blank(f"{role}_address") & blank(f"{role}_city"))
    return named & ~placed
