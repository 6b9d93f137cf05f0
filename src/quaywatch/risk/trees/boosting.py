"""The boosted trees themselves; all that is known of LightGBM stands here."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

# One thread, set before the library counts the cores: with more, sums differ from run to run.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import lightgbm as _lightgbm
import numpy as np

from quaywatch.risk.trees.arrays import Floats, mean
from quaywatch.risk.trees.forest import Forest
from quaywatch.risk.trees.spec import Trees

_library = cast("Any", _lightgbm)
_AT_ONCE = 4096
"""Rows from which on it pays to ask on several threads."""
_THREADS = 2
VERSION = f"lightgbm {_lightgbm.__version__}"


class Boosters:
    """Boosters that differ by their seed; what they say is the mean of what each says."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts
        """Each booster in LightGBM's own text form."""
        self._forests = [Forest.of(text) or _Large(text) for text in texts]

    @classmethod
    def trained(
        cls,
        x: Floats,
        y: Floats,
        weight: Floats,
        monotone: list[int],
        trees: Trees,
        seed: int,
        start: Floats | None = None,
    ) -> "Boosters":
        """Train on one thread in a fixed order; `y` may be a share where rows stand for several.

        What the boosters say is to be added to the log-odds of `start`, where these are given.
        """
        settings = {
            "objective": "cross_entropy",
            "learning_rate": trees.learning_rate,
            "num_leaves": trees.leaves,
            "min_data_in_leaf": trees.smallest_leaf,
            "feature_fraction": trees.column_share,
            "bagging_fraction": trees.row_share,
            "bagging_freq": 1,
            "lambda_l2": trees.ridge,
            "extra_trees": trees.random_splits,
            "monotone_constraints": monotone,
            "num_threads": 1,
            "deterministic": True,
            "force_col_wise": True,
            "verbose": -1,
        }
        texts: list[str] = []
        for member in range(trees.members):
            data = _library.Dataset(x, y, weight=weight, init_score=start)
            own = settings | {"seed": seed * 1000 + member}
            texts.append(_library.train(own, data, trees.rounds).model_to_string())
        return cls(tuple(texts))

    @property
    def base(self) -> float:
        """Mean log-odds of a row of which nothing is known."""
        return sum(each.base for each in self._forests) / len(self._forests)

    def log_odds(self, x: Floats) -> Floats:
        """Return the mean log-odds of each row."""
        return self._asked(x, lambda forest, some: forest.log_odds(some))

    def contributions(self, x: Floats) -> Floats:
        """Return exact TreeSHAP values: a column for each of `x`'s."""
        return self._asked(x, lambda forest, some: forest.contributions(some))

    def _asked(self, x: Floats, what: "Callable[[Forest | _Large, Floats], Floats]") -> Floats:
        """Ask for `what`; many rows side by side, which changes nothing in any of them."""

        x = np.ascontiguousarray(x)  # Trees go through rows.

        def ask(some: Floats) -> Floats:
            return mean([what(forest, some) for forest in self._forests])

        if len(x) <= _AT_ONCE:
            return ask(x)
        stretches = [x[start : start + _AT_ONCE] for start in range(0, len(x), _AT_ONCE)]
        with ThreadPoolExecutor(_THREADS) as pool:
            return np.concatenate(list(pool.map(ask, stretches)))


class _Large:
    """A booster with trees too large for tables; LightGBM goes through them anew for each row."""

    def __init__(self, text: str) -> None:
        self._booster = _library.Booster(model_str=text)

    @property
    def base(self) -> float:
        nothing = np.full((1, int(self._booster.num_feature())), np.nan)
        return float(self._asked(nothing, {"pred_contrib": True})[0, -1])

    def log_odds(self, x: Floats) -> Floats:
        return self._asked(x, {"raw_score": True})

    def contributions(self, x: Floats) -> Floats:
        return self._asked(x, {"pred_contrib": True})[:, :-1]

    def _asked(self, x: Floats, what: dict[str, bool]) -> Floats:
        said = self._booster.predict(x, num_threads=1, **what)
        return np.asarray(said, dtype=np.float64)
