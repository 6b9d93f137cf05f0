"""The simulated world: months of filings, container events and outcomes, and the hidden truth."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from quaywatch.cargo.columns import Frames
from quaywatch.world.cargo_items import declared_load, equipment_frame, goods_items_frame
from quaywatch.world.config import Config
from quaywatch.world.contraband import concealments, scheme_names
from quaywatch.world.documents import consignments_frame
from quaywatch.world.enforcement import Inspections, inspect, outcomes_frame
from quaywatch.world.month import Month, make_month
from quaywatch.world.movements import movements_frame
from quaywatch.world.pickup import make_pickup
from quaywatch.world.setting import Setting, make_setting

TRUTH_SCHEMA: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "index": pl.UInt32(),
    "consignment_id": pl.String(),
    "equipment_number": pl.String(),
    "scheme": pl.String(),
    "concealment": pl.String(),
    "mass_kg": pl.Float64(),
    "inspected": pl.Boolean(),
    "found": pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One month of arrivals.

    `movements` and `outcomes` reach beyond the month (a box filed in one month may be stripped
    in the next); every row carries its own time. `outcomes` holds inspected boxes only. `truth`
    lists the boxes that hide something, found or not: it never belongs beside the filings.
    """

    month: int
    frames: Frames
    movements: pl.DataFrame
    outcomes: pl.DataFrame
    truth: pl.DataFrame


@dataclass(frozen=True, slots=True)
class World:
    """A world; iterate for its months, or ask for one: months do not depend on each other."""

    config: Config
    setting: Setting = field(repr=False)

    def __iter__(self) -> Iterator[Batch]:
        with ThreadPoolExecutor(max_workers=2) as pool:  # two months in the making at a time
            ahead = deque(pool.submit(self.month, n) for n in range(min(2, self.config.months)))
            for number in range(2, self.config.months + 2):
                batch = ahead.popleft().result()
                if number < self.config.months:
                    ahead.append(pool.submit(self.month, number))
                yield batch

    def month(self, number: int) -> Batch:
        """Return month `number` of arrivals, 0 being the first."""
        return _write(self.setting, make_month(self.setting, number))

    def collect(self) -> Batch:
        """Return all months as one batch, rows numbered through."""
        return concat(list(self))


def simulate(config: Config) -> World:
    """Prepare the world of `config`; its months are made when asked for.

    Raise `ValueError` for a port of which no trade is known.
    """
    return World(config, make_setting(config))


def concat(batches: list[Batch]) -> Batch:
    """Join batches into one, numbering consignments through."""
    offsets = np.cumsum([0, *(len(batch.frames) for batch in batches)])

    def joined(frames: list[pl.DataFrame]) -> pl.DataFrame:
        return pl.concat(
            frame.with_columns(pl.col("row") + pl.lit(int(offset), dtype=pl.UInt32))
            for frame, offset in zip(frames, offsets, strict=False)
        )

    return Batch(
        month=batches[0].month,
        frames=Frames(
            consignments=joined([b.frames.consignments for b in batches]),
            goods_items=joined([b.frames.goods_items for b in batches]),
            equipment=joined([b.frames.equipment for b in batches]),
        ),
        movements=pl.concat([b.movements for b in batches]),
        outcomes=joined([b.outcomes for b in batches]),
        truth=joined([b.truth for b in batches]),
    )


def _write(setting: Setting, month: Month) -> Batch:
    frames = write_frames(setting, month)
    pickup = make_pickup(setting, month)
    inspections = inspect(setting, month)
    papers, boxes = frames.consignments, frames.equipment
    return Batch(
        month=month.number,
        frames=frames,
        movements=movements_frame(setting, month, pickup, papers, boxes),
        outcomes=outcomes_frame(setting, month, inspections, pickup, papers, boxes),
        truth=_truth(month, inspections, papers, boxes),
    )


def write_frames(setting: Setting, month: Month) -> Frames:
    """Write the documents of a month."""
    load = declared_load(setting, month)
    return Frames(
        consignments=consignments_frame(setting, month),
        goods_items=goods_items_frame(setting, month, load),
        equipment=equipment_frame(setting, month, load),
    )


def _truth(
    month: Month, inspections: Inspections, consignments: pl.DataFrame, equipment: pl.DataFrame
) -> pl.DataFrame:
    hidden = month.contraband
    boxes = np.flatnonzero(hidden.scheme >= 0)
    owner = month.shipments.box_consignment[boxes]
    frame = pl.DataFrame(
        {
            "row": owner,
            "index": equipment["index"].gather(boxes),
            "consignment_id": consignments["consignment_id"].gather(owner),
            "equipment_number": equipment["number"].gather(boxes),
            "scheme": scheme_names(hidden.scheme[boxes]),
            "concealment": concealments(hidden.scheme[boxes]),
            "mass_kg": hidden.mass_kg[boxes],
            "inspected": inspections.selected[boxes],
            "found": inspections.found[boxes],
        }
    )
    return frame.select(pl.col(name).cast(dtype) for name, dtype in TRUTH_SCHEMA.items())
