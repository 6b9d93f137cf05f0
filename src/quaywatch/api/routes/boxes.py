"""`/api/boxes`: dossiers, and what an officer does with a box."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import dossiers
from quaywatch.api import otherwise as questions
from quaywatch.api.access import Reader
from quaywatch.api.doing import Correcting, Holding, Ordering, Recording
from quaywatch.api.language import RequestLanguage
from quaywatch.api.listing import asked
from quaywatch.api.otherwise_shapes import SelectionShape
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.schemas import (
    CorrectionRequest,
    Dossier,
    OrderRequest,
    OutcomeRequest,
    OutcomeShape,
    VersionRequest,
    WorkRow,
)
from quaywatch.api.services import Held
from quaywatch.cargo import (
    Concealment,
    ConcealmentPlace,
    InspectionKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
)
from quaywatch.node import Query, Wish

router = APIRouter(prefix="/api/boxes/{box_id}", tags=["boxes"])


@router.get("")
def read_dossier(
    box_id: str,
    reader: Reader,
    held: Held,
    language: RequestLanguage,
    query: Annotated[Query, Depends(asked)],
) -> Dossier:
    """Return everything known of a box; that it was looked at is written to the ledger."""
    view = held.node.dossier(box_id, reader.user.username, query)
    return dossiers.shape(view, language, held.node.rulebook, held.node.capacity.timezone)


@router.get("/otherwise")
def otherwise(box_id: str, reader: Reader, held: Held, language: RequestLanguage) -> SelectionShape:
    """Return what would bring a box below the day's line of selection, were it otherwise."""
    found = held.node.otherwise(box_id, reader.user.username)
    return questions.shape(found, language)


@router.post("/order")
def order(body: OrderRequest, doing: Ordering) -> WorkRow:
    """Order an inspection."""
    wish = Wish(
        kind=InspectionKind(body.kind),
        slot_at=body.slot_at,
        override=OverrideReason(body.override) if body.override else None,
        note=body.note,
    )
    doing.board.order(doing.box_id, wish, **doing.said(body))
    return doing.row()


@router.post("/hold")
def hold(body: VersionRequest, doing: Holding) -> WorkRow:
    """Take a box in hand."""
    doing.board.hold(doing.box_id, **doing.said(body))
    return doing.row()


@router.post("/release")
def release(body: VersionRequest, doing: Holding) -> WorkRow:
    """Give a box back; a supervisor may do so for another officer."""
    supervisor = allows(doing.session.user.role, Permission.RELEASE_ANY)
    doing.board.release(doing.box_id, supervisor=supervisor, **doing.said(body))
    return doing.row()


@router.post("/outcome")
def outcome(body: OutcomeRequest, doing: Recording) -> WorkRow:
    """Record what the ordered inspection showed."""
    doing.board.outcome(doing.box_id, _outcome(body.outcome), **doing.said(body))
    return doing.row()


@router.post("/correction")
def correct(body: CorrectionRequest, doing: Correcting) -> WorkRow:
    """Replace an outcome that another officer recorded."""
    found = _outcome(body.outcome)
    doing.board.correct(doing.box_id, found, reason=body.reason, **doing.said(body))
    return doing.row()


def _outcome(shape: OutcomeShape) -> Outcome:
    place = ConcealmentPlace(shape.place) if shape.place else None
    way = Concealment(shape.concealment) if shape.concealment else None
    return Outcome(
        result=OutcomeResult(shape.result),
        substance=shape.substance,
        mass_kg=shape.mass_kg,
        concealment=place.concealment if place is not None else way,
        place=place,
        seals_before=tuple(shape.seals_before),
        seals_after=tuple(shape.seals_after),
        photos=tuple(dict.fromkeys(shape.photos)),
        note=shape.note,
    )
