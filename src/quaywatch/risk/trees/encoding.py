"""Categories as numbers: how often a value led to a find, without a row hearing of itself."""

import hashlib
from dataclasses import dataclass

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Floats, Rows
from quaywatch.risk.trees.spec import Category

PARTS = ("most", "mean", "seen")
"""What becomes of one category: highest and mean log-odds of its values, least count (log)."""


class Table(msgspec.Struct, frozen=True):
    """Weighted observations and finds of each value of a category; values sorted."""

    values: tuple[str, ...]
    seen: tuple[float, ...]
    found: tuple[float, ...]
    base: float


@dataclass(frozen=True, slots=True)
class Pairs:
    """A column of lists of texts laid out flat: each row's values once, sorted, row after row."""

    name: str
    rows: int
    row: Rows
    place: Rows
    """Where the value stands among `named`."""
    named: pl.Series

    def listed(self) -> pl.Series:
        """Return the column as lists; empty where there is nothing."""
        flat = pl.DataFrame({"row": self.row, "value": self.named[self.place]})
        lists = flat.group_by("row", maintain_order=True).agg("value")
        places = np.full(self.rows, lists.height)
        places[lists["row"].to_numpy()] = np.arange(lists.height)
        nothing = pl.Series("value", [[]], dtype=pl.List(pl.String))
        return lists["value"].append(nothing)[places].alias(self.name)


@dataclass(frozen=True, slots=True)
class Values:
    """The values of a column: pairs of a row and a code; a row has none, one or several."""

    rows: int
    row: Rows
    code: Rows

    @classmethod
    def of(cls, column: pl.Series | Pairs, known: tuple[str, ...]) -> "Values":
        """Look the column's values up; those not among `known` get the code `len(known)`."""
        if isinstance(column, Pairs):
            return cls(column.rows, column.row, _codes(column.named, known)[column.place])
        rows = len(column)
        row = np.arange(rows)
        if isinstance(column.dtype, pl.List):
            frame = pl.DataFrame({"row": row, "value": column})
            frame = frame.explode("value").unique(maintain_order=True)
            row, column = frame["row"].to_numpy(), frame["value"]
        said = column.is_not_null().to_numpy()
        return cls(rows, row[said].astype(np.int64), _codes(column, known)[said])

    def parts(self, log_odds: Floats, seen: Floats) -> Floats:
        """Return a column for each of `PARTS`, from what is known of each pair; NaN for none."""
        most = np.full(self.rows, -np.inf)
        np.maximum.at(most, self.row, log_odds)
        least = np.full(self.rows, np.inf)
        np.minimum.at(least, self.row, seen)
        count = np.bincount(self.row, minlength=self.rows)
        total = np.bincount(self.row, log_odds, minlength=self.rows)
        none = count == 0
        stacked = np.column_stack([most, total / np.maximum(count, 1), np.log1p(least)])
        stacked[none] = np.nan
        return stacked


def _codes(values: pl.Series, known: tuple[str, ...]) -> Rows:
    codes = values.cast(pl.Enum(known), strict=False).to_physical()
    return codes.cast(pl.Int64).fill_null(len(known)).to_numpy()


def names(categories: tuple[Category, ...]) -> list[str]:
    """Return the names of the encoded columns."""
    return [f"{category.name}:{part}" for category in categories for part in PARTS]


def vocabulary(column: pl.Series) -> tuple[str, ...]:
    """Return the distinct values of a column, sorted."""
    flat = column.explode() if isinstance(column.dtype, pl.List) else column
    return tuple(flat.drop_nulls().unique().sort().to_list())


def fold_of(groups: pl.Series, folds: int, seed: int) -> Rows:
    """Deal whole groups to folds, by a digest of the seed and the group's name."""
    distinct = groups.unique()
    dealt = [
        int.from_bytes(hashlib.sha256(f"{seed}:{group}".encode()).digest()[:8], "big") % folds
        for group in distinct.to_list()
    ]
    fold = groups.replace_strict(distinct, pl.Series(dealt, dtype=pl.Int64))
    return fold.to_numpy().astype(np.int64)


class Encoder:
    """Tables of a category, learned from outcomes weighted by their chance of selection."""

    def __init__(self, table: Table, shrinkage: float) -> None:
        self.table = table
        self._shrinkage = shrinkage
        self._seen = np.append(np.array(table.seen, dtype=np.float64), 0.0)
        self._found = np.append(np.array(table.found, dtype=np.float64), 0.0)

    @classmethod
    def learned(
        cls, column: pl.Series, found: Floats, weight: Floats, fold: Rows, shrinkage: float
    ) -> tuple["Encoder", Floats]:
        """Return the encoder of all rows, and the rows as encoded by those of other folds."""
        known = vocabulary(column)
        values = Values.of(column, known)
        size = len(known)

        def gathered(keep: Rows) -> tuple[Floats, Floats, float]:
            kept = weight * keep
            seen = np.bincount(values.code, kept[values.row], size).astype(np.float64)
            finds = np.bincount(values.code, (kept * found)[values.row], size).astype(np.float64)
            return seen, finds, float((kept * found).sum() / kept.sum())

        log_odds, count = np.zeros(len(values.row)), np.zeros(len(values.row))
        for number in np.unique(fold).tolist():
            inside = (fold == number)[values.row]
            seen, finds, base = gathered((fold != number).astype(np.int64))
            odds = _log_odds(seen, finds, base, shrinkage)
            log_odds[inside], count[inside] = odds[values.code][inside], seen[values.code][inside]
        seen, finds, base = gathered(np.ones(len(found), dtype=np.int64))
        table = Table(known, tuple(seen.tolist()), tuple(finds.tolist()), base)
        return cls(table, shrinkage), values.parts(log_odds, count)

    def encoded(self, values: Values) -> Floats:
        """Return the columns of `PARTS` for rows that were not learned from.

        `values` are codes of the table's own values.
        """
        odds = _log_odds(self._seen, self._found, self.table.base, self._shrinkage)
        return values.parts(odds[values.code], self._seen[values.code])


def _log_odds(seen: Floats, found: Floats, base: float, shrinkage: float) -> Floats:
    base = min(max(base, 1e-6), 1 - 1e-6)
    return np.log((found + shrinkage * base) / (seen - found + shrinkage * (1 - base)))
