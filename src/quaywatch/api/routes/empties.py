"""`/api/empties`: a port's own reference of empty containers, settled by two people."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.access import Reader, requires
from quaywatch.api.empties_shapes import (
    EmptiesPage,
    EmptiesReference,
    EmptiesRefusal,
    EmptiesStep,
)
from quaywatch.api.files import TAKES_FILE
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.ledger.acts import same_person
from quaywatch.scans.emptiness.life import Life, Proposal

router = APIRouter(prefix="/api/empties", tags=["scans"])

Trainer = Annotated[OpenSession, Depends(requires(Permission.TRAIN_MODELS))]
Approver = Annotated[OpenSession, Depends(requires(Permission.APPROVE_MODELS))]


@router.get("")
def read_empties(reader: Reader, held: Held) -> EmptiesPage:
    """Return what containers declared empty are held against, and what is proposed."""
    return _page(held, reader)


@router.post("", openapi_extra=TAKES_FILE)
async def propose_empties(
    request: Request, trainer: Trainer, held: Held, version: Annotated[int, Query(ge=0)]
) -> EmptiesPage:
    """Propose a reference (the body: a file that `quaywatch empties` wrote)."""
    data, actor = await request.body(), trainer.user.username
    propose = held.node.empties.propose
    await run_in_threadpool(propose, data, actor=actor, seen=version)
    return _page(held, trainer)


@router.post("/shipped")
def propose_shipped_empties(body: EmptiesStep, trainer: Trainer, held: Held) -> EmptiesPage:
    """Propose that the reference that ships holds again."""
    held.node.empties.propose_shipped(actor=trainer.user.username, seen=body.version)
    return _page(held, trainer)


@router.post("/confirm")
def confirm_empties(body: EmptiesStep, approver: Approver, held: Held) -> EmptiesPage:
    """Put in force what another person proposed."""
    held.node.empties.confirm(actor=approver.user.username, seen=body.version)
    return _page(held, approver)


@router.post("/decline")
def decline_empties(body: EmptiesRefusal, approver: Approver, held: Held) -> EmptiesPage:
    """Leave what is in force, and say why."""
    actor = approver.user.username
    held.node.empties.decline(body.reason, actor=actor, seen=body.version)
    return _page(held, approver)


def _page(held: Services, reader: OpenSession) -> EmptiesPage:
    life = held.node.empties.life
    return EmptiesPage(
        version=life.version,
        in_force=_reference(life.in_force),
        confirmed_by=life.confirmed_by,
        since=life.since,
        proposed=_reference(life.proposed),
        next=_next(life, reader),
    )


def _next(life: Life, reader: OpenSession) -> list[Literal["propose", "confirm", "decline"]]:
    user = reader.user
    if allows(user.role, Permission.TRAIN_MODELS):
        return ["propose"]
    if life.proposed is None or not allows(user.role, Permission.APPROVE_MODELS):
        return []
    own = same_person(life.proposed.by, user.username)
    return ["decline"] if own else ["confirm", "decline"]


def _reference(one: Proposal | None) -> EmptiesReference | None:
    if one is None:
        return None
    said = one.reference
    return EmptiesReference(
        digest=said.digest, kinds=list(said.kinds), note=said.note, by=one.by, at=one.at
    )
