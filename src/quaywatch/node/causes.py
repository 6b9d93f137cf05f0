"""What has happened since a day was frozen: what its plan may have to be made again for."""

import msgspec
from sqlalchemy import Connection, and_, func, or_, select

from quaywatch.alliance.accords import AccordEvent, Topic, stream
from quaywatch.cargo import Filing, OutcomeResult
from quaywatch.inspections import BoxEvent
from quaywatch.inspections import Fact as Done
from quaywatch.inspections.calendar import CalendarEvent
from quaywatch.inspections.drawing import ChangeKind
from quaywatch.ledger.schema import event
from quaywatch.node import coverage
from quaywatch.node import facts as kinds
from quaywatch.node.facts import Cause, Reported, Restored
from quaywatch.node.inspected import STREAM
from quaywatch.risk.life import ModelEvent
from quaywatch.rules.life import ProfileEvent

_KINDS: dict[str, ChangeKind] = {
    kinds.FILING: ChangeKind.FILING,
    kinds.OUTAGE: ChangeKind.OUTAGE,
    kinds.RESTORED: ChangeKind.RESTORED,
    BoxEvent.OUTCOME: ChangeKind.RESULT,
    BoxEvent.CORRECTED: ChangeKind.RESULT,
    BoxEvent.ORDERED: ChangeKind.ORDERS,
    BoxEvent.DELAYED: ChangeKind.ORDERS,
    BoxEvent.CANCELLED: ChangeKind.ORDERS,
    kinds.DESCRIBED: ChangeKind.RULES,
    **dict.fromkeys((*ProfileEvent, *ModelEvent, *CalendarEvent), ChangeKind.RULES),
}
_SETTLED = [AccordEvent.CONFIRMED, AccordEvent.SUSPENDED, AccordEvent.ENDED]
"""What changes which coverage and which orders of audits are in force."""
_ASKS = or_(
    event.c.stream == coverage.STREAM,
    event.c.stream.startswith(stream(Topic.AUDIT, ""), autoescape=True),
)
_CALENDAR = [kinds.DESCRIBED, *(str(kind) for kind in CalendarEvent)]
_OUTCOMES = (BoxEvent.OUTCOME.value, BoxEvent.CORRECTED.value)
_RANKS = list(ChangeKind)


def cause_since(connection: Connection, position: int) -> tuple[ChangeKind, int] | None:
    """Return the gravest change after a position of the ledger: its kind, and where it stands."""
    found: dict[ChangeKind, int] = {}
    table = event.c
    query = (
        select(table.kind, func.min(table.position).label("first"))
        .where(
            or_(
                table.kind.in_([str(kind) for kind in _KINDS]),
                and_(table.kind.in_(_SETTLED), _ASKS),
            ),
            table.position > position,
        )
        .group_by(table.kind)
    )
    for row in connection.execute(query):
        change = _KINDS.get(row.kind, ChangeKind.RULES)
        found[change] = min(row.first, found.get(change, row.first))
    find = _first_find(connection, position) if ChangeKind.RESULT in found else None
    if find is not None:
        found[ChangeKind.FIND] = find
    return min(found.items(), key=lambda each: _RANKS.index(each[0]), default=None)


def calendar_changed(connection: Connection, position: int) -> bool:
    """Say whether the calendar may be another one than at a position of the ledger."""
    table = event.c
    query = select(table.position).where(table.kind.in_(_CALENDAR), table.position > position)
    return connection.scalar(query.limit(1)) is not None


def cause_at(connection: Connection, change: ChangeKind, position: int) -> Cause:
    """Return a change as the plan tells of it."""
    table = event.c
    query = select(table.kind, table.payload, table.stream, table.known_at)
    kind, payload, stream, at = connection.execute(query.where(table.position == position)).one()
    return Cause(change=change, what=_what(kind, payload, stream or ""), position=position, at=at)


def _first_find(connection: Connection, position: int) -> int | None:
    table = event.c
    query = select(table.position, table.payload).where(
        table.kind.in_(_OUTCOMES), table.position > position
    )
    for at, payload in connection.execute(query.order_by(table.position)):
        outcome = msgspec.json.decode(payload, type=Done).outcome
        if outcome is not None and outcome.result is OutcomeResult.FOUND:
            return at
    return None


def _what(kind: str, payload: bytes, stream: str) -> str:
    match kind:
        case kinds.FILING:
            return msgspec.json.decode(payload, type=Filing).header.reference or ""
        case kinds.OUTAGE:
            return msgspec.json.decode(payload, type=Reported).outage.resource
        case kinds.RESTORED:
            return msgspec.json.decode(payload, type=Restored).resource
        case _:
            return stream.removeprefix(STREAM)
