"""UN/LOCODE (UNECE Recommendation 16): places of trade and transport."""

import re
from functools import cache

import msgspec
import polars as pl

from quaywatch.cargo.identifiers import country, facts
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.identifiers.identifier import Identifier, problem
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.terms import Term

_FORM = re.compile("([A-Za-z]{2}) ?([A-Za-z0-9]{3})")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the UNECE list (release 2023-1)."""

    code: str
    name: str
    port: bool
    """Whether ships call there (sea or river)."""
    longitude: float | None
    """Degrees east; known for most ports only."""
    latitude: float | None
    """Degrees north; known for most ports only."""


class Unlocode(Identifier, frozen=True, kw_only=True):
    """A UN/LOCODE; `code` is None when it has not the form of one."""

    code: str | None = None
    country: str | None = None
    place: Place | None = None
    """What the list knows of it."""


def parse(written: str) -> Unlocode:
    """Read a UN/LOCODE; a well-formed code that the list lacks is a warning, not an error."""
    match = _FORM.fullmatch(written.strip(" "))
    if match is None:
        return Unlocode(
            written=written,
            problems=problem(
                "unlocode.form", f"'{written}' is not a country code and three characters"
            ),
        )
    code = (match[1] + match[2]).upper()
    place = find(code)
    if code[:2] not in _countries():
        found = problem(
            "unlocode.country", f"'{code[:2]}' at the head of '{written}' is no country"
        )
    elif place is None:
        found = problem(
            "unlocode.unknown", f"'{written}' is not in the UN/LOCODE list", Severity.WARNING
        )
    else:
        found = ()
    return Unlocode(written=written, code=code, country=code[:2], place=place, problems=found)


@cache
def _countries() -> frozenset[str]:
    return frozenset(country.names()) | {"XZ", "XK"}  # XZ: high seas and other, XK: Kosovo


@cache
def table() -> pl.DataFrame:
    """Return the list as columns: code, name, port, longitude, latitude (degrees)."""
    frame = pl.read_parquet(facts.path("places.parquet").read_bytes())
    return frame.select(
        "code",
        "name",
        "port",
        longitude=pl.col("lon").cast(pl.Float64).round(2),
        latitude=pl.col("lat").cast(pl.Float64).round(2),
    )


@cache
def _positions() -> dict[str, int]:
    return {code: position for position, code in enumerate(table()["code"])}


def position(code: str) -> int | None:
    """Return the row of a place in `table()`, or None when the list lacks it."""
    return _positions().get(code)


def find(code: str) -> Place | None:
    """Return what the list knows of a place, or None."""
    row = position(code)
    return None if row is None else Place(**table().row(row, named=True))


def name(code: str) -> str | None:
    """Return the name of a place, or None when the list lacks it."""
    place = find(code)
    return None if place is None else place.name


def known(written: str) -> bool:
    """Whether a text is a UN/LOCODE of the list."""
    match = _FORM.fullmatch(written.strip(" "))
    return match is not None and (match[1] + match[2]).upper() in _positions()


def known_column(text: Term) -> Term:
    """Whether each text is a UN/LOCODE of the list; null stays null."""
    return each_distinct(text, known, bool)


def valid_column(text: Term) -> Term:
    """Whether each text has the form of a UN/LOCODE of a country; null stays null."""
    return each_distinct(text, lambda written: parse(written).valid, bool)
