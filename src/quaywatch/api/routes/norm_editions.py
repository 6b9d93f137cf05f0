"""`/api/norms/catalogues`: the versions of the standard, and how one comes into force."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.access import guard, requires
from quaywatch.api.files import TAKES_FILE, gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.norms import telling
from quaywatch.api.norms.shapes import (
    NormChange,
    NormChanges,
    NormDecisionBody,
    NormEdition,
    NormEditions,
)
from quaywatch.api.norms.speaking import speaker
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.norms.catalogue import encoded

router = APIRouter(prefix="/api/norms/catalogues", tags=["norms"])

Coordinator = Annotated[OpenSession, Depends(requires(Permission.COORDINATE))]
Version = Annotated[str, Query(pattern=r"^[0-9a-f]{16}$")]
_READ = guard(Permission.NORMS)


@router.get("", dependencies=_READ)
def read_editions(held: Held) -> NormEditions:
    """Return which versions there are, and which is in force."""
    return _editions(held)


@router.post("", openapi_extra=TAKES_FILE)
async def propose(
    request: Request,
    coordinator: Coordinator,
    held: Held,
    *,
    revision: Annotated[int, Query(ge=0)],
    note: Annotated[str, Query(max_length=4000)] = "",
) -> NormEditions:
    """Ask another coordinator to put a version (the body: JSON) in force."""
    content = await request.body()
    propose_it = held.node.norms.editions.propose
    await run_in_threadpool(propose_it, content, note, speaker(coordinator), revision)
    return await run_in_threadpool(_editions, held)


@router.get("/changes", dependencies=_READ)
def read_changes(held: Held, language: RequestLanguage, old: Version, new: Version) -> NormChanges:
    """Return what one version changed of another, requirement by requirement."""
    editions = held.node.norms.editions
    before, after = editions.catalogue(old), editions.catalogue(new)

    def change(each_id: str, kind: str, fields: list[str]) -> NormChange:
        was, is_ = before.get(each_id), after.get(each_id)
        return NormChange.model_validate(
            {
                "id": each_id,
                "change": kind,
                "fields": fields,
                "old": None if was is None else telling.requirement(was, language),
                "new": None if is_ is None else telling.requirement(is_, language),
            }
        )

    found = editions.changes(old, new)
    return NormChanges(
        old=old,
        new=new,
        changes=[change(each.id, each.change.value, list(each.fields)) for each in found],
    )


@router.get(
    "/{version}",
    dependencies=_READ,
    response_class=Response,
    responses=gives_file("application/json"),
)
def read_catalogue(version: str, held: Held) -> Response:
    """Return a version as JSON: what a next one is made from."""
    content = encoded(held.node.norms.editions.catalogue(version))
    headers = {"Content-Disposition": f'attachment; filename="catalogue-{version}.json"'}
    return Response(content, media_type="application/json", headers=headers)


@router.post("/{version}/adopt")
def adopt(
    version: str, body: NormDecisionBody, coordinator: Coordinator, held: Held
) -> NormEditions:
    """Put a version in force that another coordinator proposed."""
    held.node.norms.editions.adopt(version, speaker(coordinator), body.revision)
    return _editions(held)


@router.post("/{version}/decline")
def decline(
    version: str, body: NormDecisionBody, coordinator: Coordinator, held: Held
) -> NormEditions:
    """Do not put a version in force, and say why."""
    held.node.norms.editions.decline(version, body.note, speaker(coordinator), body.revision)
    return _editions(held)


def _editions(held: Services) -> NormEditions:
    editions = held.node.norms.editions
    register = editions.register()
    return NormEditions(
        revision=register.revision,
        in_force=editions.catalogue().version,
        shipped=editions.shipped.version,
        editions=[
            NormEdition.model_validate(
                {
                    "version": each.version,
                    "stage": each.stage.value,
                    "by": telling.word(each.by),
                    "note": each.note,
                    "decided": telling.word(each.decided),
                    "decision": each.decision,
                }
            )
            for each in reversed(register.editions.values())
        ],
    )
