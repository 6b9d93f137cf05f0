"""What binding an expression yields."""

from dataclasses import dataclass, field

import polars as pl

from quaywatch.rules.language.aggregate import Aggregate
from quaywatch.rules.language.types import Type


@dataclass(frozen=True, slots=True)
class Typed:
    """What a part of an expression is and computes."""

    type: Type
    expr: pl.Expr
    values: tuple[str | float | bool, ...] | None = None
    """Its plain values when it is a literal or a list of them."""


@dataclass(slots=True)
class Needs:
    """What an expression reads of a consignment."""

    fields: dict[str, None] = field(default_factory=dict[str, None])
    """Dotted names of the fields, in order of appearance."""
    findings: dict[str, None] = field(default_factory=dict[str, None])
    """Codes of the checks."""
    aggregates: dict[str, Aggregate] = field(default_factory=dict[str, Aggregate])
    """What is asked of the goods items and containers, by name of the column it gives."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A whole expression ready to run: true, false or null (unknown) for each consignment."""

    expr: pl.Expr
    needs: Needs


def finding_column(code: str) -> str:
    """Return the name of the column that says whether check `code` spoke up."""
    return f'finding("{code}")'
