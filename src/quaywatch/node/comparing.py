"""A model that is watched beside the one in force: how they rank the work list."""

import msgspec
import polars as pl
from sqlalchemy import Connection, select

from quaywatch.node import schema

FIRST = 100
"""How many boxes from the top of both rankings are compared."""
_SHOWN = 10


class Mover(msgspec.Struct, frozen=True, kw_only=True):
    """A box that two models rank differently."""

    box_id: str
    equipment_number: str
    live: int
    """Rank under the model in force."""
    watched: int
    """Rank under the one that is watched."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """What a model that is watched thinks of the work list."""

    scored: int
    """Consignments that it has scored so far, listed or not."""
    listed: int
    """Boxes on the list that both have scored."""
    correlation: float
    """Spearman's, of the ranks; 1 where they rank alike."""
    first: int
    """Boxes from the top that were compared."""
    shared: int
    """Of those, how many both have there."""
    movers: tuple[Mover, ...]
    """Boxes that only the model that is watched has at the top, its highest first."""


def compared(connection: Connection, model_id: str) -> Compared:
    """Return how a model ranks beside the one in force; all zero where it never was watched."""
    box, shadow = schema.box.c, schema.shadow.c
    query = (
        select(box.box_id, box.equipment_number, box.prior, shadow.probability.label("other"))
        .join(schema.shadow, shadow.consignment_id == box.consignment_id)
        .where(shadow.model_id == model_id, schema.LISTED)
    )
    mine = select(shadow.consignment_id).where(shadow.model_id == model_id)
    columns = ["box_id", "equipment_number", "probability", "other"]
    rows = [tuple(row) for row in connection.execute(query)]
    listed = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        live=_ranks("probability"), watched=_ranks("other")
    )
    first = min(FIRST, listed.height)
    top = listed.filter(pl.col("watched") <= first)
    moved = top.filter(pl.col("live") > first).sort("watched").head(_SHOWN)
    return Compared(
        scored=len(connection.scalars(mine).all()),
        listed=listed.height,
        correlation=_spearman(listed),
        first=first,
        shared=top.height - top.filter(pl.col("live") > first).height,
        movers=tuple(
            Mover(box_id=box_id, equipment_number=number, live=live, watched=watched)
            for box_id, number, live, watched in moved.select(
                "box_id", "equipment_number", "live", "watched"
            ).iter_rows()
        ),
    )


def _ranks(score: str) -> pl.Expr:
    order = pl.struct(-pl.col(score).cast(pl.Float64), pl.col("box_id").cast(pl.String))
    return order.rank("ordinal").cast(pl.Int64)


def _spearman(listed: pl.DataFrame) -> float:
    if listed.height < 2:
        return 0.0
    away = (listed["live"] - listed["watched"]).cast(pl.Float64)
    n = listed.height
    return float(1 - 6 * (away * away).sum() / (n * (n * n - 1)))
