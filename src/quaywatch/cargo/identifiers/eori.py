"""EORI numbers: economic operators before EU customs (Reg. (EU) 2015/2446, annex B, an..17)."""

import re

import polars as pl

from quaywatch.cargo.identifiers import country
from quaywatch.cargo.identifiers.identifier import Identifier, problem
from quaywatch.cargo.terms import Term

_SHAPE = "([A-Za-z]{2})([0-9A-Za-z]{1,15})"


def _countries() -> list[str]:
    return [*country.names(), "XI"]  # XI: Northern Ireland


class Eori(Identifier, frozen=True, kw_only=True):
    """An EORI number; the parts are None when it has not the form of one."""

    country: str | None = None
    """Member state (or XI, GB) that registered the operator."""
    number: str | None = None
    """Up to 15 characters unique in that country."""


def parse(written: str) -> Eori:
    """Read an EORI number; blanks are allowed, since operators write them in groups."""
    match = re.fullmatch(_SHAPE, written.replace(" ", ""))
    if match is None:
        return Eori(
            written=written,
            problems=problem(
                "eori.form",
                f"'{written}' is not a country code and up to 15 letters or digits",
            ),
        )
    prefix = match[1].upper()
    known = prefix in _countries()
    return Eori(
        written=written,
        country=prefix,
        number=match[2].upper(),
        problems=()
        if known
        else problem("eori.country", f"'{prefix}' at the head of '{written}' is no country"),
    )


def valid_column(text: Term) -> Term:
    """Whether each text is a well-formed EORI number; null stays null."""
    return text.judged(lambda written: parse(written).valid, _valid, bool)


def _valid(written: pl.Series) -> pl.Series:
    text = written.str.replace_all(" ", "", literal=True)
    country_known = text.str.slice(0, 2).str.to_uppercase().is_in(_countries())
    return text.str.contains(f"^{_SHAPE}$") & country_known
