"""One row a consignment, its goods and its containers inside it: how a batch is kept in files.

Where an item stands in its list is its index, so that rows can be moved about, dealt out to other
machines and put together again without a number that would have to be kept right.
"""

import numpy as np
import polars as pl

from quaywatch.cargo.columns import (
    CONSIGNMENT_SCHEMA,
    EQUIPMENT_SCHEMA,
    GOODS_ITEM_SCHEMA,
    Frames,
)

_PLACED = ("row", "index")
_ITEMS: dict[str, dict[str, pl.DataType]] = {
    "goods_items": GOODS_ITEM_SCHEMA,
    "equipment": EQUIPMENT_SCHEMA,
}


def _unplaced(schema: dict[str, pl.DataType]) -> dict[str, pl.DataType]:
    return {name: dtype for name, dtype in schema.items() if name not in _PLACED}


NESTED_SCHEMA: dict[str, pl.DataType] = {
    **_unplaced(CONSIGNMENT_SCHEMA),
    **{name: pl.List(pl.Struct(_unplaced(schema))) for name, schema in _ITEMS.items()},
}
"""The columns of consignments without their number, then a list of structs for each kind of item;
neither list is ever null."""


def nested(frames: Frames) -> pl.DataFrame:
    """Return one row a consignment (`NESTED_SCHEMA`), in their order."""
    height = len(frames)
    items = (
        _lists(name, item, height)
        for name, item in (("goods_items", frames.goods_items), ("equipment", frames.equipment))
    )
    return frames.consignments.drop("row").hstack(list(items)).select(*NESTED_SCHEMA)


def framed(rows: pl.DataFrame) -> Frames:
    """Return the batch of rows as `nested` has them, numbered in their order.

    Further columns are ignored. Widths of numbers and zones of instants may be other ones, as they
    come from another engine.
    """
    numbers = pl.Series("row", np.arange(rows.height, dtype=np.uint32))
    taken = rows.select(pl.col(name).cast(dtype) for name, dtype in NESTED_SCHEMA.items())
    return Frames(
        consignments=taken.drop(*_ITEMS).insert_column(0, numbers),
        goods_items=_items(numbers, taken["goods_items"], GOODS_ITEM_SCHEMA),
        equipment=_items(numbers, taken["equipment"], EQUIPMENT_SCHEMA),
    )


def _lists(name: str, items: pl.DataFrame, height: int) -> pl.Series:
    dtype = NESTED_SCHEMA[name]
    fields = list(_unplaced(_ITEMS[name]))
    gathered = (
        items.sort("row", "index")
        .group_by("row", maintain_order=True)
        .agg(pl.struct(fields).alias(name))
    )
    numbers = pl.DataFrame({"row": np.arange(height, dtype=np.uint32)})
    joined = numbers.join(gathered, on="row", how="left", maintain_order="left")
    return joined[name].cast(dtype).fill_null(pl.Series([[]], dtype=dtype))


def _items(numbers: pl.Series, lists: pl.Series, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    counts = lists.list.len().fill_null(0).to_numpy().astype(np.int64)
    starts = np.cumsum(counts) - counts
    index = np.arange(counts.sum(), dtype=np.int64) - np.repeat(starts, counts)
    said = lists.filter(pl.Series(counts > 0)).explode().struct.unnest()
    return said.with_columns(
        pl.Series("row", np.repeat(numbers.to_numpy(), counts)),
        pl.Series("index", index.astype(np.uint32)),
    ).select(*schema)
