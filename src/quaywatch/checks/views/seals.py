"""What the seals of containers say, one against the other."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from quaywatch.cargo.identifiers import seal_number
from quaywatch.cargo.terms import Row, col
from quaywatch.checks.views.voyages import unnamed, unnamed_of

_BOX = pl.int_range(pl.len(), dtype=pl.UInt32).alias("box")
_STANDS_IN = seal_number.placeholder_column(col("seal")).expr


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
    true_seals = [
        [seal for seal in box["seals"] if not seal_number.is_placeholder(seal)] for box in boxes
    ]
    holders: dict[tuple[Any, ...], set[str | None]] = {}
    for box, seals in zip(boxes, true_seals, strict=True):
        for seal in seals:
            holders.setdefault((*_within(box), seal), set()).add(box["canonical"])
    return {
        "seal_placeholder": [
            len(seals) < len(box["seals"]) for box, seals in zip(boxes, true_seals, strict=True)
        ],
        "seal_boxes": [
            max((len(holders[*_within(box), seal]) for seal in seals), default=1)
            for box, seals in zip(boxes, true_seals, strict=True)
        ],
    }


def _within(box: Row) -> tuple[Any, ...]:
    """Return the voyage that a container is compared within, or else its consignment."""
    return box["vessel"], box["voyage"], unnamed_of(box)


def _counted(seals: pl.DataFrame, boxes: pl.DataFrame) -> pl.DataFrame:
    """Return `box` and `boxes`: in how many containers of the voyage its seals are found."""
    where = boxes.select("vessel", "voyage", "canonical").hstack([unnamed(boxes)])[seals["box"]]
    placed = seals.hstack(where)
    number = pl.col("canonical").n_unique().over("vessel", "voyage", "within", "seal")
    return placed.with_columns(boxes=number).group_by("box").agg(pl.col("boxes").max())
