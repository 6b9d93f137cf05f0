"""Real inspections: refused wildlife shipments, retrained every half-year as outcomes come in."""

import time
from collections.abc import Callable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench import _data, _lemis
from bench._peers import peers
from bench.result import Result
from quaywatch.risk.trees import train
from quaywatch.risk.trees.measures import Measures, average_precision, measure

TITLE = "lemis: refused shipments among real imports, retrained half-yearly, beside libraries"

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Fit = Callable[[pl.DataFrame, pl.DataFrame], Floats]
"""From shipments whose outcome is known and new ones, a score for each of the new."""
SEEDS = (0, 1, 2)
YEARS = (2018, 2021)
PEER_COLUMNS = ("description", "unit", "country_origin", "country_imp_exp", "purpose", "port")
BARS = {
    "commercial_ap": 0.84,
    "commercial_r_at_5pct": 0.85,
    "all_ap": 0.905,
    "drift_2021_ap": 0.85,
}


def run(quick: bool) -> Result:
    """Score the shipments of 2018 to 2021, half-year by half-year."""
    rows = _lemis.read(_data.folder() / "lemis")
    start = time.process_time()
    each = [_seed(rows, seed) for seed in (SEEDS[:1] if quick else SEEDS)]
    figures: dict[str, object] = {
        name: round(float(np.mean([e[name] for e in each])), 4) for name in each[0]
    }
    figures |= {"by_seed": each, "processor_s": round(time.process_time() - start, 1)}
    figures["frozen_2021_ap"] = round(_frozen(rows), 4)
    beside: dict[str, object] = {
        name: _beside(rows, name) for name in peers() if not (quick and name == "catboost")
    }
    holds = {name: bool(np.mean([e[name] for e in each]) >= bar) for name, bar in BARS.items()}
    return Result("lemis", figures, beside, holds)


def _seed(rows: pl.DataFrame, seed: int) -> dict[str, float]:
    commercial = rows["commercial"].to_numpy()
    scores, tested = rolled(rows, ours(seed, source=False), commercial)
    ours_commercial = _measure(rows, scores, tested)
    scores, tested = rolled(rows, ours(seed, source=True), np.ones(rows.height, dtype=np.bool_))
    everything = _measure(rows, scores, tested)
    last = tested & (rows["time"].dt.year() == YEARS[1]).to_numpy()
    return {
        "commercial_ap": round(ours_commercial.average_precision, 4),
        "commercial_auc": round(ours_commercial.auc, 4),
        "commercial_r_at_5pct": round(ours_commercial.recall["5%"], 4),
        "all_ap": round(everything.average_precision, 4),
        "all_auc": round(everything.auc, 4),
        "all_r_at_5pct": round(everything.recall["5%"], 4),
        "all_calibration_error": round(everything.expected_calibration_error, 4),
        "drift_2021_ap": round(average_precision(_found(rows)[last], scores[last]), 4),
    }


def _found(rows: pl.DataFrame) -> Floats:
    return rows["found"].cast(pl.Float64).to_numpy()


def _measure(rows: pl.DataFrame, scores: Floats, tested: Bools) -> Measures:
    return measure(_found(rows)[tested], scores[tested])


def rolled(
    rows: pl.DataFrame, fit: Fit, tested: Bools, years: tuple[int, int] = YEARS
) -> tuple[Floats, Bools]:
    """Score each half-year by a model of all shipments whose outcome was known at its start."""
    scores = np.full(rows.height, np.nan)
    for start, end in _lemis.retrainings(*years):
        known = rows.filter(pl.col("time") <= start - _lemis.DELAY)
        now = ((rows["time"] >= start) & (rows["time"] < end)).to_numpy() & tested
        if now.any():
            scores[now] = fit(known, rows.filter(pl.Series(now)))
    return scores, ~np.isnan(scores)


def ours(seed: int, *, source: bool) -> Fit:
    """Return the trainer with the declared spec."""

    def fit(known: pl.DataFrame, new: pl.DataFrame) -> Floats:
        every = pl.Series(np.ones(known.height))
        spec = _lemis.spec(seed, source=source)
        shipment = known["control_number"]
        model = train(known, known["found"], every, known["time"], shipment, spec)
        return model.probability(new, new["control_number"])

    return fit


def _frozen(rows: pl.DataFrame) -> float:
    """Return the average precision in 2021 of a model of 2016 and 2017 that saw nothing since."""
    year = rows["time"].dt.year()
    known, new = rows.filter(year <= 2017), rows.filter(year == YEARS[1])
    return average_precision(_found(new), ours(0, source=True)(known, new))


def _beside(rows: pl.DataFrame, name: str) -> dict[str, object]:
    peer, start = peers()[name], time.process_time()

    def fit(source: bool) -> Fit:
        columns = [*PEER_COLUMNS, "species_code", "genus", "specific_name"]
        texts = [f"k_{c}" for c in columns + (["source"] if source else [])]
        seen = [pl.col(c).list.join("|") for c in texts]
        numbers = [pl.col(c) for c in _lemis.SIZES]

        def one(known: pl.DataFrame, new: pl.DataFrame) -> Floats:
            return peer(
                known.select(*seen, *numbers), _found(known), new.select(*seen, *numbers), 0
            )

        return one

    figures: dict[str, object] = {}
    every = np.ones(rows.height, dtype=np.bool_)
    for part, source, tested in (
        ("commercial", False, rows["commercial"].to_numpy()),
        ("all", True, every),
    ):
        scores, scored = rolled(rows, fit(source), tested)
        measured = _measure(rows, scores, scored)
        figures[f"{part}_ap"] = round(measured.average_precision, 4)
        figures[f"{part}_r_at_5pct"] = round(measured.recall["5%"], 4)
    return figures | {"processor_s": round(time.process_time() - start, 1)}
