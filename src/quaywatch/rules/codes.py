"""The codes that a field can bear: which there are, and what they mean."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from itertools import islice

import msgspec
import polars as pl

from quaywatch.cargo import BillLevel, FilingFunction, FreightPayment, PackedStatus
from quaywatch.cargo.identifiers import country, hs_code, package_type, unlocode

PLACES = frozenset(
    {
        "route.place_of_receipt",
        "route.port_of_loading",
        "route.transhipment_ports",
        "route.port_of_discharge",
        "route.place_of_delivery",
    }
)
"""Fields that are UN/LOCODEs."""
WORDS: Mapping[str, frozenset[StrEnum]] = {
    "consignment.level": frozenset(BillLevel),
    "consignment.freight_payment": frozenset(FreightPayment),
    "filing.function": frozenset(FilingFunction),
    "equipment.packed_status": frozenset(PackedStatus),
}
"""Fields that are one of a few words."""

_FINE = 4
"""Digits from which on subheadings are told: there are thousands."""


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A code and what it stands for, empty where it is a word that speaks for itself."""

    value: str
    meaning: str = ""


def starting(field: str, start: str, language: str, limit: int = 50) -> list[Code]:
    """Return codes of `field` that begin with `start`, or whose meaning has a word that does.

    None are returned for a field that bears any text. Codes that begin so come first.
    """
    found = _found(field, start.strip(), language)
    return list(islice(found, limit)) if found is not None else []


def _found(field: str, start: str, language: str) -> Iterator[Code] | None:
    if field in WORDS:
        return _of({word.value: "" for word in sorted(WORDS[field])}, start)
    if field in PLACES:
        return _places(start.upper())
    if field.endswith(".country") or field == "route.countries":
        return _of(country.names(), start)
    if field == "goods.package_type":
        return _of(package_type.names(), start)
    return _goods(start, language) if field == "goods.hs_code" else None


def _of(named: Mapping[str, str], start: str) -> Iterator[Code]:
    low = start.lower()
    first = [code for code in named if code.lower().startswith(low)]
    yield from (Code(value=code, meaning=named[code]) for code in first)
    if low:
        also = (code for code, name in named.items() if f" {name.lower()}".find(f" {low}") >= 0)
        yield from (Code(value=code, meaning=named[code]) for code in also if code not in first)


def _places(start: str) -> Iterator[Code]:
    """Ports before other places: a list of a hundred thousand says nothing."""
    table = unlocode.table()
    by_code = table.filter(pl.col("code").str.starts_with(start))
    by_name = table.filter(
        ~pl.col("code").str.starts_with(start)
        & pl.col("name").str.to_uppercase().str.starts_with(start)
    )
    for found in (by_code, by_name):
        ports = found.sort(~pl.col("port"), "code").select("code", "name").head(100)
        yield from (Code(value=code, meaning=name) for code, name in ports.iter_rows())


def _goods(start: str, language: str) -> Iterator[Code]:
    titles = _titles(language)
    if start.isdecimal():
        finer = dict.fromkeys(hs_code.subheadings(), "") if len(start) >= _FINE else {}
        return _of(titles | finer, start)
    return _of(titles, start)


@cache
def _titles(language: str) -> dict[str, str]:
    """Return chapters and headings of the Harmonized System with their titles."""
    codes = {code[:length] for code in hs_code.subheadings() for length in (2, 4)}
    return {code: hs_code.title(code, language) or "" for code in sorted(codes)}


def known(field: str) -> Callable[[str], bool] | None:
    """Return the question whether a text can be a value of `field`; None where any text can."""
    if field in PLACES:
        return unlocode.known
    if field in WORDS:
        return lambda value: value in WORDS[field]
    if field == "goods.hs_code":
        return str.isdecimal
    return (lambda value: value.upper() in countries()) if field.endswith(".country") else None


@cache
def countries() -> frozenset[str]:
    """Return the country codes that declarations bear."""
    # XZ: high seas and other; XK: Kosovo; XI: Northern Ireland.
    return frozenset(country.names()) | {"XZ", "XK", "XI"}
