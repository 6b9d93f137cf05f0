"""Ways of ranking consignments in the simulated world, from chance to one that knows all labels."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import lightgbm as _lightgbm
import numpy as np
import polars as pl

from bench._loop import Floats, Loop, Ranking
from quaywatch.risk.inputs import CATEGORIES, DECLARED
from quaywatch.risk.learned import Learned, learn
from quaywatch.risk.trees import TrainingRefusedError

_library = cast("Any", _lightgbm)
ATS_SHIFT = 0.267
"""How far, in standard deviations, threats score higher, so that 6.3 % of them are among the 3.6 %
flagged: CBP's Automated Targeting System as GAO-13-9 had it, as two normal distributions."""


@dataclass(slots=True)
class Learner:
    """Learns anew every so many weeks; declared rules rank until there is enough to learn from."""

    every: int = 4
    lessons: Callable[[Loop], pl.DataFrame] = Loop.lessons
    model: Learned | None = None
    _due: int = field(default=4)

    def __call__(self, loop: Loop) -> Ranking:
        """Return how to rank the coming week."""
        if len(loop.weeks) >= self._due:
            self._due += self.every
            self.model = attempt(self.lessons(loop))
        return rules if self.model is None else by(self.model)


def attempt(lessons: pl.DataFrame) -> Learned | None:
    """Return what can be learned of lessons, if anything can."""
    try:
        return learn(lessons)
    except TrainingRefusedError:
        return None


def by(model: Learned) -> Ranking:
    """Return the ranking of a learned model."""
    return lambda table: model.trees.log_odds(table, table["group"])


def rules(table: pl.DataFrame) -> Floats:
    """Rank by what was declared: checks, profiles and priors, nothing learned."""
    return table["additive"].to_numpy()


def officers(table: pl.DataFrame) -> Floats:
    """Rank by what officers know and their hunches."""
    return table["officers"].to_numpy() - 6.0


def blind(table: pl.DataFrame) -> Floats:
    """Rank by lot."""
    return _lots(table, 1) - 6.0


def ats(table: pl.DataFrame) -> Floats:
    """Rank as well as published of the Automated Targeting System; it looks at the truth."""
    return _lots(table, 2) + ATS_SHIFT * table["hides"].cast(pl.Float64).to_numpy() - 6.0


def importer(table: pl.DataFrame) -> Floats:
    """Rank by the consignee's own past of finds; equals by lot."""
    rate = table["consignee_hit_rate"].to_numpy()
    return np.log(rate / (1 - rate)) + 1e-6 * _lots(table, 3)


def _lots(table: pl.DataFrame, seed: int) -> Floats:
    return np.random.default_rng((seed, table.height)).normal(size=table.height)


def plain(lessons: pl.DataFrame, table: pl.DataFrame) -> Floats:
    """Rank by LightGBM as it comes, on what the declarations say; codes of categories by rank."""
    known = {name: lessons[name].drop_nulls().unique().sort() for name in CATEGORIES}

    def columns(rows: pl.DataFrame) -> Floats:
        codes = [rows[n].cast(pl.Enum(k), strict=False).to_physical() for n, k in known.items()]
        numbers = [rows[name] for name in DECLARED]
        each = [c.cast(pl.Float64).fill_null(np.nan).to_numpy() for c in (*codes, *numbers)]
        return np.column_stack(each)

    settings = {"objective": "binary", "num_threads": 1, "deterministic": True, "verbose": -1}
    places = list(range(len(known)))
    found = lessons["found"].cast(pl.Float64).to_numpy()
    data = _library.Dataset(columns(lessons), found, categorical_feature=places)
    booster = _library.train(settings, data)
    return np.asarray(booster.predict(columns(table), raw_score=True, num_threads=1))
