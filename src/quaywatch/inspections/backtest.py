"""What a rule would have cost and brought on the days that were planned, told without bias.

Officers saw only what was picked, so each outcome counts by the chance that its box had of being
picked on that day (Horvitz and Thompson 1952). That is right whatever the plan went by, as long as
every candidate had a chance, which the random audit gives it.
"""

from collections.abc import Mapping
from datetime import date

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from quaywatch.inspections import intervals
from quaywatch.inspections.measure import Estimate, prevalence

CANDIDATES = {
    "day": pl.Date(),
    "box_id": pl.String(),
    "chance": pl.Float64(),
    "picked": pl.Boolean(),
    "found": pl.Boolean(),
}
"""One row a day and box that could be picked then: with what chance, whether it was, and what that
showed; `found` is null where nobody looked."""

Met = NDArray[np.bool_]
"""Whether a rule is met, by candidate."""


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """How much of what a rule meets another one meets as well."""

    code: str
    boxes: int
    share: float


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate that the rule meets."""

    day: date
    box_id: str
    picked: bool
    found: bool | None


class Backtest(msgspec.Struct, frozen=True, kw_only=True):
    """A rule on the days of the past, within the capacity of each."""

    days: int
    candidates: int
    met: int
    """Candidates that the rule meets, each day counted."""
    boxes: int
    """Different boxes among them."""
    within: int
    """Inspections that the rule alone would have filled, no day above its capacity."""
    beyond: int
    """What it meets beyond the capacity of a day."""
    picked: int
    """Candidates met that the plan picked too."""
    unseen: int
    """Of those, how many were never reported on; the others stand for them."""
    yield_: Estimate = msgspec.field(name="yield")
    """Share of what it meets that hides something."""
    expected: float
    """Finds among `within`, were it drawn evenly from what it meets."""
    marginal: Estimate
    """The same share among what the plan would have left alone."""
    added: float
    """Finds that the plan would have missed, over all days and at no limit of capacity."""
    overlaps: tuple[Overlap, ...]
    """Other rules that meet the same, most first."""
    sample: tuple[Hit, ...]
    """Some of what it meets, evenly over the days."""


def backtest(
    candidates: pl.DataFrame,
    met: Met,
    capacity: Mapping[date, int],
    others: Mapping[str, Met],
    *,
    shown: int = 10,
    level: float = 0.95,
) -> Backtest:
    """Return how a rule would have done.

    Args:
        candidates: as `CANDIDATES` says, by day and box.
        met: whether the rule is met, one a candidate.
        capacity: inspections of each day.
        others: the same of other rules, by code.
        shown: how many hits to show.
        level: how often an interval is to hold the truth.
    """
    mine = candidates.filter(pl.Series(met))
    by_day = dict(mine.group_by("day").len().iter_rows())
    within = sum(min(count, capacity.get(day, 0)) for day, count in by_day.items())
    picked = mine.filter("picked")
    seen = _weighed(picked)
    share = _share(seen, mine.height, level)
    marginal, added = _marginal(seen, mine, level)
    return Backtest(
        days=len(capacity),
        candidates=candidates.height,
        met=mine.height,
        boxes=mine["box_id"].n_unique(),
        within=within,
        beyond=mine.height - within,
        picked=picked.height,
        unseen=picked.height - seen.height,
        yield_=share,
        expected=share.value * within,
        marginal=marginal,
        added=added,
        overlaps=_overlaps(met, others),
        sample=_sample(mine, shown),
    )


def _weighed(picked: pl.DataFrame) -> pl.DataFrame:
    """Return the outcomes with the chance of each to be there: picked, and reported on."""
    seen = picked.filter(pl.col("found").is_not_null())
    answered = seen.height / picked.height if picked.height else 1.0
    return seen.select("found", "chance", selection_probability=pl.col("chance") * pl.lit(answered))


def _share(seen: pl.DataFrame, population: int, level: float) -> Estimate:
    if not population:
        return _estimate(0.0, (0.0, 1.0), seen, level)
    return prevalence(seen, population, level=level)


def _marginal(seen: pl.DataFrame, mine: pl.DataFrame, level: float) -> tuple[Estimate, float]:
    """Return the share of finds among what the plan would not have picked, and their number."""
    left = float((1 - mine["chance"]).sum())
    weights = ((1 - seen["chance"]) / seen["selection_probability"]).to_list()
    hits = [w for w, found in zip(weights, seen["found"], strict=True) if found]
    if left <= 0:
        return _estimate(0.0, (0.0, 1.0), seen, level), 0.0
    heaviest = max(weights, default=left) / left
    shares = [weight / left for weight in hits if weight > 0]
    low, high = intervals.weighted_count(shares, heaviest or 1.0, level)
    return _estimate(sum(shares), (low, min(high, 1.0)), seen, level), sum(hits)


def _estimate(
    value: float, limits: tuple[float, float], seen: pl.DataFrame, level: float
) -> Estimate:
    low, high = limits
    return Estimate(
        value=value,
        low=low,
        high=high,
        found=int(seen["found"].sum()),
        inspected=seen.height,
        level=level,
    )


def _overlaps(met: Met, others: Mapping[str, Met]) -> tuple[Overlap, ...]:
    size = int(met.sum())
    shared = {code: int((met & other).sum()) for code, other in others.items()}
    return tuple(
        Overlap(code=code, boxes=boxes, share=boxes / size)
        for code, boxes in sorted(shared.items(), key=lambda each: (-each[1], each[0]))
        if boxes
    )


def _sample(mine: pl.DataFrame, shown: int) -> tuple[Hit, ...]:
    places = sorted({round(i) for i in np.linspace(0, mine.height - 1, min(shown, mine.height))})
    return tuple(
        Hit(day=day, box_id=box, picked=picked, found=found)
        for day, box, picked, found in mine.sort("day", "box_id")[places]
        .select("day", "box_id", "picked", "found")
        .iter_rows()
    )
