"""Small expressions that several checks share."""

from quaywatch.cargo.terms import Term, col, concat_str, lit


def blank(column: str) -> Term:
    """Whether a text column holds nothing to read: null, empty or white space."""
    return col(column).text.strip_chars().fill_null("") == ""


def words(text: Term) -> Term:
    """Reduce text to its words in small letters, each with a blank of its own on either side.

    `2 CTNS Fresh-Bananas` becomes ` ctns  fresh  bananas `: a search for ` bananas ` finds the
    word and nothing else, even next to another hit.
    """
    lower = text.text.to_lowercase().text.replace_all(r"[^\pL]+", "  ")
    return concat_str(lit(" "), lower.text.strip_chars(" "), lit(" "))


def country_of(place: str) -> Term:
    """Return the country code at the head of a UN/LOCODE column."""
    return col(place).text.head(2).text.to_uppercase()
