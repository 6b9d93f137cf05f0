"""What a training set must not be; each refusal names the column and the reason."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.encoding import Encoder, fold_of
from quaywatch.risk.trees.measures import auc
from quaywatch.risk.trees.spec import Spec

FEWEST = 10
"""Finds, and misses, below which nothing is learned."""
MOST_ABSENT = 0.98
"""Share of absent values above which a column is refused."""
LEAK_AUC = 0.99
"""A single column that orders outcomes better than this knows them."""


class Refusal(msgspec.Struct, frozen=True):
    """One reason not to train."""

    code: str
    column: str
    detail: str


class TrainingRefusedError(ValueError):
    """The training set is unfit; `refusals` say why, all of them."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__("; ".join(f"{r.code} {r.column}: {r.detail}" for r in refusals))
        self.refusals = refusals


class Given(msgspec.Struct, frozen=True):
    """A training set as handed in, one row an outcome."""

    table: pl.DataFrame
    found: pl.Series
    chance: pl.Series
    time: pl.Series
    group: pl.Series


def refuse(given: Given, spec: Spec, until: datetime | None) -> None:
    """Raise `TrainingRefusedError` where the set is unfit for `spec`."""
    found = (*_shape(given, spec),)
    found = found or (*_outcomes(given), *_times(given, until), *_columns(given, spec))
    found = found or (*_leaks(given, spec),)
    if found:
        raise TrainingRefusedError(found)


def _shape(given: Given, spec: Spec) -> Iterator[Refusal]:
    if not spec.numbers and not spec.categories:
        yield Refusal(
            "constant", "", "there is no column from which the trees could tell rows apart"
        )
    for name in spec.columns:
        if name not in given.table.columns:
            yield Refusal("column-absent", name, "declared, but not in the table")
    for name in ("found", "chance", "time", "group"):
        size = len(getattr(given, name))
        if size != given.table.height:
            yield Refusal("length", name, f"{size} values for {given.table.height} rows")


def _outcomes(given: Given) -> Iterator[Refusal]:
    if given.found.null_count() or not given.found.cast(pl.Float64).is_in([0.0, 1.0]).all():
        yield Refusal("label", "found", "an outcome is found or not; one is neither")
    else:
        finds = int(given.found.cast(pl.Int64).sum())
        if min(finds, len(given.found) - finds) < FEWEST:
            yield Refusal("single-class", "found", f"{finds} finds in {len(given.found)} rows")
    chance = given.chance.cast(pl.Float64)
    if not ((chance > 0) & (chance <= 1)).fill_null(value=False).all():
        yield Refusal("chance", "chance", "every chance must be above 0 and at most 1")


def _times(given: Given, until: datetime | None) -> Iterator[Refusal]:
    if given.time.null_count():
        yield Refusal("time-absent", "time", f"{given.time.null_count()} rows have no time")
    if until is not None:
        later = int((given.time > pl.Series([until])).sum())
        if later:
            yield Refusal("future", "time", f"{later} rows lie after {until.isoformat()}")
    for column in given.table.iter_columns():
        if isinstance(column.dtype, pl.Datetime | pl.Date):
            later = int((column.cast(given.time.dtype) > given.time).sum())
            if later:
                detail = f"{later} rows say what was known only after their own time"
                yield Refusal("known-afterwards", column.name, detail)


def _columns(given: Given, spec: Spec) -> Iterator[Refusal]:
    for name in spec.columns:
        column = given.table[name]
        absent = column.null_count() + (
            int(column.is_nan().sum()) if column.dtype.is_float() else 0
        )
        if absent > MOST_ABSENT * len(column):
            yield Refusal("mostly-absent", name, f"{absent} of {len(column)} values are absent")
        elif column.n_unique() == 1:
            yield Refusal("constant", name, "every row says the same")
    for number in spec.every_number:
        column = given.table[number.name]
        if not (column.dtype.is_numeric() or column.dtype == pl.Boolean):
            yield Refusal("not-a-number", number.name, f"is {column.dtype}")
        elif column.dtype.is_float() and column.is_infinite().any():
            yield Refusal("infinite", number.name, "holds values without bound")


def _leaks(given: Given, spec: Spec) -> Iterator[Refusal]:
    found = given.found.cast(pl.Float64).to_numpy()
    for number in spec.every_number:
        said = given.table[number.name].cast(pl.Float64).fill_nan(None)
        least = said.min()
        low = float(least) if isinstance(least, float) else 0.0
        yield from _leak(number.name, found, said.fill_null(low - 1.0).to_numpy())
    fold, even = fold_of(given.group, spec.folds, spec.seed), np.ones(len(found))
    for category in spec.every_category:
        column = given.table[category.name]
        _, parts = Encoder.learned(column, found, even, fold, spec.shrinkage)
        yield from _leak(category.name, found, np.nan_to_num(parts[:, 0], nan=-99.0))


def _leak(name: str, found: Floats, said: Floats) -> Iterator[Refusal]:
    area = auc(found, said)
    if max(area, 1 - area) >= LEAK_AUC:
        yield Refusal("leaky", name, f"alone it orders the outcomes with an AUC of {area:.3f}")
