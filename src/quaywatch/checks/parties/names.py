"""What the names of parties say (`…_plain` columns of the view of consignments)."""

import re
from collections.abc import Callable

import polars as pl

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import Term, col
from quaywatch.checks.data import rows, terms, without_accents
from quaywatch.checks.expressions import blank
from quaywatch.checks.parties import order_bills
from quaywatch.checks.parties.stand_ins import says_nobody


def _forms(name: str) -> list[str]:
    """Return the terms of a list in all languages, with and without their accents."""
    terms = {row["term"] for row in rows(name)}
    return sorted(terms | {without_accents(term) for term in terms})


_STAND_INS = frozenset(_forms("placeholder_names.csv"))
_AROUND = " .,;:*-/"


def _stands_in(text: str) -> bool:
    return text.strip(_AROUND).lower() in _STAND_INS or says_nobody(text)


def stands_in(role: str) -> Term:
    """Whether a party's name is one that says nobody, such as UNKNOWN."""
    return each_distinct(col(f"{role}_name"), _stands_in, bool)


def to_order(role: str) -> Term:
    """Whether a party's name is that of an order bill's consignee."""
    name = col(f"{role}_name")
    return each_distinct(name, order_bills.to_order, bool).fill_null(value=False)


def _listed(text: str) -> bool:
    return text.strip(_AROUND).lower() in _STAND_INS


def _those_listed(texts: pl.Series) -> pl.Series:
    return texts.str.strip_chars(_AROUND).str.to_lowercase().is_in(sorted(_STAND_INS))


def city_stands_in(column: str) -> Term:
    """Whether a city is a stand-in such as N/A; words alone prove nothing, Nome is a city."""
    return col(column).judged(_listed, _those_listed, bool)


def address_stands_in(column: str) -> Term:
    """Whether a street and number is a stand-in such as `address to follow`."""
    return each_distinct(col(column), _stands_in, bool)


def _with_a_word_of(name: str) -> Callable[[str], bool]:
    entries = terms(name)

    def judge(text: str) -> bool:
        spaced = f" {re.sub(r'[^a-zÀ-ɏ]+', '  ', text.lower())} "
        return any(entry in spaced for entry in entries)

    return judge


_is_forwarder = _with_a_word_of("forwarder_words.csv")
_is_company = _with_a_word_of("legal_forms.csv")


def forwarder(name: Term) -> Term:
    """Whether a name has a word of those who move goods for others; null stays null."""
    return each_distinct(name, _is_forwarder, bool)


def company(name: Term) -> Term:
    """Whether a name has the legal form of a company; null stays null."""
    return each_distinct(name, _is_company, bool)


def incomplete(role: str) -> Term:
    """Whether a named party has neither number nor an address with city and country."""
    named = ~blank(f"{role}_name") & blank(f"{role}_identifier")
    placed = ~blank(f"{role}_country") & ~(blank(f"{role}_address") & blank(f"{role}_city"))
    return named & ~placed
