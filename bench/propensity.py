"""Whether boxes are drawn as often as their stored probabilities say, and slots hold.

One day is drawn again and again by the code that draws days, each time with a seed of its own, so
that the draws are independent of each other. Within a draw boxes are not: the slots tie them
together, and a χ² that takes their counts for independent would be wrong. So:

- `chi2_p`: boxes are summed to cells (terminal, band of chance, stratum). Each draw gives a vector
  of cell counts whose mean the probabilities fix; its covariance is estimated from the draws. By
  the central limit theorem over draws Hotelling's T² (χ² with estimated covariance, here by its F)
  is the valid test of the mean. Sums that the design keeps constant have no variance: there the
  mean must be met exactly.
- `holm_p`: of one box alone the count over independent draws is exactly binomial; the smallest of
  all boxes' p-values by Holm.
"""

import time
from collections import Counter
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import stats

from bench._quay_day import DAY, candidates
from bench.result import Result
from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity
from quaywatch.inspections.plan.day import DayPlan, plan_day
from quaywatch.inspections.treatments import Treatments

TITLE = "selection: drawn as often as the stored probabilities say, never beyond the slots"

AUDIT_SHARE = 0.1
_BAR = 0.01
_BANDS = (0.02, 0.05, 0.1, 0.3, 0.6)
_CONSTANT = 1e-9

Floats = NDArray[np.float64]

_F: Any = stats.f
_BINOMIAL: Any = stats.binom


def run(quick: bool) -> Result:
    """Draw one day over and over."""
    draws, boxes = (2_000, 1_000) if quick else (5_000, 2_500)
    frame, capacity = candidates(boxes), Capacity.load()
    slots = capacity.slots(DAY)
    made = plan_day(frame, capacity.work(DAY), Treatments.load(), audit_share=AUDIT_SHARE)
    told = _measured(made, frame, capacity, draws)
    figures: dict[str, object] = {
        **told,
        "draws": draws,
        "boxes": boxes,
        "terminals": slots["terminal"].n_unique(),
        "kinds": slots["kind"].n_unique(),
        "slots": int(slots["slots"].sum()),
    }
    holds = {
        "chi2_p": float(str(told["chi2_p"])) >= _BAR,
        "holm_p": float(str(told["holm_p"])) >= _BAR,
        "over_capacity": told["over_capacity"] == 0,
        "certain_and_constant": told["certain_and_constant"] is True,
    }
    return Result("propensity", figures, {}, holds)


def _measured(
    made: DayPlan, frame: pl.DataFrame, capacity: Capacity, draws: int
) -> dict[str, object]:
    spent = time.process_time()
    picked, over = _drawn(made, capacity, draws, frame.height)
    spent = time.process_time() - spent
    chance = made.draw(b"any")["selection_probability"].to_numpy()
    cells = _cells(frame, chance)
    chi2_p, degrees, constant = hotelling(picked @ cells, chance @ cells)
    return {
        "chi2_p": round(chi2_p, 4),
        "over_capacity": over,
        "holm_p": round(holm(picked.sum(axis=0), chance, draws), 4),
        "boxes_by_chance": int(((chance > 0) & (chance < 1)).sum()),
        "drawn_a_day": round(float(picked.sum(axis=1).mean()), 1),
        "cells": cells.shape[1],
        "degrees_of_freedom": degrees,
        "certain_and_constant": constant and _certain(picked, chance),
        "processor_ms_a_draw": round(spent / draws * 1000, 2),
    }


def _drawn(made: DayPlan, capacity: Capacity, draws: int, boxes: int) -> tuple[Floats, int]:
    """Which boxes each draw picks, and how many slots were ever given out beyond what they hold."""
    room = {(t, kind, at): count for t, kind, at, count in capacity.slots(DAY).iter_rows()}
    picked = np.zeros((draws, boxes))
    over = 0
    for row in range(draws):
        selection = made.draw(b"propensity" + row.to_bytes(8, "big"))
        chosen = selection["basis"].is_not_null()
        picked[row] = chosen.to_numpy()
        rows = selection.filter(chosen).select("terminal", "kind", "slot_at").iter_rows()
        # What serves all terminals has its slots at none.
        taken = Counter((capacity.place(t, InspectionKind(kind)), kind, at) for t, kind, at in rows)
        over += sum(count > room.get(slot, 0) for slot, count in taken.items())
    return picked, over


def _cells(frame: pl.DataFrame, chance: Floats) -> Floats:
    """Which box (rows) is in which cell (columns): terminal by band, and stratum."""
    band = np.digitize(chance, _BANDS)
    by_band = frame["terminal"] + "/" + pl.Series(band).cast(pl.String)
    open_ = (chance > 0) & (chance < 1)
    columns = [
        (group.to_numpy() == value) & open_
        for group in (by_band, frame["stratum"])
        for value in group.unique().sort()
    ]
    return np.array([column for column in columns if column.any()], dtype=np.float64).T


def hotelling(counts: Floats, expected: Floats) -> tuple[float, int, bool]:
    """Test the mean of independent vectors against what it should be.

    Returns the p-value, in how many directions there is variance, and whether in all others the
    mean is met exactly.
    """
    draws = len(counts)
    off = counts.mean(axis=0) - expected
    sizes, axes = np.linalg.eigh(np.cov(counts, rowvar=False))
    varies = sizes > _CONSTANT * sizes.max()
    along = off @ axes
    degrees = int(varies.sum())
    squared = draws * float(np.sum(along[varies] ** 2 / sizes[varies]))
    ratio = squared * (draws - degrees) / (degrees * (draws - 1))
    p = float(_F.sf(ratio, degrees, draws - degrees))
    return p, degrees, bool((np.abs(along[~varies]) < 1e-6).all())


def holm(counts: Floats, chance: Floats, draws: int) -> float:
    """The smallest p-value of the boxes' exact binomial tests (two-sided), by Holm."""
    open_ = (chance > 0) & (chance < 1)
    seen, stated = counts[open_], chance[open_]
    below = _BINOMIAL.cdf(seen, draws, stated)
    above = _BINOMIAL.sf(seen - 1, draws, stated)
    each = np.minimum(1.0, 2 * np.minimum(below, above))
    return float(min(1.0, each.min() * len(each)))


def _certain(picked: Floats, chance: Floats) -> bool:
    """Say whether what is certain is always drawn, and what is impossible never."""
    share = picked.mean(axis=0)
    return bool((share[chance == 1] == 1).all() and (share[chance == 0] == 0).all())
