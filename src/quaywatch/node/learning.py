"""What inspections teach: the consignments looked at, with what was found and by what chance."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl
from sqlalchemy import Connection, select

from quaywatch.cargo import Frames, Order, OutcomeResult, SelectionBasis, to_frames
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections import BoxEvent, Record
from quaywatch.node import known, schema

_OUTCOMES = {
    "row": pl.UInt32(),
    "found": pl.Boolean(),
    "selection_probability": pl.Float64(),
    "at": INSTANT,
    "planned": pl.Boolean(),
}
_REPORTED = {BoxEvent.OUTCOME, BoxEvent.CORRECTED}


@dataclass(frozen=True, slots=True)
class Inspected:
    """Inspected consignments and what was found in each.

    A consignment counts once: found if anything was in one of its boxes, and chosen with the
    chance that at least one of those inspected was. What an officer chose, on a tip say, or what
    was chosen with no known chance teaches nothing without bias and is left out.
    """

    frames: Frames
    outcomes: pl.DataFrame
    """`row`, `found`, `selection_probability`; `at`, when all of that was known; and whether a
    plan of this node picked it."""

    def until(self, instant: datetime) -> "Inspected":
        """Return those that were known by an instant."""
        return Inspected(self.frames, self.outcomes.filter(pl.col("at") <= instant))


def inspected(connection: Connection) -> Inspected:
    """Return the inspected consignments."""
    box, inspection = schema.box.c, schema.inspection.c
    query = (
        select(box.consignment_id, box.box_id, inspection.result)
        .join(schema.inspection, inspection.box_id == box.box_id)
        .where(inspection.result != "")
    )
    rows = connection.execute(query.order_by(box.consignment_id, box.box_id)).all()
    records = known.records(connection, {row.box_id for row in rows})
    found: dict[str, bool] = {}
    missed: dict[str, float] = {}
    at: dict[str, datetime] = {}
    planned: dict[str, bool] = {}
    for row in rows:
        record = records[row.box_id]
        chance = _chance(record.order)
        name = row.consignment_id
        if chance > 0:
            found[name] = found.get(name, False) or row.result == OutcomeResult.FOUND
            missed[name] = missed.get(name, 1.0) * (1.0 - chance)
            planned[name] = planned.get(name, False) or record.selected is not None
            at[name] = max(at.get(name, _reported(record)), _reported(record))
    entries = known.entries(connection, found)
    names = sorted(entries)
    outcomes = [(i, found[n], 1 - missed[n], at[n], planned[n]) for i, n in enumerate(names)]
    frames = to_frames((entries[name].header, entries[name].consignment) for name in names)
    return Inspected(frames, pl.DataFrame(outcomes, schema=_OUTCOMES, orient="row"))


def _chance(order: Order | None) -> float:
    """Return the chance with which the box was drawn; zero when it was not."""
    if order is None or order.basis is SelectionBasis.OFFICER:
        return 0.0
    return order.selection_probability


def _reported(record: Record) -> datetime:
    """Return when the outcome in force was reported."""
    return max(entry.at for entry in record.history if entry.kind in _REPORTED)
