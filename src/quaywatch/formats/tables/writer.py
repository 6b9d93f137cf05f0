"""Writing frames as one flat table: one row a goods line or container of a consignment.

A consignment's n-th goods line and n-th container share a row; columns of the consignment repeat.
"""

from pathlib import Path

import polars as pl

from quaywatch.cargo.columns import Frames
from quaywatch.formats.tables.fields import COLUMNS

_LIST = "|"


def write_csv(frames: Frames, path: Path | str) -> None:
    """Write frames as UTF-8 CSV; several seals or ports of a cell are apart by `|`."""
    flat = flatten(frames)
    lists = [pl.col(n).list.join(_LIST) for n, t in flat.schema.items() if t == pl.List(pl.String)]
    instants = pl.selectors.datetime().dt.strftime("%Y-%m-%dT%H:%M:%S%.f%:z")
    flat.with_columns(*lists, instants).write_csv(path)


def write_parquet(frames: Frames, path: Path | str) -> None:
    """Write frames as Parquet, each column in its own type."""
    flatten(frames).write_parquet(path)


def flatten(frames: Frames) -> pl.DataFrame:
    """Return one frame with the columns of `fields.COLUMNS` that frames have."""
    boxes = frames.equipment.rename(
        {"number": "equipment_number", "gross_mass_kg": "equipment_gross_mass_kg"}
    )
    lines = frames.goods_items.join(boxes, on=["row", "index"], how="full", coalesce=True)
    flat = frames.consignments.join(lines, on="row", how="left").sort("row", "index")
    return flat.select([name for name in COLUMNS if name in flat.columns])
