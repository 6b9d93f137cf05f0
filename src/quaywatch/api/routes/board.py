"""`/api/board`: the officers' day."""

from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query

from quaywatch.api import board as shapes
from quaywatch.api import reasons
from quaywatch.api.access import guard, requires
from quaywatch.api.board_shapes import BoardLineShape, BoardShape, Kind, NextRequest, ReasonsShape
from quaywatch.api.doing import line_of
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.sending import SentKey
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.cargo import InspectionKind
from quaywatch.node.board import Place

router = APIRouter(prefix="/api/board", tags=["board"])

Taker = Annotated[OpenSession, Depends(requires(Permission.ORDER))]


@router.get("", dependencies=guard(Permission.READ))
def read_board(
    held: Held,
    language: RequestLanguage,
    terminal: Annotated[str, Query(max_length=80)] = "",
    kind: Kind | None = None,
    day: date | None = None,
) -> BoardShape:
    """Return a local day's inspections (today's), of all terminals and kinds or of one."""
    node, chosen = held.node, day or held.node.today()
    place = Place(terminal=terminal or None, kind=InspectionKind(kind) if kind else None)
    since = datetime(chosen.year, chosen.month, chosen.day, tzinfo=ZoneInfo(node.capacity.timezone))
    return shapes.board(
        node.board.view(place, chosen),
        held.accounts.all(),
        node.board.overrides(since),
        language,
        node.capacity.timezone,
    )


@router.get("/reasons", dependencies=guard(Permission.READ))
def read_reasons(language: RequestLanguage) -> ReasonsShape:
    """Return the coded reasons and places that officers choose from, in words."""
    return ReasonsShape(**reasons.labels(language))


@router.post("/next")
def take_next(
    body: NextRequest, taker: Taker, held: Held, language: RequestLanguage, sent: SentKey
) -> BoardLineShape:
    """Take the best box at a terminal that nobody has in hand: no two people get the same."""
    place = Place(
        terminal=body.terminal or None, kind=InspectionKind(body.kind) if body.kind else None
    )
    record = held.node.board.take_next(place, actor=taker.user.username, sent=sent)
    return line_of(held, record.box_id, language)
