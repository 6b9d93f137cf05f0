"""One form's learner: factors first, then boosted trees on encoded columns; not calibrated."""

from functools import cached_property

import msgspec
import numpy as np
import polars as pl

from quaywatch.risk.trees import steps
from quaywatch.risk.trees.arrays import Floats, Rows
from quaywatch.risk.trees.boosting import Boosters
from quaywatch.risk.trees.encoding import PARTS, Encoder, Table
from quaywatch.risk.trees.spec import Form
from quaywatch.risk.trees.steps import Steps, declared
from quaywatch.risk.trees.told import Told, Vocabulary, numbers, values


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one learner has learned."""

    tables: dict[str, Table]
    steps: Steps
    boosters: tuple[str, ...]


class Lessons(msgspec.Struct, frozen=True, kw_only=True):
    """Rows to learn from, with outcome, weight for the trees, and weight in counts of values."""

    table: pl.DataFrame
    found: Floats
    weight: Floats
    counted: Floats
    fold: Rows


class Learner:
    """Says log-odds and what each column adds to them."""

    def __init__(self, form: Form, part: Part, shrinkage: float) -> None:
        self._form = form
        self._steps = part.steps
        self._boosters = Boosters(part.boosters)
        tables = [part.tables[c.name] for c in form.categories]
        self._encoders = [Encoder(table, shrinkage) for table in tables]
        self._categories = [Vocabulary.of(table.values) for table in tables]
        self._factors = [Vocabulary.of(effects.values) for effects in part.steps.factors]

    @cached_property
    def base(self) -> float:
        """Log-odds of a row of which nothing is known."""
        return self._steps.base + self._boosters.base

    @cached_property
    def codes(self) -> list[str]:
        """The code of the reason to which each step and each encoded column belongs."""
        form = self._form
        codes = [] if form.start is None else [form.start.name]
        codes += [c.reason or c.name for c in (*form.factors, *form.numbers)]
        return codes + [c.reason or c.name for c in form.categories for _ in PARTS]

    def log_odds(self, table: Told) -> Floats:
        """Return the log-odds of each row."""
        return self._total(self.features(table), self._said(table))

    def contributions(self, table: Told) -> tuple[Floats, list[Floats]]:
        """Return the log-odds, and what each of `codes` adds: steps and exact TreeSHAP values."""
        x, said = self.features(table), self._said(table)
        return self._total(x, said), [*said, *self._boosters.contributions(x).T]

    def features(self, table: Told) -> Floats:
        """Return the numbers that the trees see."""
        each = zip(self._form.categories, self._encoders, self._categories, strict=True)
        return _stacked(
            table, self._form, [e.encoded(values(table, c.name, v)) for c, e, v in each]
        )

    def _said(self, table: Told) -> list[Floats]:
        form, factors = self._form, zip(self._form.factors, self._factors, strict=True)
        known = [values(table, factor.name, names) for factor, names in factors]
        return self._steps.parts(None if form.start is None else declared(table, form.start), known)

    def _total(self, x: Floats, said: list[Floats]) -> Floats:
        return self._boosters.log_odds(x) + self._steps.total(said, len(x))


def learned(
    form: Form, lessons: Lessons, *, members: int, shrinkage: float, seed: int
) -> tuple[Part, Floats]:
    """Return what the form learns, and the log-odds of each row, encoded without itself."""
    table, found, fold = lessons.table, lessons.found, lessons.fold
    pairs = [
        Encoder.learned(table[c.name], found, lessons.counted, fold, shrinkage)
        for c in form.categories
    ]
    x = _stacked(table, form, [parts for _, parts in pairs])
    # A rarely seen value is no reason by itself in either direction: its count has no sign.
    monotone = [c.monotone for c in form.numbers]
    monotone += [c.monotone if part != "seen" else 0 for c in form.categories for part in PARTS]
    told, start = Steps(), None
    if form.start is not None or form.factors:
        told, start = steps.learned(table, found, lessons.weight, fold, form.start, form.factors)
    trees = msgspec.structs.replace(form.trees, members=min(members, form.trees.members))
    boosters = Boosters.trained(x, found, lessons.weight, monotone, trees, seed, start)
    names = [c.name for c in form.categories]
    tables = {name: encoder.table for name, (encoder, _) in zip(names, pairs, strict=True)}
    own = boosters.log_odds(x) + (0.0 if start is None else start)
    return Part(tables=tables, steps=told, boosters=boosters.texts), own


def _stacked(table: Told, form: Form, encoded: list[Floats]) -> Floats:
    """Return numbers and encoded categories side by side; NaN where nothing is said."""
    return np.hstack([*(numbers(table, c.name)[:, None] for c in form.numbers), *encoded])
