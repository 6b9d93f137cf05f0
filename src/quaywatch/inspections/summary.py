"""What a day's plan holds and what it is expected to find."""

from dataclasses import dataclass

import polars as pl

from quaywatch.cargo import SelectionBasis

_SLOT = ["terminal", "kind", "slot_at"]


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """The figures of one plan."""

    capacity: int
    targeted: int
    random_audit: int
    expected_finds: float
    """Sum of the probabilities of the picked boxes."""
    expected_finds_random: float
    """What as many boxes drawn at random from all candidates would be expected to find."""
    loads: pl.DataFrame
    """[terminal, kind, slot_at, slots, taken], sorted."""
    prices: pl.DataFrame
    """[terminal, price]: probability of the last targeted box that still got a slot, that is what
    one slot more or less is worth; null where nothing was targeted. Sorted."""


def summarise(
    candidates: pl.DataFrame, selection: pl.DataFrame, capacity: pl.DataFrame
) -> PlanSummary:
    """Sum up a selection, as `plan.selection` says, made from these candidates and slots."""
    picked = selection.filter(pl.col("basis").is_not_null()).join(
        candidates.select("box_id", "probability"), on="box_id"
    )
    targeted = picked.filter(pl.col("basis") == SelectionBasis.TARGETED.value)
    expected, everywhere = (_total(frame["probability"]) for frame in (picked, candidates))
    return PlanSummary(
        capacity=int(capacity["slots"].sum()),
        targeted=targeted.height,
        random_audit=picked.height - targeted.height,
        expected_finds=expected,
        expected_finds_random=everywhere * picked.height / max(candidates.height, 1),
        loads=_loads(picked, capacity),
        prices=_prices(targeted, capacity),
    )


def _total(column: pl.Series) -> float:
    return float(column.sum())


def _loads(picked: pl.DataFrame, capacity: pl.DataFrame) -> pl.DataFrame:
    taken = picked.group_by(_SLOT).agg(pl.len().cast(pl.Int64).alias("taken"))
    return (
        capacity.join(taken, on=_SLOT, how="left")
        .with_columns(pl.col("taken").fill_null(0))
        .sort(_SLOT)
    )


def _prices(targeted: pl.DataFrame, capacity: pl.DataFrame) -> pl.DataFrame:
    last = targeted.group_by("terminal").agg(pl.col("probability").min().alias("price"))
    terminals = capacity.select(pl.col("terminal").unique())
    return terminals.join(last, on="terminal", how="left").sort("terminal")
