"""What the seals of containers say, one against the other."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo.identifiers import seal_number
from quaywatch.cargo.terms import Row, col
from quaywatch.checks.views.voyages import unnamed

_BOX = pl.int_range(pl.len(), dtype=pl.UInt32).alias("box")
_STANDS_IN = seal_number.placeholder_column(col("seal")).expr
_WHERE: dict[str, Any] = {
    "row": pl.UInt32,
    "seals": pl.List(pl.String),
    "vessel": pl.String,
    "voyage": pl.String,
    "canonical": pl.String,
}


def judgements(boxes: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Return, per container, `seal_placeholder` and `seal_boxes`.

    The first says whether one of its seal numbers stands in for a number; the second how many
    containers of the voyage, or of the consignment where no voyage is named, carry the most shared
    of its true seal numbers (1 when none is).
    """
    seals = boxes.select(_BOX, seal="seals").explode("seal")
    stands_in = seals.select(_STANDS_IN).to_series()
    placeholder = np.zeros(boxes.height, dtype=np.bool_)
    placeholder[seals["box"].filter(stands_in).to_numpy()] = True
    holders = np.ones(boxes.height, dtype=np.uint32)
    again = seals["seal"].is_duplicated()
    if again.any():
        repeated = seals.filter(again & ~stands_in)
        counted = _counted(repeated, boxes)
        holders[counted["box"].to_numpy()] = counted["boxes"].to_numpy()
    return pl.Series("seal_placeholder", placeholder), pl.Series("seal_boxes", holders)


def judgements_of(boxes: Sequence[Row]) -> Mapping[str, list[Any]]:
    """Return what `judgements` does of a few containers, by name."""
    seals = list(chain.from_iterable(box["seals"] for box in boxes))
    if len(set(seals)) < len(seals):
        frame = pl.DataFrame([{name: box[name] for name in _WHERE} for box in boxes], _WHERE)
        return {judgement.name: judgement.to_list() for judgement in judgements(frame)}
    return {
        "seal_placeholder": [any(map(seal_number.is_placeholder, box["seals"])) for box in boxes],
        "seal_boxes": [1] * len(boxes),
    }


def _counted(seals: pl.DataFrame, boxes: pl.DataFrame) -> pl.DataFrame:
    """Return `box` and `boxes`: in how many containers of the voyage its seals are found."""
    where = boxes.select("vessel", "voyage", "canonical").hstack([unnamed(boxes)])[seals["box"]]
    placed = seals.hstack(where)
    number = pl.col("canonical").n_unique().over("vessel", "voyage", "within", "seal")
    return placed.with_columns(boxes=number).group_by("box").agg(pl.col("boxes").max())
