"""In the simulated world: how much more the ranking finds than chance, and than today's way."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bench.result import Result
from quaywatch.cargo import Frames
from quaywatch.risk import Model, assess, fit
from quaywatch.rules import RuleBook, load
from quaywatch.world.config import Config
from quaywatch.world.enforcement import Inspections, inspect
from quaywatch.world.month import Month, make_month
from quaywatch.world.setting import Setting, make_setting
from quaywatch.world.subset import subset
from quaywatch.world.worlds import write_frames

TITLE = "lift: finds among the first boxes of the ranking, beside chance and today's targeting"

LEARNED_MONTHS = 6
HISTORIES = 3
"""Six months hold some fifty finds: what is learned of them varies, so several are averaged."""
SHARES = (0.005, 0.01, 0.02, 0.05, 0.10)
BAR = 3.0
NOT_PERFECT = 0.95
"""An AUC above this would say that the world is too easy."""
RESAMPLES = 200
ANTWERP_SHARE = 330_000 / 3_100_000
"""The world holds Latin American boxes only, as many as all of Antwerp's boxes, so that rare
finds can be counted; the model learns from Antwerp's share of them."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tested:
    """Boxes of a month that no model has seen, and how each way of choosing ranks them."""

    hides: Bools
    learned: list[Floats]
    """One ranking for each history."""
    unlearned: Floats
    officers: Floats
    today: Floats
    """Each box's chance under today's targeting."""


def run(quick: bool) -> Result:
    """Learn from six months of inspected outcomes; rank the boxes of the next month."""
    worlds = [_one_world(seed) for seed in ((1,) if quick else (1, 2, 3))]
    at_1 = _mean_lift(worlds, 0.01)
    low, high = _interval(worlds, 0.01)
    area = float(np.mean([auc(w.hides, score) for w in worlds for score in w.learned]))
    practice = float(np.mean([today_lift(w) for w in worlds]))
    figures: dict[str, object] = {
        "lift_at_1pct": round(at_1, 2),
        "lift_at_1pct_interval": [round(low, 2), round(high, 2)],
        "curve": {f"{share:.1%}": round(_mean_lift(worlds, share), 2) for share in SHARES},
        "auc": round(area, 3),
        "boxes": sum(len(w.hides) for w in worlds),
        "hiding": sum(int(w.hides.sum()) for w in worlds),
        "lift_at_1pct_by_history": [
            [round(lift(w.hides, score, 0.01), 2) for score in w.learned] for w in worlds
        ],
    }
    peers: dict[str, object] = {
        "random": 1.0,
        "today": round(practice, 2),
        "first_by_officers_score": _curve(worlds, "officers"),
        "rules_without_learning": _curve(worlds, "unlearned"),
    }
    holds = {
        "lift_at_1pct": at_1 >= BAR,
        "lower_bound_above_chance": low > 1.0,
        "better_than_today": at_1 > practice,
        "far_from_perfect": area <= NOT_PERFECT,
    }
    return Result("lift", figures, peers, holds)


def _one_world(seed: int) -> Tested:
    setting = make_setting(Config(seed=seed, months=LEARNED_MONTHS + 1, latam_share=1.0))
    book, month = load(), make_month(setting, LEARNED_MONTHS)
    frames, inspections = write_frames(setting, month), inspect(setting, month)
    return Tested(
        hides=month.contraband.scheme >= 0,
        learned=[
            _box_scores(frames, month, _learn(setting, book, history), book)
            for history in range(HISTORIES)
        ],
        unlearned=_box_scores(frames, month, Model.default(), book),
        officers=inspections.score,
        today=inspections.chance,
    )


def _learn(setting: Setting, book: RuleBook, history: int) -> Model:
    """Fit on what was inspected by then; tips are left out, having no chance of selection."""
    rng = np.random.default_rng((setting.config.seed, history))
    frames: list[Frames] = []
    outcomes: list[pl.DataFrame] = []
    for number in range(LEARNED_MONTHS):
        month = make_month(setting, number)
        looks = _looks(month, inspect(setting, month))
        looks = looks.filter(rng.random(looks.height) < ANTWERP_SHARE)
        part, _ = subset(month, looks["row"].to_numpy().astype(np.int64))
        frames.append(write_frames(setting, part))
        outcomes.append(looks.with_columns(row=pl.int_range(looks.height, dtype=pl.UInt32)))
    joined, offsets = _joined(frames)
    rows = [
        o.with_columns(pl.col("row") + offset) for o, offset in zip(outcomes, offsets, strict=False)
    ]
    return fit(joined, pl.concat(rows), rulebook=book)


def _looks(month: Month, inspections: Inspections) -> pl.DataFrame:
    """Return one row an inspected consignment: whether anything was found in it, and the chance
    that at least one of its boxes would be looked at."""
    boxes = pl.DataFrame(
        {
            "row": month.shipments.box_consignment,
            "selected": inspections.selected & ~inspections.tipped,
            "found": inspections.found & ~inspections.tipped,
            "missed": 1.0 - inspections.chance,
        }
    )
    return (
        boxes.group_by("row", maintain_order=True)
        .agg(
            pl.col("selected").any(),
            pl.col("found").any(),
            selection_probability=1.0 - pl.col("missed").product(),
        )
        .filter("selected")
        .drop("selected")
        .with_columns(pl.col("row").cast(pl.UInt32))
    )


def _joined(parts: list[Frames]) -> tuple[Frames, list[int]]:
    offsets = np.cumsum([0, *(len(p) for p in parts)]).tolist()

    def concat(frames: list[pl.DataFrame]) -> pl.DataFrame:
        return pl.concat(
            f.with_columns(pl.col("row") + pl.lit(o, dtype=pl.UInt32))
            for f, o in zip(frames, offsets, strict=False)
        )

    return (
        Frames(
            consignments=concat([p.consignments for p in parts]),
            goods_items=concat([p.goods_items for p in parts]),
            equipment=concat([p.equipment for p in parts]),
        ),
        offsets,
    )


def _box_scores(frames: Frames, month: Month, model: Model, book: RuleBook) -> Floats:
    """Return the probability of each box, given that of its consignment of n boxes."""
    scores = assess(frames, model=model, rulebook=book).scores.sort("row")
    owner = month.shipments.box_consignment
    probability = scores["probability"].to_numpy()[owner]
    tie = scores["rank"].to_numpy()[owner].astype(np.float64)
    box = 1.0 - (1.0 - probability) ** (1.0 / month.shipments.boxes[owner])
    return box - tie * 1e-15


def first(score: Floats, share: float) -> Bools:
    """Mark the first `share` of the boxes."""
    chosen = np.zeros(len(score), dtype=np.bool_)
    chosen[np.argsort(-score, kind="stable")[: round(len(score) * share)]] = True
    return chosen


def lift(hides: Bools, score: Floats, share: float) -> float:
    """Return the share of hiding boxes among the first `share` over their share among all."""
    return float(hides[first(score, share)].mean() / hides.mean())


def today_lift(world: Tested) -> float:
    """Return how much more likely today's targeting looks at a hiding box than at any."""
    return float(world.today[world.hides].mean() / world.today.mean())


def _mean_lift(worlds: list[Tested], share: float) -> float:
    return float(np.mean([lift(w.hides, score, share) for w in worlds for score in w.learned]))


def _curve(worlds: list[Tested], way: str) -> dict[str, float]:
    return {
        f"{share:.1%}": round(
            float(np.mean([lift(w.hides, getattr(w, way), share) for w in worlds])), 2
        )
        for share in SHARES
    }


def _interval(worlds: list[Tested], share: float) -> tuple[float, float]:
    """Return the 95 % interval of the mean lift by a Poisson bootstrap over boxes."""
    rng = np.random.default_rng(0)
    hides = np.concatenate([w.hides for w in worlds])
    often = np.concatenate(
        [np.mean([first(score, share) for score in w.learned], axis=0) for w in worlds]
    )
    values: list[float] = []
    for _ in range(RESAMPLES):
        weight = rng.poisson(1.0, len(hides))
        among = (weight * often)[hides].sum() / (weight * often).sum()
        values.append(float(among * weight.sum() / weight[hides].sum()))
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))


def auc(hides: Bools, score: Floats) -> float:
    """Return the area under the ROC curve."""
    rank = pl.Series(score).rank("average").to_numpy()[hides]
    hiding, innocent = len(rank), len(hides) - len(rank)
    return float((rank.sum() - hiding * (hiding + 1) / 2) / (hiding * innocent))
