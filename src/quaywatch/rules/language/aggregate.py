"""What can be asked of all goods items or containers of a consignment at once.

`any` is false of an empty collection, and so is `all`: nothing there, nothing shown. Both are
unknown when a missing value could still decide. `count` counts what is known to hold. `sum`, `min`
and `max` are unknown when a value is missing or the collection is empty; a sum is exact to the
thousandth, so that it never depends on the order of the items.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from quaywatch.rules.language.types import Collection, Type

_TRUE, _UNKNOWN, _FALSE = 2, 1, 0
_THOUSANDTHS = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """How one function gathers the values of a collection into one per consignment."""

    takes: Type
    gives: Type
    encode: Callable[[pl.Expr], pl.Expr]
    """From the value of each item, before gathering."""
    gather: Callable[[pl.Expr], pl.Expr]
    """From the encoded items of a consignment to one value."""
    decode: Callable[[pl.Expr], pl.Expr]
    """From that value, null where the collection is empty, to the answer."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One question put to a collection."""

    column: str
    """Its canonical text, and the name of the column that it gives."""
    collection: Collection
    kind: Kind
    body: pl.Expr
    outer: tuple[str, ...]
    """Fields and findings of the consignment that `body` reads beside the item's own."""


def _three_valued(truth: pl.Expr) -> pl.Expr:
    return (truth.cast(pl.Int8) * _TRUE).fill_null(_UNKNOWN)


def _truth(code: pl.Expr) -> pl.Expr:
    known = code.fill_null(_FALSE)
    return pl.when(known != _UNKNOWN).then(known == _TRUE)


def _unless_missing(gathered: Callable[[pl.Expr], pl.Expr]) -> Callable[[pl.Expr], pl.Expr]:
    return lambda value: pl.when(value.null_count() == 0).then(gathered(value))


def _same(value: pl.Expr) -> pl.Expr:
    return value


def _number(count: pl.Expr) -> pl.Expr:
    return count.fill_null(0).cast(pl.Float64)


AGGREGATES: dict[str, Kind] = {
    "any": Kind(Type.TRUTH, Type.TRUTH, _three_valued, pl.Expr.max, _truth),
    "all": Kind(Type.TRUTH, Type.TRUTH, _three_valued, pl.Expr.min, _truth),
    "count": Kind(
        Type.TRUTH,
        Type.NUMBER,
        lambda truth: truth.fill_null(value=False).cast(pl.UInt32),
        pl.Expr.sum,
        _number,
    ),
    "sum": Kind(
        Type.NUMBER,
        Type.NUMBER,
        lambda value: (value * _THOUSANDTHS).round().cast(pl.Int64, strict=False),
        _unless_missing(pl.Expr.sum),
        lambda total: total.cast(pl.Float64) / _THOUSANDTHS,
    ),
    "min": Kind(Type.NUMBER, Type.NUMBER, _same, _unless_missing(pl.Expr.min), _same),
    "max": Kind(Type.NUMBER, Type.NUMBER, _same, _unless_missing(pl.Expr.max), _same),
}

SIZE = Kind(
    Type.COLLECTION,
    Type.NUMBER,
    lambda row: row.is_not_null().cast(pl.UInt32),
    pl.Expr.sum,
    _number,
)
"""`size(goods)`: how many there are."""
