"""Korean customs declarations: ranking fraud when no template of the test was seen before."""

import time

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench import _data, _date, _kcs
from bench._peers import Peer, coded, peers
from bench.result import Result
from quaywatch.risk.trees import TrainedModel, train
from quaywatch.risk.trees.lookup import looked_up
from quaywatch.risk.trees.measures import Measures, measure

TITLE = "kcs: fraud in customs declarations, templates held apart, beside libraries and lookup"

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
SEEDS = (0, 1, 2)
BARS = {"auc": 0.63, "ap": 0.30, "p_at_1pct": 0.46, "p_at_5pct": 0.39}
PEER_COLUMNS = (
    "goods", "heading", "chapter", "Country of Departure", "Country of Origin", "Tax Type",
    "Country of Origin Indicator", "Import Type", "Import Use", "Payment Type",
    "Mode of Transport", "Office ID",
    "rate", "mass", "price", "unit_price",
)  # fmt: skip


def run(quick: bool) -> Result:
    """Score every row of the test quarter by models of earlier rows of other components."""
    rows = _kcs.read(_data.folder() / "customs_kcs")
    seeds = SEEDS[:1] if quick else SEEDS
    start = time.process_time()
    ours = [_ours(rows, seed) for seed in seeds]
    spent = time.process_time() - start
    each = [_short(measured) for measured, _ in ours]
    mean = {name: round(float(np.mean([e[name] for e in each])), 4) for name in each[0]}
    standard = _standard(rows)
    figures: dict[str, object] = {
        "disjoint_auc": mean["auc"],
        "disjoint_ap": mean["ap"],
        "p_at": {name: value for name, value in mean.items() if name.startswith("p_at")},
        "by_seed": each,
        "calibration_error": [round(m.expected_calibration_error, 4) for m, _ in ours],
        "tie_rate": max(m.tie_rate for m, _ in ours),
        "warnings": sorted({w.split(":")[0] for _, model in ours for w in model.report.warnings}),
        "processor_s": round(spent, 1),
        "standard_split": standard,
        "lookup": standard["lookup"],
    }
    beside: dict[str, object] = {
        name: _beside(rows, peer, seeds)
        for name, peer in peers().items()
        if not (quick and name == "catboost")
    }
    # Epochs of DATE take minutes; one seed tells where it stands.
    beside["date"] = (
        "run in full mode only"
        if quick
        else _beside(rows, _date_of, seeds[:1])
        if _date.INSTALLED
        else "jax or xgboost is not installed"
    )
    worst = {name: min(e[name] for e in each) for name in BARS}
    holds = {name: mean[name] >= bar for name, bar in BARS.items()}
    holds["every_seed"] = all(worst[name] >= bar for name, bar in BARS.items())
    holds["leak_is_told"] = all(model.report.lookup.leaks for _, model in ours)
    return Result("kcs", figures, beside, holds)


def _short(measured: Measures) -> dict[str, float]:
    return {
        "auc": round(measured.auc, 4),
        "ap": round(measured.average_precision, 4),
        **{f"p_at_{s.rstrip('%')}pct": round(p, 4) for s, p in measured.precision.items()},
    }


def _folds(rows: pl.DataFrame) -> list[tuple[pl.DataFrame, pl.DataFrame, Rows]]:
    """Return, by fold, earlier rows of other components, later rows, and their places."""
    fold = _kcs.fold_of(rows["component"].to_numpy())
    late = (rows["split"] == "test").to_numpy()
    place = np.cumsum(late) - 1
    parts: list[tuple[pl.DataFrame, pl.DataFrame, Rows]] = []
    for number in range(_kcs.FOLDS):
        early, tested = ~late & (fold != number), late & (fold == number)
        parts.append((rows.filter(pl.Series(early)), rows.filter(pl.Series(tested)), place[tested]))
    return parts


def _ours(rows: pl.DataFrame, seed: int) -> tuple[Measures, TrainedModel]:
    scores = np.zeros(int((rows["split"] == "test").sum()))
    models: list[TrainedModel] = []
    for early, late, place in _folds(rows):
        model = _trained(early, seed)
        table = _kcs.with_context(late, early)
        scores[place] = model.probability(table, table["Declaration ID"])
        models.append(model)
    return measure(_truth(rows), scores), models[0]


def _trained(early: pl.DataFrame, seed: int) -> TrainedModel:
    table = _kcs.with_context(early, early)
    every = pl.Series(np.ones(early.height))
    component = early["component"].cast(pl.String)
    return train(table, early["found"], every, early["time"], component, _kcs.spec(seed))


def _truth(rows: pl.DataFrame) -> Floats:
    return rows.filter(pl.col("split") == "test")["found"].cast(pl.Float64).to_numpy()


def _beside(rows: pl.DataFrame, peer: Peer, seeds: tuple[int, ...]) -> dict[str, object]:
    start = time.process_time()
    each: list[dict[str, float]] = []
    for seed in seeds:
        scores = np.zeros(int((rows["split"] == "test").sum()))
        for early, late, place in _folds(rows):
            found = early["found"].cast(pl.Float64).to_numpy()
            if peer is not _date_of:
                early, late = early.select(PEER_COLUMNS), late.select(PEER_COLUMNS)
            scores[place] = peer(early, found, late, seed)
        each.append(_short(measure(_truth(rows), scores)))
    return {"by_seed": each, "processor_s": round(time.process_time() - start, 1)}


def _date_of(early: pl.DataFrame, found: Floats, late: pl.DataFrame, seed: int) -> Floats:
    x, q = coded(early.select(PEER_COLUMNS), late.select(PEER_COLUMNS))
    price = early["price"].to_numpy()
    told = _date.Told(found, found * price / price.max(), early["component"].to_numpy())
    known, new = (
        _date.Rows(numbers, part["Importer ID"], part["goods"])
        for numbers, part in ((x, early), (q, late))
    )
    return _date.date(known, told, new, seed)


def _standard(rows: pl.DataFrame) -> dict[str, dict[str, float]]:
    """Return the split by time alone, which tells copies from nothing: no claim rests on it."""
    late = (rows["split"] == "test").to_numpy()
    early = rows.filter(pl.Series(~late))
    tested = rows.filter(pl.Series(late))
    found = rows["found"].cast(pl.Float64).to_numpy()
    lookup, _ = looked_up(rows["template"], found, ~late, late)
    table = _kcs.with_context(tested, early)
    ours = _trained(early, 0).probability(table, table["Declaration ID"])
    return {
        "lookup": _short(measure(_truth(rows), lookup)),
        "ours": _short(measure(_truth(rows), ours)),
    }
