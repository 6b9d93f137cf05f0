"""The next look after an alarm: asked for at once, in the next hour that nobody has been promised.

It is certain: its slot is kept for it, no plan chooses the box anew, and where no hour is left it
gets the first one of the next days, before a plan gives any away.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, or_, select

from quaywatch import inspections
from quaywatch.cargo import Alarm, InspectionKind, Order
from quaywatch.cargo.identifiers import size_type
from quaywatch.inspections import Act, Capacity, Record
from quaywatch.inspections.following import next_steps
from quaywatch.inspections.treatments import Steps
from quaywatch.inspections.updating import speaks_up
from quaywatch.ledger import Event
from quaywatch.node import known, looked, schema
from quaywatch.node.drafts import Draft
from quaywatch.node.instants import NEVER, restored, stored
from quaywatch.node.planning import PLANNER
from quaywatch.node.slots import Slot, slots

_BOXES = select(
    schema.box.c.terminal, schema.box.c.size_type, schema.box.c.available_at, schema.box.c.prior
)


def asked_for(
    connection: Connection, capacity: Capacity, before: Record, event: Event
) -> Sequence[Event]:
    """Return an outcome, and what it asks for if it is an alarm that was none before."""
    after = before.apply(event)
    if inspections.calls(before) or not inspections.calls(after):
        return [event]
    act = Act(actor=PLANNER, at=event.known_at, seen=after.version)
    return [event, inspections.follow(after, _next(connection, capacity, after, act.at), act)]


def carried(connection: Connection, capacity: Capacity, now: datetime) -> list[Draft]:
    """Give what waits without an hour, or whose hour has passed, the first one that is free."""
    table = schema.inspection.c
    late = and_(table.follows == 1, or_(table.slot_at == NEVER, table.slot_at < stored(now)))
    query = select(table.box_id).where(late).order_by(table.slot_at, table.box_id)
    names = list(connection.scalars(query))
    records = known.records(connection, names)
    hours, made = slots(connection, capacity, now), list[Draft]()
    for box_id in names:
        record = records[box_id]
        order = record.selected
        assert order is not None  # noqa: S101 - it follows an alarm
        place = capacity.place(order.terminal, order.kind)
        slot = _first_free(hours, place, order.kind, _box(connection, box_id), now)
        if slot is None:
            continue
        hours[hours.index(slot)] = msgspec.structs.replace(slot, taken=slot.taken + 1)
        moved = msgspec.structs.replace(order, slot_at=slot.slot_at)
        act = Act(actor=PLANNER, at=now, seen=record.version)
        made.append(Draft(event=inspections.follow(record, moved, act)))
    return made


def _is_silent(record: Record, order: Order) -> bool:
    return record.outcome is not None and not speaks_up(order.kind, record.outcome)


def _next(connection: Connection, capacity: Capacity, record: Record, now: datetime) -> Order:
    """Return the look that follows an alarm, chosen as the first look was."""
    order, box = record.order, _box(connection, record.box_id)
    assert order is not None  # noqa: S101 - it spoke up
    belief = looked.belief(record, box.prior, box.size_type)
    reefer = size_type.parse(box.size_type).is_reefer
    ways = next_steps(looked.declared(), order, belief, reefer=reefer)
    terminal = box.terminal or order.terminal
    hours = slots(connection, capacity, now)
    kind, *then = _possible(ways, hours, capacity, terminal)
    place = capacity.place(terminal, kind)
    slot = _first_free(hours, place, kind, box, now)
    return msgspec.structs.replace(
        order,
        kind=kind,
        terminal=terminal,
        slot_at=None if slot is None else slot.slot_at,
        override=None,
        note=None,
        then=tuple(then),
        follows=Alarm(kind=order.kind, at=now, silent=_is_silent(record, order)),
    )


def _possible(
    ways: Sequence[Steps], hours: Sequence[Slot], capacity: Capacity, terminal: str
) -> Steps:
    """Return the best way that the port has anything for; where it has nothing, the best."""
    offered = {(slot.terminal, slot.kind) for slot in hours}
    for way in ways:
        if (capacity.place(terminal, way[0]), way[0]) in offered:
            return way
    return ways[0]


def _first_free(
    hours: Sequence[Slot],
    place: str,
    kind: InspectionKind,
    box: Row[*tuple[Any, ...]],
    now: datetime,
) -> Slot | None:
    """Return the first slot that begins from now on, and not before the box is ashore."""
    ashore = restored(box.available_at)
    since = now if ashore is None else max(now, ashore)
    for slot in hours:
        if (slot.terminal, slot.kind) == (place, kind) and slot.slot_at >= since and slot.is_free:
            return slot
    return None


def _box(connection: Connection, box_id: str) -> Row[*tuple[Any, ...]]:
    return connection.execute(_BOXES.where(schema.box.c.box_id == box_id)).one()
