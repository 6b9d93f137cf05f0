"""The terms that others are made of."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from operator import itemgetter
from typing import Any

import polars as pl

from quaywatch.cargo.terms import logic
from quaywatch.cargo.terms.asked import At, Row
from quaywatch.cargo.terms.lists import ELEMENT
from quaywatch.cargo.terms.term import Term


def col(name: str) -> Term:
    """Return the value of a column."""
    return Term(pl.col(name), itemgetter(name))


def lit(value: str | float) -> Term:
    """Return a value that is the same of every row."""
    return Term(pl.lit(value), lambda _: value)


def element() -> Term:
    """Return the element of a list, inside a question on its elements."""
    return Term(pl.element(), itemgetter(ELEMENT))


def coalesce(*terms: Term) -> Term:
    """Return the first that is known."""
    asked = [term.at for term in terms]

    def value(row: Row) -> object:
        return next((known for at in asked if (known := at(row)) is not None), None)

    return Term(pl.coalesce([term.expr for term in terms]), value)


def concat_str(*terms: Term) -> Term:
    """Return texts one after the other; null when one is unknown."""
    asked = [term.at for term in terms]

    def value(row: Row) -> str | None:
        parts = [at(row) for at in asked]
        return None if None in parts else "".join(parts)

    return Term(pl.concat_str([term.expr for term in terms]), value)


def any_horizontal(terms: Iterable[Term]) -> Term:
    """Return whether one holds; unknown when none does and one is unknown."""
    asked = list(terms)
    expr = pl.any_horizontal([term.expr for term in asked])
    return Term(expr, logic.any_of([term.at for term in asked]))


def max_horizontal(least: float, term: Term) -> Term:
    """Return a number, or `least` where it is smaller, unknown or no number."""
    at = term.at

    def value(row: Row) -> float:
        known = at(row)
        return known if known is not None and known > least else least

    return Term(pl.max_horizontal(pl.lit(least), term.expr), value)


def hours(number: Term) -> Term:
    """Return a span of time of so many whole hours."""
    at = number.at

    def value(row: Row) -> timedelta | None:
        count = at(row)
        return None if count is None else timedelta(hours=count)

    return Term(pl.duration(hours=number.expr), value)


def say(template: str, term: Term) -> Term:
    """Return a text with `{}` filled in by what a term says."""
    at = term.at

    def value(row: Row) -> str | None:
        known = at(row)
        return None if known is None else template.format(known)

    return Term(pl.format(template, term.expr), value)


def judged_together(
    one: Term,
    other: Term,
    judge: Callable[[Any, Any], bool],
    column_form: Callable[[pl.Series, pl.Series], pl.Series],
) -> Term:
    """Return what is judged of two values, known or not; `column_form` says it of columns."""
    first, second = one.at, other.at
    expr = pl.map_batches(
        [one.expr, other.expr],
        lambda columns: column_form(columns[0], columns[1]),
        return_dtype=pl.Boolean,
        is_elementwise=True,
    )
    return Term(expr, lambda row: judge(first(row), second(row)))


def when(condition: Term) -> "_When":
    """Begin a choice: `when(a).then(b).when(c).then(d).otherwise(e)`; null without `otherwise`."""
    return _When((), condition)


_Cases = tuple[tuple[Term, Term], ...]


class _When:
    """A choice that lacks what to choose."""

    def __init__(self, cases: _Cases, condition: Term) -> None:
        self._cases, self._condition = cases, condition

    def then(self, chosen: Term | int) -> "_Chosen":
        """Choose a term, or a number, where the condition holds."""
        term = chosen if isinstance(chosen, Term) else lit(chosen)
        return _Chosen((*self._cases, (self._condition, term)), None)


class _Chosen(Term):
    """A choice, null where no condition holds."""

    __slots__ = ("_cases",)

    def __init__(self, cases: _Cases, otherwise: Term | None) -> None:
        super().__init__(_when(cases, otherwise), _chosen(cases, otherwise))
        self._cases = cases

    def when(self, condition: Term) -> _When:
        """Add a condition that is asked where those before do not hold."""
        return _When(self._cases, condition)

    def otherwise(self, term: Term) -> Term:
        """Choose a term where no condition holds."""
        return _Chosen(self._cases, term)


def _when(cases: _Cases, otherwise: Term | None) -> pl.Expr:
    expr = pl.lit(None) if otherwise is None else otherwise.expr
    for condition, chosen in reversed(cases):
        expr = pl.when(condition.expr).then(chosen.expr).otherwise(expr)
    return expr


def _chosen(cases: _Cases, otherwise: Term | None) -> At:
    asked = [(condition.at, chosen.at) for condition, chosen in cases]

    def value(row: Row) -> object:
        for condition, chosen in asked:
            if condition(row):
                return chosen(row)
        return None if otherwise is None else otherwise.at(row)

    return value
