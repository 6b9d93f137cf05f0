"""Operations on known values, each said twice: over columns and of one row.

An operation here is unknown as soon as one of its parts is; that is not said again in either form.
Instants and lengths of time are whole microseconds when it is one row's turn.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

from quaywatch.rules.language import one_text


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an operation does with the columns, or with the values, of its parts."""

    columns: Callable[..., pl.Expr]
    row: Callable[..., Any]


def _of_one(columns: Callable[[pl.Expr], pl.Expr], row: Callable[[Any], Any]) -> Meaning:
    return Meaning(columns, row)


def _of_two(
    columns: Callable[[pl.Expr, pl.Expr], pl.Expr], row: Callable[[Any, Any], Any]
) -> Meaning:
    return Meaning(columns, row)


def _same(both: Callable[..., Any]) -> Meaning:
    return Meaning(both, both)


def _divide(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    return pl.when(right != 0).then(left / right)


def _divide_one(left: float, right: float) -> float | None:
    return None if right == 0 else left / right


PLAIN: dict[str, Meaning] = {
    "==": _same(operator.eq),
    "!=": _same(operator.ne),
    "<": _same(operator.lt),
    "<=": _same(operator.le),
    ">": _same(operator.gt),
    ">=": _same(operator.ge),
    "+": _same(operator.add),
    "-": _same(operator.sub),
    "*": _same(operator.mul),
    "/": _of_two(_divide, _divide_one),
    "minus": _same(operator.neg),
    # Arithmetic that leaves the numbers, such as infinity less infinity, gives what is unknown.
    "known": _of_one(
        lambda number: number.fill_nan(None),
        lambda number: number if number == number else None,
    ),
    "startsWith": _of_two(lambda text, start: text.str.starts_with(start), str.startswith),
    "endsWith": _of_two(lambda text, end: text.str.ends_with(end), str.endswith),
    "contains": _of_two(
        lambda text, part: text.str.contains(part, literal=True), lambda text, part: part in text
    ),
    "lower": _of_one(lambda text: text.str.to_lowercase(), one_text.lower),
    "upper": _of_one(lambda text: text.str.to_uppercase(), one_text.upper),
    "size": _of_one(
        lambda text: text.str.len_chars().cast(pl.Float64), lambda text: float(len(text))
    ),
    # A UN/LOCODE begins with the country's ISO 3166-1 alpha-2 code.
    "country": _of_one(lambda place: place.str.head(2), lambda place: place[:2]),
}
"""By the name under which a term asks for it."""
