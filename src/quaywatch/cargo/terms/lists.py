"""What is asked of lists."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import polars as pl

from quaywatch.cargo.terms.asked import Asked, At, Row

ELEMENT = "\0element"
"""The name under which a list's element stands in the row that it is asked by."""


T = TypeVar("T", bound=Asked)


class Lists(Generic[T]):
    """Asks a list; null of null."""

    __slots__ = ("_term", "_type")

    def __init__(self, term: T, kind: Callable[[pl.Expr, At], T]) -> None:
        self._term, self._type = term, kind

    def len(self) -> T:
        """Return how many elements it has."""
        return self._of(self._term.expr.list.len(), len)

    def n_unique(self) -> T:
        """Return how many different elements it has."""
        return self._of(self._term.expr.list.n_unique(), lambda items: len(set(items)))

    def join(self, between: str) -> T:
        """Return its texts as one."""
        return self._of(self._term.expr.list.join(between), between.join)

    def contains(self, text: str) -> T:
        """Whether a text is one of its elements."""
        return self._of(self._term.expr.list.contains(text), lambda items: text in items)

    def contains_term(self, other: T) -> T:
        """Whether the value of a term is one of its elements; nothing is no element."""
        list_at, other_at = self._term.at, other.at

        def value(row: Row) -> bool | None:
            items = list_at(row)
            return None if items is None else other_at(row) in items

        return self._type(self._term.expr.list.contains(other.expr), value)

    def any(self, asked: T) -> T:
        """Whether an element answers yes to a question on `element()`."""
        return self._of(
            self._term.expr.list.eval(asked.expr).list.any(),
            lambda items: any(asked.at({ELEMENT: item}) for item in items),
        )

    def first(self, asked: T) -> T:
        """Return the first element that answers yes to a question on `element()`."""
        return self._of(
            self._term.expr.list.filter(asked.expr).list.first(),
            lambda items: next((item for item in items if asked.at({ELEMENT: item})), None),
        )

    def _of(self, expr: pl.Expr, function: Callable[[Any], Any]) -> T:
        at = self._term.at

        def value(row: Row) -> Any:
            items = at(row)
            return None if items is None else function(items)

        return self._type(expr, value)
