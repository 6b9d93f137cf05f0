"""`/api/alliance/brought`: what authorities without a line bring, and what of it was refused."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.alliance.accords import Agreement, Topic
from quaywatch.api import brought
from quaywatch.api import brought_shapes as shapes
from quaywatch.api.access import requires
from quaywatch.api.errors import ApiError
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.node import NoAlliance

router = APIRouter(prefix="/api/alliance/brought", tags=["alliance"])

Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
Sharer = Annotated[OpenSession, Depends(requires(Permission.SHARE))]
Confirmer = Annotated[OpenSession, Depends(requires(Permission.CONFIRM_SHARING))]
_Number = Annotated[int, Path(ge=1, le=2**62)]
_Partner = Annotated[str, Query(pattern=r"^[a-z0-9][a-z0-9.-]{0,62}$")]


@router.get("")
def read_brought(held: Held, session: Ally) -> shapes.BroughtPage:
    """Return what waits for somebody: files, collections that are read, and what was refused."""
    return _page(held, session)


@router.post("/files")
async def put_file(
    request: Request,
    held: Held,
    session: Sharer,
    partner: _Partner,
    name: Annotated[str, Query(max_length=200)] = "",
) -> shapes.BroughtPreview:
    """Put an event of MISP (the body) forward as what an authority gave; another one takes it."""
    data = await request.body()
    return await run_in_threadpool(_put, held, session, partner, name, data)


@router.get("/files/{number}")
def read_file(number: _Number, held: Held, session: Sharer) -> shapes.BroughtPreview:
    """Return what taking a file would come to now; the look is on the ledger."""
    actor = session.user.username
    return brought.preview(held.node.allied.brought.files.look(number, actor=actor), actor)


@router.post("/files/{number}/take")
def take_file(number: _Number, held: Held, session: Confirmer) -> shapes.BroughtPreview:
    """Take in a file that another officer brought."""
    actor = session.user.username
    made = held.node.allied.brought.files.take(number, actor=actor)
    held.node.allied.follow()
    return brought.preview(made, actor)


@router.delete("/files/{number}")
def drop_file(number: _Number, held: Held, session: Sharer) -> shapes.BroughtPage:
    """Delete a file that is not to be taken."""
    held.node.allied.brought.files.drop(number, actor=session.user.username)
    return _page(held, session)


@router.post("/collections/{partner}")
def read_collection(partner: str, held: Held, session: Sharer) -> shapes.BroughtPage:
    """Read a partner's own collection on, at once."""
    held.node.allied.brought.polling.read(partner)
    held.node.allied.follow()
    return _page(held, session)


@router.get("/refused/{number}", response_class=Response)
def read_refused(number: _Number, held: Held, session: Confirmer) -> Response:
    """Return the bytes of something refused; the look is on the ledger."""
    data = held.node.allied.brought.refusals.opened(number, actor=session.user.username)
    said = {"Content-Disposition": f'attachment; filename="refused-{number}.bin"'}
    return Response(data, media_type="application/octet-stream", headers=said)


@router.delete("/refused/{number}")
def settle_refused(number: _Number, held: Held, session: Confirmer) -> shapes.BroughtPage:
    """Delete something refused that somebody has looked at."""
    held.node.allied.brought.refusals.settle(number, actor=session.user.username)
    return _page(held, session)


def _put(
    held: Services, session: OpenSession, partner: str, name: str, data: bytes
) -> shapes.BroughtPreview:
    actor = session.user.username
    try:
        made = held.node.allied.brought.files.put(partner, name, data, actor=actor)
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        raise ApiError(409, "alliance.files-full", str(error)) from error
    return brought.preview(made, actor)


def _page(held: Services, session: OpenSession) -> shapes.BroughtPage:
    allied, actor = held.node.allied, session.user.username
    agreements = [
        one.in_force
        for one in allied.accords.all(Topic.PARTNER)
        if isinstance(one.in_force, Agreement) and one.in_force.brings is not None
    ]
    last = {one.partner: one for one in allied.brought.polling.last()}
    try:
        waiting = allied.brought.refusals.waiting()
    except NoAlliance:
        waiting = []
    return shapes.BroughtPage(
        partners=[one.node for one in agreements],
        files=[brought.file(one, actor) for one in allied.brought.files.waiting()],
        polls=[
            brought.polled(one.node, one.brings.collection, last.get(one.node))
            for one in agreements
            if one.brings is not None and one.brings.collection
        ],
        refused=[brought.refused(one) for one in waiting],
    )
