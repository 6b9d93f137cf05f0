"""Boxes that were drawn by lot, and what orders still ask of the strata that candidates are of."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
import polars as pl
from sqlalchemy import Connection, Row, select

from quaywatch.alliance.accords import AuditOrder, Topic
from quaywatch.cargo import InspectionKind, OutcomeResult, SelectionBasis
from quaywatch.inspections import BoxEvent, Record
from quaywatch.inspections.record import Entry
from quaywatch.node import schema
from quaywatch.node.allied import settled
from quaywatch.strategy.audits import Lot, Progress, Wanted, progress

_DONE = (BoxEvent.OUTCOME, BoxEvent.CORRECTED)
_RECORDS = msgspec.json.Decoder(Record)
_LAG = timedelta(days=1)
"""What is done on a day and the one before changes no lots of it: what further draws of a day start
from stays as it was frozen."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A box that was drawn by lot, and what its strata go by."""

    box_id: str
    port: str
    port_of_loading: str
    hs_code: str
    lot: Lot
    mass_kg: float = 0.0
    """Of what was found, where it was weighed."""


def drawn(connection: Connection) -> list[Drawn]:
    """Return all boxes that a lot of the random audit fell on, by name."""
    box, inspection = schema.box.c, schema.inspection.c
    query = (
        select(
            inspection.record, box.port_of_discharge, box.port_of_loading, box.hs_code, box.box_id
        )
        .join(schema.box, box.box_id == inspection.box_id)
        .where(inspection.basis.in_((SelectionBasis.RANDOM_AUDIT.value, "")))
        .order_by(box.box_id)
    )
    found: list[Drawn] = []
    for row in connection.execute(query):
        record = _RECORDS.decode(row.record)
        lot = lot_of(record)
        if lot is not None:
            found.append(
                Drawn(
                    box_id=row.box_id,
                    port=row.port_of_discharge,
                    port_of_loading=row.port_of_loading,
                    hs_code=row.hs_code,
                    lot=lot,
                    mass_kg=(record.outcome.mass_kg or 0.0)
                    if lot.found and record.outcome is not None
                    else 0.0,
                )
            )
    return found


def lot_of(record: Record) -> Lot | None:
    """Return the last lot that fell on a box, with what came of it; None where none did.

    What an officer asks for leaves it standing; a plan that picks the box otherwise does not.
    """
    picks = [(entry.at, entry.fact.order) for entry in record.history if _asks(entry)]
    if not picks:
        return None
    at, order = picks[-1]
    if order is None or order.basis is not SelectionBasis.RANDOM_AUDIT:
        return None
    first = next(when for when, each in picks if each == order)
    if not order.selection_probability:
        return None
    done = max((entry.at for entry in record.history if entry.kind in _DONE), default=None)
    outcome = record.outcome if done is not None and done >= at else None
    looks = [step.order.kind for step in record.steps]
    looks += [record.order.kind] if record.order is not None else []
    return Lot(
        stratum="",
        chance=order.selection_probability,
        drawn_on=first.date(),
        looked_on=None if outcome is None or done is None else done.date(),
        opened=outcome is not None and InspectionKind.OPEN in looks,
        found=outcome is not None and outcome.result is OutcomeResult.FOUND,
    )


def _asks(entry: Entry) -> bool:
    """Say whether a plan picked the box with this step, or whoever ordered what it had picked."""
    order = entry.fact.order
    return (
        entry.kind in (BoxEvent.SELECTED, BoxEvent.ORDERED)
        and order is not None
        and order.basis is not SelectionBasis.OFFICER
    )


def of_order(order: AuditOrder, boxes: Iterable[Drawn]) -> list[Lot]:
    """Return the lots that an order counts, by its strata."""
    made: list[Lot] = []
    for one in boxes:
        stratum = order.stratum(one.port, one.port_of_loading, one.hs_code)
        if stratum is not None:
            made.append(msgspec.structs.replace(one.lot, stratum=stratum.name))
    return made


def come(order: AuditOrder, boxes: Iterable[Drawn], today: date) -> tuple[Progress, ...]:
    """Return how far an order has come, by stratum."""
    wanted = {one.name: Wanted(looks=one.looks, openings=one.openings) for one in order.strata}
    return progress(wanted, of_order(order, boxes), order.since, order.until, today)


def in_force(connection: Connection, day: date) -> list[AuditOrder]:
    """Return the orders of a day that ask for looks by lot, by name."""
    found = (life.in_force for life in settled.lives(connection, Topic.AUDIT))
    return [
        one
        for one in found
        if isinstance(one, AuditOrder) and one.strata and one.since <= day <= one.until
    ]


def ask(
    connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], laid: pl.DataFrame, day: date
) -> pl.DataFrame:
    """Add to candidates the stratum of an order that each is of, and what is left of it.

    Of several orders the one that asks most of a box counts.
    """
    orders, before = in_force(connection, day), day - _LAG
    boxes = [_as_of(one, before) for one in drawn(connection)] if orders else []
    left = {
        (order.name, one.stratum): one.left for order in orders for one in come(order, boxes, day)
    }
    told = [_most(orders, left, row) for row in rows]
    return laid.with_columns(
        lot=pl.Series([name for name, _ in told], dtype=pl.String),
        wanted=pl.Series([number for _, number in told], dtype=pl.Int64),
    )


def _most(
    orders: Sequence[AuditOrder], left: dict[tuple[str, str], int], row: Row[*tuple[Any, ...]]
) -> tuple[str, int]:
    asked: list[tuple[int, str]] = [(0, "")]
    for order in orders:
        one = order.stratum(row.port_of_discharge, row.port_of_loading, row.hs_code)
        if one is not None:
            asked.append((left[order.name, one.name], f"{order.name} {one.name}"))
    number, name = max(asked)
    return (name, number) if number else ("", 0)


def _as_of(one: Drawn, day: date) -> Drawn:
    """Return a box as it was before a day: what came of it later is not known yet."""
    if one.lot.looked_on is None or one.lot.looked_on < day:
        return one
    lot = msgspec.structs.replace(one.lot, looked_on=None, opened=False, found=False)
    return msgspec.structs.replace(one, lot=lot)
