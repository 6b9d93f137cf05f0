"""The gates' model: gradient-boosted trees on document features."""

from typing import Any

import numpy as np
import polars as pl
from sklearn import ensemble
from threadpoolctl import threadpool_limits

from quaywatch.world.arrays import Bools, Floats
from quaywatch.world.report.features import CATEGORIES


def encode(features: pl.DataFrame) -> tuple[Floats, list[int]]:
    """Return features as numbers (categories by rank, absent as NaN) and the categories' places."""
    numbers = features.with_columns(
        pl.col(name).rank("dense").cast(pl.Float64) - 1
        for name in CATEGORIES
        if name in features.columns
    )
    places = [i for i, name in enumerate(features.columns) if name in CATEGORIES]
    return numbers.cast(pl.Float64).to_numpy(), places


def fit_predict(features: pl.DataFrame, hides: Bools, train: Bools) -> Floats:
    """Train on the rows of `train`; return the score of every row."""
    numbers, places = encode(features)
    trees: Any = ensemble.HistGradientBoostingClassifier
    model = trees(
        max_iter=120,
        learning_rate=0.06,
        max_leaf_nodes=15,
        min_samples_leaf=40,
        l2_regularization=5.0,
        categorical_features=places,
        early_stopping=False,
        random_state=0,
    )
    with threadpool_limits(1):  # OpenMP's waiting threads crawl on a busy machine
        model.fit(numbers[train], hides[train])
        return np.asarray(model.decision_function(numbers))


def single_auc(feature: pl.Series, hides: Bools, train: Bools) -> float:
    """Return the AUC of one feature alone: a number either way round, a category by the
    smoothed share of hiding boxes among its training rows."""
    if feature.dtype != pl.String:
        value = auc(hides[~train], feature.fill_null(feature.mean()).to_numpy()[~train])
        return max(value, 1 - value)
    frame = pl.DataFrame({"feature": feature.fill_null(""), "hides": hides.astype(np.float64)})
    prior = float(hides[train].mean())
    rates = (
        frame.filter(train)
        .group_by("feature")
        .agg(rate=(pl.col("hides").sum() + 50 * prior) / (pl.len() + 50))
    )
    score = frame.join(rates, on="feature", how="left", maintain_order="left")["rate"]
    return auc(hides[~train], score.fill_null(prior).to_numpy()[~train])


def auc(hides: Bools, score: Floats) -> float:
    """Return the area under the ROC curve (Mann and Whitney's statistic; ties count half)."""
    rank = pl.Series(score).rank("average").to_numpy()[hides]
    hiding, innocent = len(rank), len(hides) - len(rank)
    return float((rank.sum() - hiding * (hiding + 1) / 2) / (hiding * innocent))
