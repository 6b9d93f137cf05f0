"""What the seals of containers say, one against the other."""

import numpy as np
import polars as pl

from quaywatch.cargo.identifiers import seal_number


def judgements(boxes: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return, per container, `seal_placeholder` and `seal_boxes`.

    The first says whether one of its seal numbers stands in for a number; the second how many
    containers of the voyage carry the most shared of its true seal numbers (0 without any).
    """
    seals = _one_by_one(boxes)
    placeholder = np.zeros(boxes.height, dtype=np.bool_)
    placeholder[seals.filter("placeholder")["box"].to_numpy()] = True
    shared = np.zeros(boxes.height, dtype=np.uint32)
    counted = _counted(seals.filter(~pl.col("placeholder")))
    shared[counted["box"].to_numpy()] = counted["boxes"].to_numpy()
    return pl.Series("seal_placeholder", placeholder), pl.Series("seal_boxes", shared)


def _one_by_one(boxes: pl.DataFrame) -> pl.DataFrame:
    return (
        boxes.select("vessel", "voyage", "canonical", seal="seals")
        .with_row_index("box")
        .explode("seal")
        .filter(pl.col("seal").is_not_null())
        .with_columns(placeholder=seal_number.placeholder_column(pl.col("seal")))
    )


def _counted(seals: pl.DataFrame) -> pl.DataFrame:
    key = ["vessel", "voyage", "seal"]
    holders = seals.unique([*key, "canonical"]).group_by(key).agg(boxes=pl.len())
    joined = seals.join(holders, on=key, how="inner", nulls_equal=True)
    return joined.group_by("box").agg(pl.col("boxes").max())
