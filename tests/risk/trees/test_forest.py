"""Tables of small trees against the library that grew them."""

import itertools
from typing import Any, cast

import lightgbm
import numpy as np
import pytest

from quaywatch.risk.trees.arrays import Floats
from quaywatch.risk.trees.boosting import Boosters
from quaywatch.risk.trees.forest import Forest
from quaywatch.risk.trees.reading import Split, Tree
from quaywatch.risk.trees.shares import table
from quaywatch.risk.trees.spec import Trees

_library = cast("Any", lightgbm)


def _rows(size: int, seed: int) -> Floats:
    """Return rows of five columns; in the first three some say nothing, and some are nought."""
    random = np.random.default_rng(seed)
    x = random.normal(0, 1, (size, 5)).round(1)
    x[:, :3][random.random((size, 3)) < 0.2] = np.nan
    return x


def _grown(leaves: int, seed: int = 4) -> str:
    x = _rows(600, seed)
    chance = 1 / (1 + np.exp(1 - np.nan_to_num(x[:, 0] * x[:, 3], nan=0.8) - x[:, 1] ** 2))
    found = np.random.default_rng(seed).random(600) < np.nan_to_num(chance, nan=0.7)
    trees = Trees(rounds=30, leaves=leaves, learning_rate=0.2, members=1, smallest_leaf=5)
    return Boosters.trained(x, found.astype(np.float64), np.ones(600), [0] * 5, trees, seed).texts[
        0
    ]


@pytest.mark.parametrize("leaves", [2, 4, 7, 9])
def test_tables_say_what_the_trees_say_to_the_bit(leaves: int) -> None:
    text, x = _grown(leaves), _rows(500, 9)
    x[0], x[1] = np.nan, np.inf
    forest = Forest.of(text)
    assert forest is not None
    said = _library.Booster(model_str=text).predict(x, raw_score=True, num_threads=1)
    assert (forest.log_odds(x) == said).all()


@pytest.mark.parametrize("leaves", [2, 7, 9])
def test_tables_share_out_what_the_trees_say_as_the_library_does(leaves: int) -> None:
    text, x = _grown(leaves), _rows(500, 9)
    forest = Forest.of(text)
    assert forest is not None
    told = _library.Booster(model_str=text).predict(x, pred_contrib=True, num_threads=1)
    assert np.allclose(forest.contributions(x), told[:, :-1], rtol=0, atol=1e-12)
    assert forest.base == pytest.approx(told[0, -1], abs=1e-12)


def test_trees_too_large_for_tables_are_left_to_the_library() -> None:
    text, x = _grown(30), _rows(50, 9)
    assert Forest.of(text) is None
    boosters = Boosters((text,))
    added = boosters.base + boosters.contributions(x).sum(axis=1)
    assert np.allclose(added, boosters.log_odds(x))


def test_shares_are_the_mean_over_every_order_in_which_columns_become_known() -> None:
    tree = Tree(
        splits=(
            Split(0, 0.0, False, 1, -2, 0.25),
            Split(1, 0.0, False, -1, 2, 0.5),
            Split(0, -1.0, False, -3, -4, 0.8),
        ),
        leaves=(1.0, 2.0, 4.0, 8.0),
    )
    told = table(tree)
    # What is said when a column is known or not, all three answered with "left".
    deep = {True: 4.0, False: 0.8 * 4.0 + 0.2 * 8.0}
    second = {(a, b): 1.0 if b else 0.5 * 1.0 + 0.5 * deep[a] for a in deep for b in deep}
    whole = {(a, b): second[a, b] if a else 0.25 * second[a, b] + 0.75 * 2.0 for a, b in second}
    shares = [0.0, 0.0]
    for order in itertools.permutations((0, 1)):
        known = [False, False]
        for column in order:
            before = whole[known[0], known[1]]
            known[column] = True
            shares[column] += (whole[known[0], known[1]] - before) / 2
    assert told.base == pytest.approx(whole[False, False])
    assert told.rows[0b111].tolist() == pytest.approx([1.0, *shares])
