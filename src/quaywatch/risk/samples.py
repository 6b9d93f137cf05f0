"""Inspected consignments as the learner sees them: outcomes, weights, and who has which trait."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from quaywatch.cargo import Frames
from quaywatch.risk.keys import LEVELS, keys

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Samples:
    """Observations in the order of their consignments' ids, so that no other order matters."""

    found: Floats
    """1 where something was found, else 0."""
    weight: Floats
    """One over the probability with which the consignment was selected."""
    levels: dict[str, pl.DataFrame]
    """By level: `sample` and `value` wherever it is known."""
    findings: pl.DataFrame
    """`sample` and `code`, each pair once."""
    profiles: pl.DataFrame
    """`sample`, `code` and `weight`, each pair once."""


def samples(
    frames: Frames, outcomes: pl.DataFrame, findings: pl.DataFrame, matches: pl.DataFrame
) -> Samples:
    """Join outcomes to what is known of their consignments.

    `outcomes` has `row`, `found` and `selection_probability`. Raises ValueError when a probability
    is absent or not in (0, 1]: what could not have been selected says nothing.
    """
    probability = outcomes["selection_probability"]
    if not ((probability > 0) & (probability <= 1)).fill_null(value=False).all():
        raise ValueError("every selection probability must be above 0 and at most 1")
    ordered = (
        outcomes.join(frames.consignments.select("row", "consignment_id"), on="row")
        .sort("consignment_id", "row", "found", "selection_probability")
        .with_row_index("sample")
    )
    sampled = ordered.select("sample", "row")
    known = keys(frames).with_columns(frames.consignments["row"]).join(sampled, on="row")
    return Samples(
        found=ordered["found"].cast(pl.Float64).to_numpy(),
        weight=(1 / ordered["selection_probability"]).to_numpy(),
        levels={
            level: known.select("sample", value=level).drop_nulls().sort("sample")
            for levels in LEVELS.values()
            for level in levels
        },
        findings=_traits(findings.select("row", "code"), sampled),
        profiles=_traits(
            matches.filter(pl.col("kind") == "profile").select("row", "code", "weight"), sampled
        ),
    )


def only(frames: Frames, rows: pl.Series) -> Frames:
    """Return the consignments at `rows` as a batch of their own, renumbered in that order."""
    new = pl.DataFrame({"row": rows, "new": pl.int_range(len(rows), dtype=pl.UInt32, eager=True)})

    def kept(frame: pl.DataFrame) -> pl.DataFrame:
        joined = frame.join(new, on="row", maintain_order="left")
        return joined.with_columns(row=pl.col("new")).drop("new")

    return Frames(
        consignments=kept(frames.consignments).sort("row"),
        goods_items=kept(frames.goods_items),
        equipment=kept(frames.equipment),
    )


def _traits(rows: pl.DataFrame, sampled: pl.DataFrame) -> pl.DataFrame:
    return rows.unique().join(sampled, on="row").drop("row").sort("code", "sample")
