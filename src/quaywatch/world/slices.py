"""Parts of a batch of frames."""

import polars as pl

from quaywatch.cargo.columns import Frames


def select_rows(frames: Frames, condition: pl.Expr) -> Frames:
    """Return the consignments for which `condition` holds, numbered anew, with their items."""
    kept = (
        frames.consignments.filter(condition)
        .rename({"row": "old"})
        .with_row_index("row")
        .with_columns(pl.col("row").cast(pl.UInt32))
    )
    rows = kept.select("old", "row")

    def items(frame: pl.DataFrame) -> pl.DataFrame:
        joined = frame.rename({"row": "old"}).join(rows, on="old", maintain_order="left")
        return joined.select(frame.columns)

    return Frames(
        consignments=kept.select(frames.consignments.columns),
        goods_items=items(frames.goods_items),
        equipment=items(frames.equipment),
    )
