"""What a selection looks like, and what it is refused for."""

import polars as pl

from quaywatch.cargo.columns import INSTANT

SELECTION_SCHEMA: dict[str, pl.DataType] = {
    "box_id": pl.String(),
    "basis": pl.String(),
    "kind": pl.String(),
    "terminal": pl.String(),
    "slot_at": INSTANT,
    "selection_probability": pl.Float64(),
}
"""All candidates: `selection_probability` is the exact chance with which the plan picks the box;
`basis`, `kind` and `slot_at` are null for one that was not picked."""


def validate(candidates: pl.DataFrame, audit_share: float) -> None:
    """Refuse a figure out of range and a box named twice."""
    if not 0 <= audit_share <= 1:
        raise ValueError(f"audit_share is {audit_share}, not within 0 to 1")
    twice = candidates.filter(pl.col("box_id").is_duplicated())
    if twice.height:
        raise ValueError(f"box {twice['box_id'][0]} is named twice")
    probability = pl.col("probability")
    bad = candidates.filter(~probability.is_between(0, 1).fill_null(value=False))
    if bad.height:
        raise ValueError(f"box {bad['box_id'][0]}: probability {bad['probability'][0]}, not 0 to 1")
