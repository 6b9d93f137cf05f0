"""The board in the shapes of the border."""

from datetime import datetime
from typing import Any

from quaywatch.api import why
from quaywatch.api.accounts import Account
from quaywatch.api.board_shapes import (
    AlarmShape,
    BoardLineShape,
    BoardShape,
    ColleagueShape,
    CountedShape,
    DetentionShape,
    PhotoShape,
)
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.schemas import Language
from quaywatch.cargo import Order
from quaywatch.inspections import Detention
from quaywatch.node.board import BoardLine, BoardView, Overrides, Photo


def board(
    view: BoardView,
    accounts: list[Account],
    counted: Overrides,
    language: Language,
    timezone: str,
) -> BoardShape:
    """Return the board of a day, with those who work on it."""
    return BoardShape(
        day=view.day.isoformat(),
        as_of=view.as_of,
        terminals=list(view.terminals),
        lines=[line(one, language, timezone) for one in view.lines],
        colleagues=[
            ColleagueShape(username=one.username, display_name=one.display_name)
            for one in accounts
            if allows(one.role, Permission.HOLD)
        ],
        overrides=[
            CountedShape(kind=_any(c.kind), reason=c.reason, count=c.count, audits=c.audits)
            for c in counted.counted
        ],
    )


def line(one: BoardLine, language: Language, timezone: str) -> BoardLineShape:
    """Return one box on the board."""
    record, order = one.record, one.order
    slot_at: datetime | None = order.slot_at if order else None
    return BoardLineShape(
        box_id=one.box_id,
        version=record.version,
        state=one.state.value,
        equipment_number=one.equipment_number,
        size_type=one.size_type or None,
        terminal=one.terminal,
        kind=order.kind.value if order else None,
        basis=order.basis.value if order else None,
        follows=_follows(order),
        probability=one.probability,
        description=one.description,
        consignee=one.consignee or None,
        slot_at=slot_at,
        deadline_at=one.deadline_at,
        last_start=one.last_start,
        urgency=one.urgency.value if one.urgency else None,
        held_by=record.held_by,
        offered_to=record.offered_to,
        ordered_by=record.ordered_by,
        note=order.note if order else None,
        result=record.outcome.result.value if record.outcome else None,
        detention=detention(record.detention, alarmed=record.alarmed),
        why=why.brief(why.on_line(one), language, timezone),
    )


def _follows(order: Order | None) -> AlarmShape | None:
    alarm = order.follows if order else None
    if alarm is None:
        return None
    return AlarmShape(kind=alarm.kind.value, at=alarm.at, silent=alarm.silent)


def detention(standing: Detention | None, *, alarmed: bool) -> DetentionShape | None:
    """Return why a box may not leave the terminal; None when it may."""
    if standing is None:
        return None
    return DetentionShape(
        since=standing.since,
        by=standing.by,
        reason=standing.reason.value if standing.reason else None,
        lifting_by=standing.lifting_by,
        lifting=standing.lifting.value if standing.lifting else None,
        alarmed=alarmed,
    )


def photo(one: Photo) -> PhotoShape:
    """Return a picture, without its bytes."""
    return PhotoShape(
        digest=one.digest,
        media_type=one.media_type,
        size_bytes=one.size,
        taken_by=one.taken_by,
    )


def _any(value: str) -> Any:
    """Return a code of the node's own, which is one of the shape's."""
    return value
