"""A table as a trained model is asked about it: a data frame, or lists where rows are few.

Setting a column up costs more than going through a few values one by one; both say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.encoding import Pairs, Values

Few = Mapping[str, Sequence[Any]]
"""The values of each column, None where nothing is said."""

Many = Mapping[str, pl.Series | Pairs]
"""Each column; lists laid out flat."""

Told = pl.DataFrame | Few | Many


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values of a category that a model knows, and where each stands."""

    known: tuple[str, ...]
    places: dict[str, int]

    @classmethod
    def of(cls, known: tuple[str, ...]) -> "Vocabulary":
        """Number the values."""
        return cls(known, {value: place for place, value in enumerate(known)})


def by_row(table: Told) -> list[dict[str, Any]]:
    """Return what each row says."""
    if isinstance(table, pl.DataFrame):
        return table.to_dicts()
    listed = (each.listed() if isinstance(each, Pairs) else each for each in table.values())
    columns = (each.to_list() if isinstance(each, pl.Series) else each for each in listed)
    return [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]


def numbers(table: Told, name: str) -> Floats:
    """Return a column of numbers; NaN where nothing is said."""
    said: Any = table[name]
    if isinstance(said, pl.Series):
        return said.cast(pl.Float64).to_numpy()
    return np.array([np.nan if value is None else value for value in said], dtype=np.float64)


def values(table: Told, name: str, vocabulary: Vocabulary) -> Values:
    """Look the values of a category up."""
    column: Any = table[name]
    if isinstance(column, pl.Series | Pairs):
        return Values.of(column, vocabulary.known)
    unknown, places = len(vocabulary.known), vocabulary.places
    pairs = [
        (row, places.get(value, unknown))
        for row, said in enumerate(column)
        for value in _each(said)
    ]
    flat = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Values(rows=len(column), row=flat[:, 0], code=flat[:, 1])


def _each(said: Any) -> Sequence[str]:
    """Return what a row says, each value once."""
    if said is None:
        return ()
    return (said,) if isinstance(said, str) else tuple(dict.fromkeys(said))
