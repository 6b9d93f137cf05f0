"""`/api/boxes/{box_id}`: handing over, putting off, leaving out, keeping and letting go."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.api import board as shapes
from quaywatch.api import dossiers
from quaywatch.api.access import Reader, guard, requires
from quaywatch.api.board_shapes import (
    BoardLineShape,
    DelayRequest,
    DetainRequest,
    LiftingRequest,
    OfferRequest,
    PhotoShape,
    SkipRequest,
    TaskShape,
)
from quaywatch.api.doing import Holding, Ordering
from quaywatch.api.errors import ApiError
from quaywatch.api.files import ANY_KIND, TAKES_FILE, gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.schemas import VersionRequest
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession
from quaywatch.api.sheet import pdf, sheet
from quaywatch.inspections import DelayReason, DetentionReason, LiftingReason, SkipReason

router = APIRouter(prefix="/api/boxes/{box_id}", tags=["board"])

Recorder = Annotated[OpenSession, Depends(requires(Permission.OUTCOME))]


@router.get("/task")
def read_task(box_id: str, reader: Reader, held: Held, language: RequestLanguage) -> TaskShape:
    """Return one inspection for whoever does it; the look is written to the ledger."""
    node = held.node
    view = node.dossier(box_id, reader.user.username)
    found = node.board.line(box_id)
    if found is None:
        raise ApiError(404, "not-found", "Nothing was ever planned or done with this box.")
    boxes = view.dossier.consignment.equipment
    return TaskShape(
        line=shapes.line(found, language, node.capacity.timezone),
        photos=[shapes.photo(one) for one in held.node.board.photos(box_id)],
        seals=[
            seal.number
            for box in boxes
            if box.number == view.dossier.equipment_number
            for seal in box.seals
        ],
        outcome=dossiers.outcome_shape(view.dossier.record.outcome),
        why=dossiers.why_shape(view.dossier, language, node.rulebook, node.capacity.timezone),
    )


@router.get("/sheet", response_class=Response, responses=gives_file("application/pdf"))
def read_sheet(box_id: str, reader: Reader, held: Held, language: RequestLanguage) -> Response:
    """Return the order to print (PDF); the look is written to the ledger."""
    node = held.node
    found = node.board.line(box_id)
    if found is None:
        raise ApiError(404, "not-found", "Nothing was ever planned or done with this box.")
    made = sheet(
        found,
        node.dossier(box_id, reader.user.username).dossier,
        node.board.finds(),
        node=node.description,
        timezone=node.capacity.timezone,
        language=language,
        rulebook=node.rulebook,
    )
    return Response(pdf(made), media_type="application/pdf")


@router.post("/offer")
def offer(body: OfferRequest, doing: Holding) -> BoardLineShape:
    """Ask a colleague to take a box over."""
    colleague = doing.held.accounts.find(body.to)
    if colleague is None or not allows(colleague.role, Permission.HOLD):
        raise ApiError(422, "box.unknown-colleague", f"Nobody named {body.to!r} can take a box.")
    doing.board.offer(doing.box_id, colleague.username, **doing.said(body))
    return doing.line()


@router.post("/accept")
def accept(body: VersionRequest, doing: Holding) -> BoardLineShape:
    """Take over what a colleague offers."""
    doing.board.accept(doing.box_id, **doing.said(body))
    return doing.line()


@router.post("/decline")
def decline(body: VersionRequest, doing: Holding) -> BoardLineShape:
    """Leave with a colleague what is offered."""
    doing.board.decline(doing.box_id, **doing.said(body))
    return doing.line()


@router.post("/delay")
def delay(body: DelayRequest, doing: Ordering) -> BoardLineShape:
    """Move an ordered inspection to another free slot."""
    doing.board.delay(doing.box_id, body.slot_at, DelayReason(body.reason), **doing.said(body))
    return doing.line()


@router.post("/skip")
def skip(body: SkipRequest, doing: Ordering) -> BoardLineShape:
    """Leave out what the plan picked, or take an order back."""
    reason, said = SkipReason(body.reason), doing.said(body)
    doing.board.skip(doing.box_id, reason, knowing=body.knowing, note=body.note, **said)
    return doing.line()


@router.post("/detain")
def detain(body: DetainRequest, doing: Ordering) -> BoardLineShape:
    """Keep a box at the terminal without an order."""
    reason = DetentionReason(body.reason)
    doing.board.detain(doing.box_id, reason, note=body.note, **doing.said(body))
    return doing.line()


@router.post("/lifting")
def propose_letting_go(body: LiftingRequest, doing: Ordering) -> BoardLineShape:
    """Propose to let a box go that is kept at the terminal."""
    reason = LiftingReason(body.reason)
    doing.board.propose_letting_go(doing.box_id, reason, note=body.note, **doing.said(body))
    return doing.line()


@router.post("/lift")
def let_go(body: VersionRequest, doing: Ordering) -> BoardLineShape:
    """Let a box go that another person proposes to let go."""
    doing.board.let_go(doing.box_id, **doing.said(body))
    return doing.line()


@router.get("/photos", dependencies=guard(Permission.READ))
def read_photos(box_id: str, held: Held) -> list[PhotoShape]:
    """Return which pictures of a box there are."""
    return [shapes.photo(one) for one in held.node.board.photos(box_id)]


@router.post("/photos", openapi_extra=TAKES_FILE)
async def keep_photo(box_id: str, request: Request, recorder: Recorder, held: Held) -> PhotoShape:
    """Keep a picture (the body: JPEG, PNG or WebP); sent again it is kept once."""
    data = await request.body()
    kept = await run_in_threadpool(
        held.node.board.keep_photo, box_id, data, actor=recorder.user.username
    )
    return shapes.photo(kept)


@router.get("/photos/{digest}", response_class=Response, responses=gives_file(ANY_KIND))
def read_photo(box_id: str, digest: str, reader: Reader, held: Held) -> Response:
    """Return a picture; that it was looked at is written to the ledger."""
    found, data = held.node.board.photo(box_id, digest, actor=reader.user.username)
    headers = {"Content-Disposition": "inline", "Cache-Control": "no-store"}
    return Response(data, media_type=found.media_type, headers=headers)
