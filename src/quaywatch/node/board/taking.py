"""Which box an officer takes next."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, and_, case, or_, select

from quaywatch import inspections
from quaywatch.cargo import InspectionKind
from quaywatch.inspections import SLOT, SOON, Act, Record, Refusal, Refused, Status
from quaywatch.ledger import Event
from quaywatch.node import known, schema
from quaywatch.node.errors import NoSlot, NothingLeft
from quaywatch.node.instants import NEVER, stored
from quaywatch.node.orders import Wish, order_of
from quaywatch.node.planning import Planner

_AT_ONCE = 50


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an officer works; None stands for any."""

    terminal: str | None = None
    kind: InspectionKind | None = None


def take_next(
    connection: Connection, planner: Planner, place: Place, act: Act
) -> tuple[Record, Sequence[Event]]:
    """Return the best box that nobody has in hand, and the events by which it is taken.

    Earliest slot first, within it what must begin soon, then the highest risk. What the plan
    proposes is ordered and taken in one step. Whatever the actor saw, the box is taken as it
    stands.

    Raises:
        NothingLeft: nothing waits at this place.

    """
    for box_id in _waiting(connection, place, act.at):
        record = known.record(connection, box_id)
        try:
            return record, _taken(connection, planner, record, act)
        except NoSlot:
            continue
        except Refused as refused:
            if refused.code is not Refusal.DEADLINE_PASSED:
                raise
    raise NothingLeft("nothing waits here to be taken")


def _taken(connection: Connection, planner: Planner, record: Record, act: Act) -> Sequence[Event]:
    """Return the events; the last one bears the key of the request."""
    made: list[Event] = []
    if record.status is Status.OPEN:
        assert record.selected is not None  # noqa: S101 - only what was proposed waits unordered
        wish = Wish(kind=record.selected.kind)
        order = order_of(connection, planner, record, wish, act.at)
        first = msgspec.structs.replace(act, seen=record.version, sent=None)
        made.append(inspections.order(record, order, first))
        record = record.apply(made[-1])
    made.append(inspections.hold(record, msgspec.structs.replace(act, seen=record.version)))
    return made


def _waiting(connection: Connection, place: Place, now: datetime) -> Iterator[str]:
    table, box = schema.inspection.c, schema.box.c
    ahead = and_(table.slot_at != NEVER, table.slot_at > stored(now - SLOT))
    proposed = and_(table.ordered == 0, or_(ahead, table.follows == 1))
    soon = case((box.deadline_at <= stored(now + SLOT + SOON), 0), else_=1)
    query = (
        select(table.box_id)
        .join(schema.box, box.box_id == table.box_id)
        .where(
            schema.LISTED,
            table.result == "",
            table.held_by == "",
            or_(table.ordered == 1, proposed),
        )
        .order_by(table.slot_at, soon, box.probability.desc(), table.box_id)
    )
    if place.terminal is not None:
        query = query.where(table.terminal == place.terminal)
    if place.kind is not None:
        query = query.where(table.kind == place.kind.value)
    start = 0
    while names := list(connection.scalars(query.offset(start).limit(_AT_ONCE))):
        yield from names
        start += len(names)
