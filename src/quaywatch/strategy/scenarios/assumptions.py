"""The assumptions that are shipped: value, range, and what stands behind each."""

import csv
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypeVar

import msgspec

from quaywatch.strategy.scenarios.scenario import Goods, Route

_T = TypeVar("_T")


class Basis(StrEnum):
    """What a value rests on."""

    PUBLIC = "public"
    """Something published, which the source names; not measured for this purpose."""
    ASSUMED = "assumed"
    """Nothing: it is there to be moved."""
    MEASURED = "measured"
    """What a node measured itself, such as with inserted threats."""


class Assumption(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a scenario, with the range to look at."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    basis: Basis
    source: str


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a route or sort of goods."""

    code: str
    basis: Basis
    source: str
    port: str = ""
    """Of loading, by which a route is drawn."""


@cache
def assumptions() -> dict[str, Assumption]:
    """Return the numbers that are the same for all ports, by name.

    >>> assumptions()["gain"].low <= assumptions()["gain"].value
    True
    """
    return {one.name: one for one in _read("assumptions.csv", Assumption)}


@cache
def routes() -> tuple[Route, ...]:
    """Return the usual routes."""
    return tuple(_read("routes.csv", Route))


@cache
def goods() -> tuple[Goods, ...]:
    """Return the usual groups of goods."""
    return tuple(_read("goods.csv", Goods))


@cache
def origins() -> dict[str, Origin]:
    """Return what stands behind routes and goods, by code."""
    return {one.code: one for name in ("routes", "goods") for one in _read(f"{name}.csv", Origin)}


def _read(name: str, kind: type[_T]) -> Iterator[_T]:
    path = resources.files("quaywatch.strategy.scenarios") / "data" / name
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines(), strict=True):
        yield msgspec.convert(row, kind, strict=False)
