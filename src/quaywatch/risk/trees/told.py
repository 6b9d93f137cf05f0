"""A table as a trained model is asked about it: a data frame, or lists where rows are few.

Setting a column up costs more than going through a few values one by one; both say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.encoding import Values

Few = Mapping[str, Sequence[Any]]
"""The values of each column, None where nothing is said."""

Told = pl.DataFrame | Few


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
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


def numbers(table: Told, name: str) -> Floats:
    """Return a column of numbers; NaN where nothing is said."""
    if isinstance(table, pl.DataFrame):
        return table[name].cast(pl.Float64).to_numpy()
    said = table[name]
    return np.array([np.nan if value is None else value for value in said], dtype=np.float64)


def values(table: Told, name: str, vocabulary: Vocabulary) -> Values:
    """Look the values of a category up."""
    if isinstance(table, pl.DataFrame):
        return Values.of(table[name], vocabulary.known)
    unknown, places = len(vocabulary.known), vocabulary.places
    pairs = [
        (row, places.get(value, unknown))
        for row, said in enumerate(table[name])
        for value in _each(said)
    ]
    flat = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Values(rows=len(table[name]), row=flat[:, 0], code=flat[:, 1])


def _each(said: Any) -> Sequence[str]:
    """Return what a row says, each value once."""
    if said is None:
        return ()
    return (said,) if isinstance(said, str) else tuple(dict.fromkeys(said))
