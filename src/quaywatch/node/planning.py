"""The day's selection: which boxes, where and when, and with what chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import polars as pl
from sqlalchemy import Connection, Row, and_, or_, select

from quaywatch.cargo import InspectionKind, Order, SelectionBasis
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections import (
    SLOT,
    Act,
    Capacity,
    Record,
    Status,
    free,
    lapse,
    propose,
    summarise,
)
from quaywatch.inspections.capacity import SLOTS_SCHEMA
from quaywatch.inspections.drawing import Document, Draw
from quaywatch.inspections.freezing import design_of, document_of, frame
from quaywatch.node import known, schema
from quaywatch.node.assessed import assessed
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.facts import PLANNED, Plan
from quaywatch.node.instants import NEVER, restored, stored
from quaywatch.node.slots import taken

PLANNER = "planner"
"""Actor of what the plan decides."""

AUDIT_SHARE = 0.1
"""Share of every hour's slots that a random audit over all strata gets."""

_OVERDUE = timedelta(days=3)
"""How long after its planned pick-up a box is taken for gone, though nobody reported it."""
_UNPLANNED = timedelta(days=30)
"""How long after its arrival, when no pick-up was ever planned."""

_CANDIDATE = {
    "box_id": pl.String(),
    "probability": pl.Float64(),
    "terminal": pl.String(),
    "available_at": INSTANT,
    "deadline_at": INSTANT,
    "stratum": pl.String(),
}
_PLANS = msgspec.json.Decoder(Plan)


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans days within a port's capacity."""

    capacity: Capacity
    audit_share: float = AUDIT_SHARE

    def freeze(self, connection: Connection, draw: Draw, salt: bytes, now: datetime) -> Document:
        """Lay down what a day's draw is made from: the candidates and the room of this moment."""
        gone = _overdue(connection, now)
        rows = [row for row in _candidates(connection) if row.box_id not in gone]
        room = self.room(connection, draw.day, now)
        return document_of(draw.name, salt, _frame(rows), room, audit_share=self.audit_share)

    def plan(
        self, connection: Connection, draw: Draw, document: Document, now: datetime
    ) -> list[Draft]:
        """Plan a day by a draw that is closed.

        A box that was taken in hand after the freeze keeps what was done with it.

        Raises:
            ValueError: the draw is not closed, or the document is not read as it was frozen.

        """
        if draw.drawn is None:
            raise ValueError(f"the lots of {draw.name} have not fallen")
        candidates = frame(document.candidates, _CANDIDATE)
        slots = frame(document.capacity, SLOTS_SCHEMA)
        selection = design_of(document, candidates, slots).draw(bytes.fromhex(draw.drawn.seed))
        summary = summarise(candidates, selection, slots)
        picked = selection.filter(pl.col("basis").is_not_null())
        chances = selection.filter(pl.col("selection_probability") > 0)
        day = draw.day
        plan = Plan(
            day=day,
            seed=draw.drawn.seed,
            draw=draw.number,
            audit_share=document.audit_share,
            capacity=summary.capacity,
            targeted=summary.targeted,
            random_audit=summary.random_audit,
            expected_finds=summary.expected_finds,
            expected_finds_random=summary.expected_finds_random,
            picked=tuple(picked["box_id"].to_list()),
            chances=dict(chances.select("box_id", "selection_probability").iter_rows()),
            assessed=assessed(connection, picked["box_id"].to_list()),
        )
        made = draft(PLANNED, plan, key=f"{PLANNED}/{day.isoformat()}", actor=PLANNER, known_at=now)
        gone = _overdue(connection, now)
        rows = [row for row in _candidates(connection) if row.box_id not in gone]
        return [made, *_proposals(connection, rows, picked, now), *_lapses(connection, gone, now)]

    def room(self, connection: Connection, day: date, now: datetime) -> pl.DataFrame:
        """Return the slots of a day that have not passed and are not given away."""
        slots = self.capacity.slots(day).filter(pl.col("slot_at") > now - SLOT)
        given = [(t, kind, restored(at)) for t, kind, at in taken(connection, now - SLOT)]
        columns = {"terminal": pl.String(), "kind": pl.String(), "slot_at": INSTANT}
        return free(slots, pl.DataFrame(given, schema=columns, orient="row"))


def plan_of(connection: Connection, day: date) -> Plan | None:
    """Return the plan of a day, if it was made."""
    table = schema.plan.c
    made = connection.scalar(select(table.made).where(table.day == day.isoformat()))
    return None if made is None else _PLANS.decode(made)


def last_plan(connection: Connection) -> Plan | None:
    """Return the last plan made."""
    table = schema.plan.c
    made = connection.scalar(select(table.made).order_by(table.day.desc()).limit(1))
    return None if made is None else _PLANS.decode(made)


def _candidates(connection: Connection) -> Sequence[Row[*tuple[Any, ...]]]:
    box = schema.box.c
    query = select(
        box.box_id,
        box.consignment_id,
        box.equipment_number,
        box.probability,
        box.terminal,
        box.arrival_at,
        box.deadline_at,
        box.port_of_loading,
    ).where(schema.LISTED, box.status == Status.OPEN.value, box.terminal != "")
    return connection.execute(query.order_by(box.box_id)).all()


def _frame(rows: Sequence[Row[*tuple[Any, ...]]]) -> pl.DataFrame:
    """Lay candidates out; the stratum of the audit is the country of loading."""
    return pl.DataFrame(
        [
            (
                row.box_id,
                row.probability,
                row.terminal,
                restored(row.arrival_at),
                restored(row.deadline_at),
                row.port_of_loading[:2],
            )
            for row in rows
        ],
        schema=_CANDIDATE,
        orient="row",
    )


def _proposals(
    connection: Connection,
    rows: Sequence[Row[*tuple[Any, ...]]],
    picked: pl.DataFrame,
    now: datetime,
) -> list[Draft]:
    candidates = {row.box_id: row for row in rows}
    records = known.records(connection, picked["box_id"].to_list())
    proposals: list[Draft] = []
    for chosen in picked.filter(pl.col("box_id").is_in(list(candidates))).iter_rows(named=True):
        row = candidates[chosen["box_id"]]
        record = records.get(row.box_id) or Record(box_id=row.box_id)
        order = Order(
            consignment_id=row.consignment_id,
            equipment_number=row.equipment_number,
            kind=InspectionKind(chosen["kind"]),
            basis=SelectionBasis(chosen["basis"]),
            selection_probability=chosen["selection_probability"],
            terminal=chosen["terminal"],
            slot_at=chosen["slot_at"],
            deadline_at=restored(row.deadline_at),
        )
        act = Act(actor=PLANNER, at=now, seen=record.version)
        proposals.append(Draft(event=propose(record, order, act)))
    return proposals


def _overdue(connection: Connection, now: datetime) -> set[str]:
    """Return the open boxes whose pick-up is so long over that they must be gone."""
    box = schema.box.c
    over = or_(
        and_(box.deadline_at != NEVER, box.deadline_at < stored(now - _OVERDUE)),
        and_(
            box.deadline_at == NEVER,
            box.arrival_at != NEVER,
            box.arrival_at < stored(now - _UNPLANNED),
        ),
    )
    query = select(box.box_id).where(schema.LISTED, box.status == Status.OPEN.value, over)
    return set(connection.scalars(query))


def _lapses(connection: Connection, box_ids: set[str], now: datetime) -> list[Draft]:
    """Take boxes off the list."""
    records = known.records(connection, box_ids)
    lapsing = [records.get(name) or Record(box_id=name) for name in sorted(box_ids)]
    return [
        Draft(event=lapse(record, Act(actor=PLANNER, at=now, seen=record.version)))
        for record in lapsing
    ]
