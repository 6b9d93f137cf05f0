"""What inspections teach: the consignments looked at, with what was found and by what chance."""

import polars as pl
from sqlalchemy import Connection, select

from quaywatch.cargo import Frames, Order, OutcomeResult, SelectionBasis, to_frames
from quaywatch.node import known, schema

_OUTCOMES = {
    "row": pl.UInt32(),
    "found": pl.Boolean(),
    "selection_probability": pl.Float64(),
}


def inspected(connection: Connection) -> tuple[Frames, pl.DataFrame]:
    """Return the inspected consignments and [row, found, selection_probability] of each.

    A consignment counts once: found if anything was in one of its boxes, and chosen with the
    chance that at least one of those inspected was. What an officer chose, on a tip say, or what
    was chosen with no known chance teaches nothing without bias and is left out.
    """
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
    for row in rows:
        chance = _chance(records[row.box_id].order)
        name = row.consignment_id
        if chance > 0:
            found[name] = found.get(name, False) or row.result == OutcomeResult.FOUND
            missed[name] = missed.get(name, 1.0) * (1.0 - chance)
    entries = known.entries(connection, found)
    names = sorted(entries)
    outcomes = [(i, found[name], 1.0 - missed[name]) for i, name in enumerate(names)]
    frames = to_frames((entries[name].header, entries[name].consignment) for name in names)
    return frames, pl.DataFrame(outcomes, schema=_OUTCOMES, orient="row")


def _chance(order: Order | None) -> float:
    """Return the chance with which the box was drawn; zero when it was not."""
    if order is None or order.basis is SelectionBasis.OFFICER:
        return 0.0
    return order.selection_probability
