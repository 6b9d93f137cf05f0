"""What a rule would have cost and brought on the days that were planned, told without bias."""

from collections.abc import Mapping
from datetime import date

import msgspec
import numpy as np
import polars as pl

from quaywatch.inspections.evaluation import policy as policies
from quaywatch.inspections.evaluation.estimate import Finds
from quaywatch.inspections.evaluation.sample import SAMPLE, Booleans, Sample
from quaywatch.inspections.evaluation.totals import Totals

CANDIDATES = {name: SAMPLE[name] for name in ("day", "box_id", "chance", "picked", "found")}
"""One row a day and box that could be picked then: with what chance, whether it was, and what that
showed; `found` is null where nobody looked."""


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
    inspected: int
    found: int
    yield_: Finds = msgspec.field(name="yield")
    """Share of what it meets in which a look would find something."""
    expected: float
    """Finds among `within`, were it drawn evenly from what it meets."""
    marginal: Finds
    """The same share among what the plan would have left alone."""
    added: float
    """Finds that the plan would have missed, over all days and at no limit of capacity."""
    overlaps: tuple[Overlap, ...]
    """Other rules that meet the same, most first."""
    sample: tuple[Hit, ...]
    """Some of what it meets, evenly over the days."""


def backtest(
    candidates: pl.DataFrame,
    met: Booleans,
    capacity: Mapping[date, int],
    others: Mapping[str, Booleans],
    *,
    shown: int = 10,
) -> Backtest:
    """Return how a rule would have done.

    Args:
        candidates: as `CANDIDATES` says.
        met: whether the rule is met, one a candidate.
        capacity: inspections of each day.
        others: the same of other rules, by code.
        shown: how many hits to show.
    """
    mine = candidates.filter(pl.Series(met))
    by_day = dict(mine.group_by("day").len().iter_rows())
    within = sum(min(count, capacity.get(day, 0)) for day, count in by_day.items())
    picked = mine.filter("picked")
    seen = picked["found"].drop_nulls()
    totals = Totals(Sample.of_days(candidates))
    order = candidates.with_row_index("place").sort("day", "box_id")["place"].to_numpy()
    among = met[order].astype(np.float64)
    all_ = policies.of(totals.sample, among)
    left = policies.of(totals.sample, among * (1 - totals.sample.chance))
    share, missed = totals.finds(all_).over(all_.size), totals.finds(left)
    return Backtest(
        days=len(capacity),
        candidates=candidates.height,
        met=mine.height,
        boxes=mine["box_id"].n_unique(),
        within=within,
        beyond=mine.height - within,
        picked=picked.height,
        unseen=picked.height - len(seen),
        inspected=len(seen),
        found=int(seen.sum()),
        yield_=share,
        expected=share.value * within,
        marginal=missed.over(left.size),
        added=missed.value,
        overlaps=_overlaps(met, others),
        sample=_sample(mine, shown),
    )


def _overlaps(met: Booleans, others: Mapping[str, Booleans]) -> tuple[Overlap, ...]:
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
