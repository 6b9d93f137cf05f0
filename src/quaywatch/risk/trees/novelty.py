"""How unlike anything seen before a row is: the mean surprise of its values."""

from collections.abc import Iterable

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.encoding import Values, vocabulary
from quaywatch.risk.trees.spec import Category, Factor, Spec

_BINS = 32
_GRID = 1001


class Counts(msgspec.Struct, frozen=True):
    """How often each value, or each stretch between edges, was seen."""

    values: tuple[str, ...]
    edges: tuple[float, ...]
    seen: tuple[int, ...]


class Novelty(msgspec.Struct, frozen=True):
    """Counts of what was seen, and how surprising the rows seen were themselves.

    A value's surprise is the information, in bits, that it carries under the counts so far, half an
    observation added to each. Rows learned from are judged without themselves, so that a row that
    is one of a kind looks as new as it was. No randomness is involved.
    """

    columns: dict[str, Counts]
    rows: int
    grid: tuple[float, ...]
    """Quantiles of the surprise of the rows learned from."""

    @classmethod
    def learned(cls, table: pl.DataFrame, spec: Spec) -> "Novelty":
        """Count the values of the columns of `spec`."""
        columns = {c.name: _counted(table[c.name], number=True) for c in spec.every_number}
        named = (c for form in spec.forms for c in (*form.categories, *form.factors))
        columns |= {name: _counted(table[name], number=False) for name in _names(named)}
        blank = cls(columns, table.height, ())
        own = blank.surprise(table, own=1).mean(axis=1)
        grid = np.quantile(own, np.linspace(0, 1, _GRID))
        return cls(columns, table.height, tuple(grid.tolist()))

    def surprise(self, table: pl.DataFrame, own: int = 0) -> Floats:
        """Return bits by row and column; `own` observations of the row itself are taken away."""
        columns = [
            _bits(table[name], counts, self.rows - own, own)
            for name, counts in self.columns.items()
        ]
        return np.column_stack(columns)

    def percentile(self, table: pl.DataFrame) -> Floats:
        """Return, for each row, the share of rows learned from that were less surprising."""
        mean: Floats = self.surprise(table).mean(axis=1)
        place = np.searchsorted(np.array(self.grid, dtype=np.float64), mean, side="left")
        return place.astype(np.float64) / len(self.grid)

    def newest(self, table: pl.DataFrame) -> list[str]:
        """Return the column that is most surprising in each row."""
        names = list(self.columns)
        most: list[int] = self.surprise(table).argmax(axis=1).tolist()
        return [names[i] for i in most]


def _names(named: Iterable[Category | Factor]) -> list[str]:
    """Return each name once."""
    return list(dict.fromkeys(each.name for each in named))


def _counted(column: pl.Series, *, number: bool) -> Counts:
    if not number:
        known = vocabulary(column)
        seen = np.bincount(Values.of(column, known).code, minlength=len(known))
        return Counts(known, (), tuple(seen.tolist()))
    said = column.cast(pl.Float64).fill_nan(None).drop_nulls().to_numpy()
    edges = np.unique(np.quantile(said, np.linspace(0, 1, _BINS + 1)))
    seen = np.bincount(np.searchsorted(edges, said), minlength=len(edges) + 1)
    return Counts((), tuple(edges.tolist()), tuple(seen.tolist()))


def _bits(column: pl.Series, counts: Counts, rows: int, own: int) -> Floats:
    seen = np.append(np.array(counts.seen, dtype=np.float64), 0.0)
    bits = -np.log2((np.maximum(seen - own, 0) + 0.5) / (rows + 1))
    if not counts.edges:
        values = Values.of(column, counts.values)
        return np.nan_to_num(values.parts(bits[values.code], seen[values.code])[:, 0])
    said = column.cast(pl.Float64).fill_nan(None)
    place = np.searchsorted(np.array(counts.edges), said.fill_null(0.0).to_numpy())
    return np.where(said.is_null().to_numpy(), 0.0, bits[place])
