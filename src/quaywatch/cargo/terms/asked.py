"""What every term is: an expression and a function that say the same."""

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

Row = Mapping[str, Any]
"""The values of one row by the name of their column; null is None."""

At = Callable[[Row], Any]
"""The value of one row."""

Kind = type[bool] | type[str] | type[float]
"""What a judgement is: a truth, a text or a number."""

DTYPES: dict[Kind, type[pl.DataType]] = {bool: pl.Boolean, str: pl.String, float: pl.Float64}
"""Kinds as Polars names them."""


class Asked:
    """One value of every row."""

    __slots__ = ("at", "expr")

    def __init__(self, expr: pl.Expr, at: At) -> None:
        self.expr = expr
        """The value of each row, over a frame's columns."""
        self.at = at
        """The value of one row."""
