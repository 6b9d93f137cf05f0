"""An officer's order: which inspection, in which slot."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from quaywatch.cargo import InspectionKind, Order, OverrideReason, SelectionBasis
from quaywatch.inspections import SLOT, Record, waits
from quaywatch.node import schema
from quaywatch.node.errors import NoSlot, UnknownBox
from quaywatch.node.instants import restored
from quaywatch.node.planning import Planner
from quaywatch.node.plans import last_plan
from quaywatch.node.slots import Slot, slots


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What the officer asked for."""

    kind: InspectionKind
    slot_at: datetime | None = None
    """None takes the plan's slot, or else the first one before the pick-up that is promised to
    nobody; where there is none, the first that the plan proposes and nobody has ordered."""
    override: OverrideReason | None = None
    """Why it is ordered, where no plan asks for it or for more than that."""
    note: str | None = None


def order_of(
    connection: Connection, planner: Planner, record: Record, wish: Wish, now: datetime
) -> Order:
    """Return the order that a wish comes to.

    Raises:
        UnknownBox: the box is not on the list.
        NoSlot: no slot fits.

    """
    box = schema.box.c
    query = select(
        box.consignment_id, box.equipment_number, box.terminal, box.deadline_at, box.available_at
    )
    row = connection.execute(query.where(box.box_id == record.box_id)).first()
    if row is None:
        raise UnknownBox(f"there is no box {record.box_id!r}")
    deadline = restored(row.deadline_at)
    planned = record.selected
    as_planned = planned is not None and planned.kind is wish.kind
    return Order(
        consignment_id=row.consignment_id,
        equipment_number=row.equipment_number,
        kind=wish.kind,
        basis=planned.basis if planned else SelectionBasis.OFFICER,
        selection_probability=_chance(connection, record),
        terminal=row.terminal,
        slot_at=_slot_at(record, wish, _fitting(connection, planner, record, wish, row, now)),
        deadline_at=deadline,
        verified=planned is not None and planned.verified and wish.kind is not InspectionKind.OPEN,
        override=wish.override,
        second_lot=planned is not None and planned.second_lot,
        note=wish.note,
        then=planned.then if planned and as_planned else (),
        follows=planned.follows if planned else None,
    )


def _chance(connection: Connection, record: Record) -> float:
    """Return the chance that the selection in force gave this box, picked or not."""
    if record.selected is not None:
        return record.selected.selection_probability
    plan = last_plan(connection)
    return 0.0 if plan is None else plan.chances.get(record.box_id, 0.0)


def _fitting(
    connection: Connection,
    planner: Planner,
    record: Record,
    wish: Wish,
    box: Row[*tuple[Any, ...]],
    now: datetime,
) -> list[Slot] | None:
    """Return the slots between discharge and pick-up that nobody has ordered, earliest first.

    None where there are no slots to take.

    Nobody picks up a box that raised an alarm, and the slot that is kept for it is its own.
    """
    if wish.kind is InspectionKind.DOCUMENTS or not box.terminal:
        return None
    ashore = restored(box.available_at)
    deadline = None if record.is_followed_up else restored(box.deadline_at)
    kept = record.selected if waits(record) else None
    own = kept.slot_at if kept is not None and kept.kind is wish.kind else None
    terminal = planner.capacity.place(box.terminal, wish.kind)
    found = slots(connection, planner.capacity, now, terminal, wish.kind.value)
    if not found:
        return None
    return [
        slot
        for slot in found
        if slot.taken - int(slot.slot_at == own) < slot.capacity
        and (ashore is None or slot.slot_at >= ashore)
        and (deadline is None or slot.slot_at + SLOT <= deadline)
    ]


def _slot_at(record: Record, wish: Wish, fitting: list[Slot] | None) -> datetime | None:
    if fitting is None:
        return wish.slot_at
    hours = [slot.slot_at for slot in fitting]
    planned = record.selected
    if wish.slot_at is not None:
        if wish.slot_at not in hours:
            raise NoSlot(f"the slot at {wish.slot_at.isoformat()} does not fit this box")
        return wish.slot_at
    if planned is not None and planned.kind is wish.kind and planned.slot_at in hours:
        return planned.slot_at
    if not hours:
        raise NoSlot("no slot is free between the discharge of this box and its pick-up")
    return next((slot.slot_at for slot in fitting if slot.is_free), hours[0])
