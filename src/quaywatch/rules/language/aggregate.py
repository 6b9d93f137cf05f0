"""What can be asked of all goods items or containers of a consignment at once.

`any` is false of an empty collection, and so is `all`: nothing there, nothing shown. Both are
unknown when a missing value could still decide. `count` counts what is known to hold. `sum`, `min`
and `max` are unknown when a value is missing or the collection is empty; a sum is exact to the
thousandth, so that it never depends on the order of the items, and no quantity exceeds 10¹².
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.rules.language.types import Type

_TRUE, _UNKNOWN, _FALSE = 2, 1, 0
_THOUSANDTHS = 1000
_MOST = 1e12 * _THOUSANDTHS

Rows = NDArray[np.uint32]
"""The consignment that each item belongs to."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one function gathers the values of a collection into one per consignment."""

    takes: Type
    gives: Type
    columns: Callable[[pl.Series, Rows, int], pl.Series]
    """From the value of every item, the consignment of each and how many consignments there are."""
    row: Callable[[Iterable[Any]], Any]
    """From the values of one consignment's items."""


def _truth(code: NDArray[np.int8]) -> pl.Series:
    truth = pl.Series(code == _TRUE)
    unknown = code == _UNKNOWN
    if not unknown.any():
        return truth
    return pl.select(pl.when(pl.Series(~unknown)).then(truth)).to_series()


def _true(values: pl.Series) -> NDArray[np.bool_]:
    return values.fill_null(value=False).to_numpy()


def _any(values: pl.Series, rows: Rows, height: int) -> pl.Series:
    if not values.null_count():
        truth = np.zeros(height, dtype=np.bool_)
        truth[rows[values.to_numpy()]] = True
        return pl.Series(truth)
    code = np.zeros(height, dtype=np.int8)
    code[rows[values.is_null().to_numpy()]] = _UNKNOWN
    code[rows[_true(values)]] = _TRUE
    return _truth(code)


def _any_row(values: Iterable[bool | None]) -> bool | None:
    answer: bool | None = False
    for value in values:
        if value:
            return True
        if value is None:
            answer = None
    return answer


def _all(values: pl.Series, rows: Rows, height: int) -> pl.Series:
    code = np.zeros(height, dtype=np.int8)
    code[rows] = _TRUE
    if values.null_count():
        code[rows[values.is_null().to_numpy()]] = _UNKNOWN
    code[rows[~values.fill_null(value=True).to_numpy()]] = _FALSE
    return _truth(code)


def _all_row(values: Iterable[bool | None]) -> bool | None:
    answer: bool | None = False
    for value in values:
        if value is False:
            return False
        answer = value if answer is False else answer and value
    return answer


def _count(values: pl.Series, rows: Rows, height: int) -> pl.Series:
    return pl.Series(np.bincount(rows[_true(values)], minlength=height).astype(np.float64))


def _count_row(values: Iterable[bool | None]) -> float:
    return float(sum(value is True for value in values))


def _known(
    answers: NDArray[np.float64], values: NDArray[np.float64], rows: Rows, height: int
) -> pl.Series:
    """Return `answers`, null where a consignment has no item or an item no value."""
    known = np.zeros(height, dtype=np.bool_)
    known[rows] = True
    known[rows[np.isnan(values)]] = False
    return pl.Series(np.where(known, answers, np.nan)).fill_nan(None)


def _numbers(values: pl.Series) -> NDArray[np.float64]:
    return values.cast(pl.Float64).to_numpy()


def _sum(values: pl.Series, rows: Rows, height: int) -> pl.Series:
    with np.errstate(over="ignore"):
        thousandths = _numbers(values) * _THOUSANDTHS
    thousandths[np.abs(thousandths) > _MOST] = np.nan
    totals = np.zeros(height, dtype=np.int64)
    np.add.at(totals, rows, np.nan_to_num(thousandths).round().astype(np.int64))
    return _known(totals / _THOUSANDTHS, thousandths, rows, height)


def _sum_row(values: Iterable[float | None]) -> float | None:
    total, several = 0, False
    for value in values:
        if value is None or abs(value * _THOUSANDTHS) > _MOST:
            return None
        total += round(value * _THOUSANDTHS)
        several = True
    return float(total) / _THOUSANDTHS if several else None


def _extreme(which: np.ufunc, start: float) -> Callable[[pl.Series, Rows, int], pl.Series]:
    def gather(values: pl.Series, rows: Rows, height: int) -> pl.Series:
        numbers = _numbers(values)
        found = np.full(height, start)
        which.at(found, rows, np.nan_to_num(numbers, nan=start, posinf=np.inf, neginf=-np.inf))
        return _known(found, numbers, rows, height)

    return gather


def _extreme_row(
    which: Callable[[list[float]], float],
) -> Callable[[Iterable[float | None]], float | None]:
    def gather(values: Iterable[float | None]) -> float | None:
        known: list[float] = []
        for value in values:
            if value is None:
                return None
            known.append(value)
        return which(known) if known else None

    return gather


KINDS: dict[str, Kind] = {
    "any": Kind(Type.TRUTH, Type.TRUTH, _any, _any_row),
    "all": Kind(Type.TRUTH, Type.TRUTH, _all, _all_row),
    "count": Kind(Type.TRUTH, Type.NUMBER, _count, _count_row),
    "sum": Kind(Type.NUMBER, Type.NUMBER, _sum, _sum_row),
    "min": Kind(Type.NUMBER, Type.NUMBER, _extreme(np.minimum, np.inf), _extreme_row(min)),
    "max": Kind(Type.NUMBER, Type.NUMBER, _extreme(np.maximum, -np.inf), _extreme_row(max)),
}
"""By the name of the function. `size` of a collection counts an item whatever it says: a `count` of
what always holds."""
