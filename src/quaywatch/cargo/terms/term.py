"""One question on a row, as an expression over columns and as a function of values."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from typing import Any

import polars as pl

from quaywatch.cargo.terms import arithmetic, logic, order
from quaywatch.cargo.terms.asked import DTYPES, Asked, At, Kind, Row
from quaywatch.cargo.terms.lists import Lists
from quaywatch.cargo.terms.texts import Texts

_MICROSECOND = timedelta(microseconds=1)
_HOURS = 1 / 3_600_000_000
"""A microsecond in hours; Polars divides by a constant so, and would round otherwise."""


class Term(Asked):
    """A value that follows from a row; null, where it is unknown, spreads as in Polars."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]

    @property
    def text(self) -> Texts["Term"]:
        """What is asked of texts."""
        return Texts(self, Term)

    @property
    def items(self) -> Lists["Term"]:
        """What is asked of lists."""
        return Lists(self, Term)

    def field(self, name: str) -> "Term":
        """Return a field of a structure."""
        at = self.at
        return Term(self.expr.struct.field(name), lambda row: _field(at(row), name))

    def judged(
        self,
        judge: Callable[[Any], object],
        column_form: Callable[[pl.Series], pl.Series],
        kind: Kind,
    ) -> "Term":
        """Return `judge` of each value, null of null; `column_form` says the same of columns."""
        expr = self.expr.map_batches(column_form, return_dtype=DTYPES[kind], is_elementwise=True)
        return Term(expr, _mapped(self.at, judge))

    def is_null(self) -> "Term":
        """Whether nothing is known."""
        at = self.at
        return Term(self.expr.is_null(), lambda row: at(row) is None)

    def is_not_null(self) -> "Term":
        """Whether something is known."""
        at = self.at
        return Term(self.expr.is_not_null(), lambda row: at(row) is not None)

    def fill_null(self, value: str | float | bool) -> "Term":
        """Return the value, `value` itself where it is unknown."""
        at = self.at

        def filled(row: Row) -> object:
            known = at(row)
            return value if known is None else known

        return Term(self.expr.fill_null(pl.lit(value)), filled)

    def is_in(self, values: Collection[str]) -> "Term":
        """Whether the text is one of some; null of null."""
        known = frozenset(values)
        expr = self.expr.is_in(pl.Series(sorted(known), dtype=pl.String).implode())
        return Term(expr, _mapped(self.at, known.__contains__))

    def is_between(self, least: int, most: int) -> "Term":
        """Whether a number lies between two bounds or on one."""
        return Term(
            self.expr.is_between(least, most), _mapped(self.at, lambda v: least <= v <= most)
        )

    def abs(self) -> "Term":
        """Return the size of a number or of a span of time."""
        return Term(self.expr.abs(), _mapped(self.at, abs))

    def round(self) -> "Term":
        """Return the next whole number, the even one of two."""
        return Term(self.expr.round(), _mapped(self.at, arithmetic.rounded))

    def in_hours(self) -> "Term":
        """Return a span of time as a number of hours."""
        expr = self.expr.dt.total_microseconds() * _HOURS
        return Term(expr, _mapped(self.at, lambda span: span // _MICROSECOND * _HOURS))

    def __eq__(self, other: object) -> "Term":  # type: ignore[override]
        return _both(self, other, pl.Expr.__eq__, order.equal)

    def __ne__(self, other: object) -> "Term":  # type: ignore[override]
        return _both(self, other, pl.Expr.__ne__, order.different)

    def __lt__(self, other: object) -> "Term":
        return _both(self, other, pl.Expr.__lt__, order.less)

    def __gt__(self, other: object) -> "Term":
        return _both(self, other, pl.Expr.__gt__, order.greater)

    def __le__(self, other: object) -> "Term":
        return _both(self, other, pl.Expr.__le__, order.at_most)

    def __ge__(self, other: object) -> "Term":
        return _both(self, other, pl.Expr.__ge__, order.at_least)

    def __add__(self, other: object) -> "Term":
        return _both(self, other, pl.Expr.__add__, arithmetic.plus)

    def __sub__(self, other: object) -> "Term":
        return _both(self, other, pl.Expr.__sub__, arithmetic.minus)

    def __mul__(self, other: object) -> "Term":
        return _both(self, other, pl.Expr.__mul__, arithmetic.times)

    def __truediv__(self, other: "Term") -> "Term":
        return _both(self, other, pl.Expr.__truediv__, arithmetic.divided)

    def __and__(self, other: "Term") -> "Term":
        return Term(self.expr & other.expr, logic.both(self.at, other.at))

    def __or__(self, other: "Term") -> "Term":
        return Term(self.expr | other.expr, logic.either(self.at, other.at))

    def __invert__(self) -> "Term":
        return Term(~self.expr, _mapped(self.at, lambda truth: not truth))


def _field(value: Mapping[str, object] | None, name: str) -> object:
    return None if value is None else value[name]


def _mapped(at: At, function: Callable[[Any], object]) -> At:
    def value(row: Row) -> object:
        known = at(row)
        return None if known is None else function(known)

    return value


def _both(
    one: Term,
    other: object,
    column_form: Callable[[pl.Expr, Any], pl.Expr],
    function: Callable[[Any, Any], object],
) -> Term:
    if not isinstance(other, Term):
        return Term(column_form(one.expr, other), _mapped(one.at, lambda v: function(v, other)))
    first, second = one.at, other.at

    def value(row: Row) -> object:
        left = first(row)
        if left is None:
            return None
        right = second(row)
        return None if right is None else function(left, right)

    return Term(column_form(one.expr, other.expr), value)
