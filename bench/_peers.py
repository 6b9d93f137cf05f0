"""Peers of the trainer: the three libraries as they come, given raw columns and their codes."""

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Peer = Callable[[pl.DataFrame, Floats, pl.DataFrame, int], Floats]


def peers() -> dict[str, Peer]:
    """Return the peers that are installed; each trains and scores on one thread."""
    every: dict[str, tuple[str, Peer]] = {
        "lightgbm": ("lightgbm", lightgbm),
        "xgboost": ("xgboost", xgboost),
        "catboost": ("catboost", catboost),
    }
    return {name: peer for name, (module, peer) in every.items() if _installed(module)}


def _installed(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _library(name: str) -> Any:
    return importlib.import_module(name)


def coded(train: pl.DataFrame, test: pl.DataFrame) -> tuple[Floats, Floats]:
    """Return texts as codes in the order of the values of both, numbers as they are."""
    both = pl.concat([train, test])
    codes = both.select(
        pl.col(name).rank("dense").cast(pl.Float64) if dtype == pl.String else pl.col(name)
        for name, dtype in both.schema.items()
    ).to_numpy()
    return codes[: train.height], codes[train.height :]


def lightgbm(train: pl.DataFrame, found: Floats, test: pl.DataFrame, seed: int) -> Floats:
    """Train LightGBM's classifier with its defaults on codes."""
    x, q = coded(train, test)
    library = _library("lightgbm")
    settings = {"objective": "binary", "num_threads": 1, "verbose": -1, "seed": seed}
    model = library.train(settings, library.Dataset(x, found), 100)
    return model.predict(q, raw_score=True, num_threads=1)


def xgboost(train: pl.DataFrame, found: Floats, test: pl.DataFrame, seed: int) -> Floats:
    """Train XGBoost with its defaults on codes."""
    x, q = coded(train, test)
    library = _library("xgboost")
    settings = {"objective": "binary:logistic", "nthread": 1, "seed": seed}
    model = library.train(settings, library.DMatrix(x, found, nthread=1), 100)
    return model.predict(library.DMatrix(q, nthread=1), output_margin=True)


def catboost(train: pl.DataFrame, found: Floats, test: pl.DataFrame, seed: int) -> Floats:
    """Train CatBoost on its own ordered encoding of texts, rows in time order."""
    library = _library("catboost")
    texts = [i for i, dtype in enumerate(train.dtypes) if dtype == pl.String]
    model = library.CatBoostClassifier(
        iterations=300,
        learning_rate=0.05,
        depth=6,
        thread_count=1,
        has_time=True,
        random_seed=seed,
        verbose=0,
        allow_writing_files=False,
    )
    model.fit(_cells(train), found, cat_features=texts)
    return np.asarray(model.predict(_cells(test), prediction_type="RawFormulaVal"))


def _cells(table: pl.DataFrame) -> NDArray[np.object_]:
    """Return a cell for each value; CatBoost takes the rows of an array of objects."""
    filled = table.with_columns(pl.col(pl.String).fill_null(""))
    return np.array(filled.rows(), dtype=object)
