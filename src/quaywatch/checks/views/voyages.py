"""Which containers travel on which voyage, and under which bills."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from quaywatch.cargo import Frames
from quaywatch.cargo.identifiers import container_number
from quaywatch.cargo.terms import Row, col
from quaywatch.checks.context import VOYAGE_CONTAINER_SCHEMA
from quaywatch.checks.views.consignments import bill, vessel

_KEY = ("vessel", "voyage", "number")
_NUMBER = container_number.canonical_column(col("number"))
_SHAPED = container_number.shape_column(col("number"))
_NAMED = col("vessel").is_not_null() & (col("voyage").text.strip_chars() != "")
"""An empty voyage number names no voyage, so nothing is shared on it."""
_WHERE: dict[str, Any] = dict.fromkeys(("vessel", "voyage", "bill", "canonical"), pl.String)


def voyage_containers(frames: Frames) -> pl.DataFrame:
    """Return vessel, voyage, number and carrier's bill of each well-formed container number.

    Kept by the node, these are the `Context` of later batches.
    """
    parents = frames.consignments.select("voyage", vessel=vessel().expr, bill=bill().expr)
    boxes = frames.equipment.select(number=_NUMBER.expr)
    return _well_formed(boxes.hstack(parents[frames.equipment["row"]]))


def meeting(consignments: pl.DataFrame) -> pl.Series:
    """Return the voyage of each consignment as one text; null where none is named.

    No check compares a consignment with one of another voyage, nor with any other where none is
    named: those of a voyage may be judged apart from all others.
    """
    told = consignments.select("voyage", vessel=vessel().expr)
    where = pl.when(_NAMED.expr).then(pl.concat_str("vessel", pl.lit("\x00"), "voyage"))
    return told.select(meeting=where).to_series()


def unnamed(boxes: pl.DataFrame) -> pl.Series:
    """Return, per container, the consignment that it is compared within; null where by voyage."""
    return boxes.select(
        pl.when(_NAMED.expr).then(None).otherwise("row").alias("within")
    ).to_series()


def unnamed_of(box: Row) -> int | None:
    """Return what `unnamed` does of one container."""
    return None if _NAMED.at(box) else box["row"]


def _well_formed(boxes: pl.DataFrame) -> pl.DataFrame:
    complete = pl.all_horizontal(pl.col("vessel", "voyage", "bill").is_not_null())
    return boxes.filter(complete & _NAMED.expr & _SHAPED.expr).select(*VOYAGE_CONTAINER_SCHEMA)


def bills(boxes: pl.DataFrame, before: pl.DataFrame) -> pl.Series:
    """Count the carrier's bills that each container appears under on its voyage (1 is right)."""
    once = pl.Series("bills", [1], dtype=pl.UInt32).new_from_index(0, boxes.height)
    number = boxes["canonical"]
    again = number.is_duplicated() | number.is_in(before["number"].implode())
    if not again.any():
        return once
    declared = boxes.select("vessel", "voyage", "bill", number="canonical").filter(again)
    known = before.select(*VOYAGE_CONTAINER_SCHEMA).join(declared, on=_KEY, how="semi")
    counts = (
        pl.concat([_well_formed(declared), known])
        .group_by(_KEY)
        .agg(bills=pl.col("bill").n_unique())
    )
    counted = declared.join(counts, on=_KEY, how="left", maintain_order="left")
    return once.scatter(again.arg_true(), counted["bills"].fill_null(1))


def bills_of(boxes: Sequence[Row], before: pl.DataFrame) -> Mapping[str, list[Any]]:
    """Return what `bills` does of a few containers, by name."""
    numbers = [box["canonical"] for box in boxes]
    if len(set(numbers)) == len(numbers) and not _among(numbers, before["number"]):
        return {"bills": [1] * len(boxes)}
    frame = pl.DataFrame([{name: box[name] for name in _WHERE} for box in boxes], _WHERE)
    return {"bills": bills(frame, before).to_list()}


def _among(numbers: Sequence[str], before: pl.Series) -> bool:
    return len(before) > 0 and before.is_in(pl.Series(numbers, dtype=pl.String).implode()).any()
