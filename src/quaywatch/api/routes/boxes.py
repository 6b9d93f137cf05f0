"""`/api/boxes`: dossiers, and what an officer does with a box."""

from typing import Annotated

from fastapi import APIRouter, Depends

from quaywatch.api import dossiers
from quaywatch.api import otherwise as questions
from quaywatch.api.access import Reader, requires
from quaywatch.api.language import RequestLanguage
from quaywatch.api.listing import asked, rows
from quaywatch.api.otherwise_shapes import SelectionShape
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.schemas import (
    CorrectionRequest,
    Dossier,
    Language,
    OrderRequest,
    OutcomeRequest,
    OutcomeShape,
    VersionRequest,
    WorkRow,
)
from quaywatch.api.sending import SentKey
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
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

Orderer = Annotated[OpenSession, Depends(requires(Permission.ORDER))]
Holder = Annotated[OpenSession, Depends(requires(Permission.HOLD))]
Recorder = Annotated[OpenSession, Depends(requires(Permission.OUTCOME))]
Corrector = Annotated[OpenSession, Depends(requires(Permission.CORRECT))]


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
def order(
    box_id: str,
    body: OrderRequest,
    orderer: Orderer,
    held: Held,
    language: RequestLanguage,
    sent: SentKey,
) -> WorkRow:
    """Order an inspection."""
    wish = Wish(
        kind=InspectionKind(body.kind),
        slot_at=body.slot_at,
        override=OverrideReason(body.override) if body.override else None,
        note=body.note,
    )
    held.node.board.order(box_id, wish, actor=orderer.user.username, seen=body.version, sent=sent)
    return _row(held, box_id, language)


@router.post("/hold")
def hold(
    box_id: str,
    body: VersionRequest,
    holder: Holder,
    held: Held,
    language: RequestLanguage,
    sent: SentKey,
) -> WorkRow:
    """Take a box in hand."""
    held.node.board.hold(box_id, actor=holder.user.username, seen=body.version, sent=sent)
    return _row(held, box_id, language)


@router.post("/release")
def release(
    box_id: str,
    body: VersionRequest,
    holder: Holder,
    held: Held,
    language: RequestLanguage,
    sent: SentKey,
) -> WorkRow:
    """Give a box back; a supervisor may do so for another officer."""
    supervisor = allows(holder.user.role, Permission.RELEASE_ANY)
    held.node.board.release(
        box_id, actor=holder.user.username, seen=body.version, supervisor=supervisor, sent=sent
    )
    return _row(held, box_id, language)


@router.post("/outcome")
def outcome(
    box_id: str,
    body: OutcomeRequest,
    recorder: Recorder,
    held: Held,
    language: RequestLanguage,
    sent: SentKey,
) -> WorkRow:
    """Record what the ordered inspection showed."""
    held.node.board.outcome(
        box_id, _outcome(body.outcome), actor=recorder.user.username, seen=body.version, sent=sent
    )
    return _row(held, box_id, language)


@router.post("/correction")
def correct(
    box_id: str,
    body: CorrectionRequest,
    corrector: Corrector,
    held: Held,
    language: RequestLanguage,
    sent: SentKey,
) -> WorkRow:
    """Replace an outcome that another officer recorded."""
    held.node.board.correct(
        box_id,
        _outcome(body.outcome),
        actor=corrector.user.username,
        seen=body.version,
        reason=body.reason,
        sent=sent,
    )
    return _row(held, box_id, language)


def _row(held: Services, box_id: str, language: Language) -> WorkRow:
    return rows(held.node.lines((box_id,)), language, held.node.rulebook)[0]


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
