"""What inspections honestly tell: hit rates, how common contraband is, how much targeting adds.

Outcomes exist only for inspected boxes, so each counts with the chance it had of being inspected.
"""

import msgspec
import polars as pl

from quaywatch.cargo import SelectionBasis
from quaywatch.inspections import intervals


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its interval and the inspections that it rests on."""

    value: float
    low: float
    high: float
    found: int
    inspected: int
    level: float = 0.95
    """How often such an interval holds the truth."""


def hit_rate(outcomes: pl.DataFrame, basis: SelectionBasis, *, level: float = 0.95) -> Estimate:
    """Share of the boxes picked on this basis that held something; Wilson's interval.

    This says how often officers find something, not how common it is.

    Args:
        outcomes: [basis, found], one row an inspected box; `found` is true or false.
        basis: why the boxes were picked.
        level: how often the interval is to hold the truth.
    """
    picked = outcomes.filter(pl.col("basis") == basis.value)
    found, inspected = int(picked["found"].sum()), picked.height
    low, high = intervals.wilson(found, inspected, level)
    return Estimate(
        value=found / inspected if inspected else 0.0,
        low=low,
        high=high,
        found=found,
        inspected=inspected,
        level=level,
    )


def prevalence(outcomes: pl.DataFrame, population: int, *, level: float = 0.95) -> Estimate:
    """Share of a population's boxes that hold something, found or not (Horvitz and Thompson 1952).

    Unbiased whenever each box of the population had a positive chance. The interval treats the
    draws as independent, which is a little wider than needed: drawing within slots repels.

    Args:
        outcomes: [found, selection_probability], one row an inspected box of the population: the
            random audits for the boxes that were not targeted, or all picks for all boxes.
        population: number of boxes in it, inspected or not.
        level: how often the interval is to hold the truth.

    Raises:
        ValueError: a box was inspected that had no chance.
    """
    chances = outcomes["selection_probability"]
    if (chances <= 0).any():
        raise ValueError("an inspected box has selection probability 0")
    weights = outcomes.select(1 / (pl.col("selection_probability") * population), "found")
    hits = weights.filter("found")["literal"].to_list()
    heaviest = max(weights["literal"].to_list(), default=1.0)
    low, high = intervals.weighted_count(hits, heaviest, level)
    return Estimate(
        value=sum(hits),
        low=low,
        high=min(high, 1.0),
        found=len(hits),
        inspected=outcomes.height,
        level=level,
    )


def lift(targeted: Estimate, chance: Estimate) -> Estimate:
    """How many times as often the targeted boxes held something as those drawn by chance.

    Infinite, with an infinite upper limit, as long as chance has found nothing.
    """
    low, high = intervals.ratio(
        targeted.value, (targeted.low, targeted.high), chance.value, (chance.low, chance.high)
    )
    return Estimate(
        value=targeted.value / chance.value if chance.value else float("inf"),
        low=low,
        high=high,
        found=targeted.found,
        inspected=targeted.inspected,
        level=targeted.level,
    )
