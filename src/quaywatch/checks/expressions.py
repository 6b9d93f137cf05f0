"""Small expressions that several checks share."""

import polars as pl


def blank(column: str) -> pl.Expr:
    """Whether a text column holds nothing to read: null, empty or white space."""
    return pl.col(column).str.strip_chars().fill_null("") == ""


def words(text: pl.Expr) -> pl.Expr:
    """Reduce text to its words in small letters, each with a blank of its own on either side.

    `2 CTNS Fresh-Bananas` becomes ` ctns  fresh  bananas `: a search for ` bananas ` finds the
    word and nothing else, even next to another hit.
    """
    lower = text.str.to_lowercase().str.replace_all(r"[^\pL]+", "  ")
    return pl.concat_str(pl.lit(" "), lower.str.strip_chars(" "), pl.lit(" "))


def country_of(place: str) -> pl.Expr:
    """Return the country code at the head of a UN/LOCODE column."""
    return pl.col(place).str.slice(0, 2).str.to_uppercase()
