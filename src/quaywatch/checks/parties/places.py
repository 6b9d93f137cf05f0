"""Cities and postcodes of parties, against the country declared with them."""

import re
from functools import cache

from quaywatch.cargo.identifiers import unlocode
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import Term, col, concat_str, lit
from quaywatch.checks.data import rows, without_accents

_MUCH = 12
"""A name that places of many countries bear, such as San José, tells nothing."""


def _plain(city: str) -> str:
    """Reduce a city to its letters: `Antwerpen (B) 2` and `ANTWERPEN` are one."""
    bare = re.sub(r"\(.*?\)|[\d]+", " ", without_accents(city).replace("ß", "ss"))
    return " ".join(re.sub(r"[^a-z]+", " ", bare.lower()).split())


@cache
def _countries() -> dict[str, frozenset[str]]:
    """Return the countries in which a place of that name lies."""
    found: dict[str, set[str]] = {}
    for code, name in unlocode.table().select("code", "name").iter_rows():
        for part in {name, *re.split(r"[/(,=]", name)}:
            if plain := _plain(part):
                found.setdefault(plain, set()).add(code[:2])
    for row in rows("exonyms.csv"):
        for name in row["names"].split(";"):
            found.setdefault(_plain(name), set()).update(row["country"].split())
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _elsewhere(city_and_country: str) -> bool:
    city, _, country = city_and_country.rpartition(">")
    lies_in = _countries().get(_plain(city), frozenset())
    return 0 < len(lies_in) < _MUCH and country.strip().upper() not in lies_in


def city_elsewhere(role: str) -> Term:
    """Whether a party's city is a place of other countries only; silent where unsure."""
    pair = concat_str(col(f"{role}_city"), lit(">"), col(f"{role}_country"))
    return each_distinct(pair, _elsewhere, bool)


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    return {
        country: re.compile(row["form"])
        for row in rows("postcodes.csv")
        for country in row["countries"].split()
    }


def _malformed(postcode_and_country: str) -> bool:
    postcode, _, written = postcode_and_country.rpartition(">")
    country, bare = written.strip().upper(), postcode.strip().upper()
    form = _forms().get(country)
    if form is None or not bare:
        return False
    # The sign of the country, such as B-2000 or NL-3011 AB, is still in use.
    unsigned = re.sub(rf"^(?:{country}|[A-Z]{{1,2}})[- ](?=\d)", "", bare)
    return form.fullmatch(bare) is None and form.fullmatch(unsigned) is None


def postcode_malformed(role: str) -> Term:
    """Whether a party's postcode has not the form of its country, where that form is known."""
    pair = concat_str(col(f"{role}_postcode"), lit(">"), col(f"{role}_country"))
    return each_distinct(pair, _malformed, bool)
