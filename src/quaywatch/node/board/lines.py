"""The board: a terminal's inspections of a day, hour by hour."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from quaywatch.cargo import InspectionKind, Order
from quaywatch.inspections import Record, Status, Urgency, last_start, urgency
from quaywatch.inspections.why import Why
from quaywatch.node import schema
from quaywatch.node.among import AnyRow
from quaywatch.node.board.taking import Place
from quaywatch.node.inspected import asked_of
from quaywatch.node.instants import NEVER, restored, stored

_LARGEST = 1000
_RECORDS = msgspec.json.Decoder(Record)


class LineState(StrEnum):
    """Where an inspection stands on the board."""

    PLANNED = "planned"
    """The plan proposes it; nobody has ordered it."""
    ORDERED = "ordered"
    HELD = "held"
    """An officer has it in hand."""
    DONE = "done"
    DETAINED = "detained"
    """No inspection is asked for, and the box may not leave yet."""


class BoardLine(msgspec.Struct, frozen=True, kw_only=True):
    """One box on the board."""

    box_id: str
    state: LineState
    order: Order | None
    """What is ordered or proposed."""
    record: Record
    equipment_number: str
    size_type: str
    terminal: str
    probability: float
    description: str
    consignee: str
    deadline_at: datetime | None
    """Planned pick-up as last reported."""
    last_start: datetime | None
    """Cut-off: an inspection begun later would end after the pick-up."""
    urgency: Urgency | None
    why: Why | None = None
    """Why the last plan that picked it did so."""


class BoardView(msgspec.Struct, frozen=True, kw_only=True):
    """A day's inspections; what was ordered for earlier and is not done stands among them."""

    day: date
    as_of: datetime
    terminals: tuple[str, ...]
    """Terminals at which anything is to be done."""
    lines: tuple[BoardLine, ...]
    """By terminal, hour and risk."""


def board(
    connection: Connection, place: Place, day: date, timezone: str, now: datetime
) -> BoardView:
    """Return the board of a local day, of one terminal and kind or of all."""
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(timezone))
    rows = _rows(connection, _shown(stored(start), stored(start + timedelta(days=1))))
    lines = [_line(row, now) for row in rows]
    return BoardView(
        day=day,
        as_of=now,
        terminals=tuple(sorted({line.terminal for line in lines})),
        lines=tuple(line for line in lines if _at(line, place)),
    )


def line(connection: Connection, box_id: str, now: datetime) -> BoardLine | None:
    """Return one box as the board shows it; None when nothing was ever done with it."""
    rows = _rows(connection, schema.inspection.c.box_id == box_id, listed=False)
    return _line(rows[0], now) if rows else None


def _shown(start: int, end: int) -> ColumnElement[bool]:
    """Return which inspections a day shows: its own, what is left of earlier ones, what is kept."""
    table = schema.inspection.c
    return or_(
        and_(table.slot_at >= start, table.slot_at < end),
        and_(
            table.ordered == 1, table.result == "", or_(table.slot_at < end, table.slot_at == NEVER)
        ),
        and_(table.result != "", table.done_at >= start, table.done_at < end),
        table.detained == 1,
    )


def _rows(
    connection: Connection, condition: ColumnElement[bool], *, listed: bool = True
) -> Sequence[AnyRow]:
    table, box = schema.inspection.c, schema.box.c
    query = (
        select(
            table.box_id,
            table.record,
            box.equipment_number,
            box.size_type,
            box.terminal,
            box.probability,
            box.description,
            box.consignee,
            box.deadline_at,
        )
        .join(schema.box, box.box_id == table.box_id)
        .where(condition, *([schema.LISTED] if listed else []))
        .order_by(box.terminal, table.slot_at, box.probability.desc(), table.box_id)
    )
    return connection.execute(query.limit(_LARGEST)).all()


def _line(row: AnyRow, now: datetime) -> BoardLine:
    record = _RECORDS.decode(row.record)
    asked = asked_of(record)
    deadline = restored(row.deadline_at)
    current = None if asked is None else msgspec.structs.replace(asked, deadline_at=deadline)
    open_still = current is not None and record.outcome is None
    return BoardLine(
        box_id=row.box_id,
        state=_state(record, asked),
        order=current,
        record=msgspec.structs.replace(record, history=()),
        equipment_number=row.equipment_number,
        size_type=row.size_type,
        terminal=row.terminal,
        probability=row.probability,
        description=row.description,
        consignee=row.consignee,
        deadline_at=deadline,
        last_start=None if current is None else last_start(current),
        urgency=urgency(current, now) if current is not None and open_still else None,
        why=record.why,
    )


def _state(record: Record, asked: Order | None) -> LineState:
    match record.status:
        case Status.DONE:
            return LineState.DETAINED if record.detention is not None else LineState.DONE
        case Status.HELD:
            return LineState.HELD
        case Status.ORDERED:
            return LineState.ORDERED
        case Status.OPEN:
            return LineState.DETAINED if asked is None else LineState.PLANNED


def _at(line: BoardLine, place: Place) -> bool:
    kind: InspectionKind | None = None if line.order is None else line.order.kind
    at_terminal = place.terminal is None or line.terminal == place.terminal
    return at_terminal and (place.kind is None or kind is None or kind is place.kind)
