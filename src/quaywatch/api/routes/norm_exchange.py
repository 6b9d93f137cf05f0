"""`/api/norms/…/export` and `/api/norms/received`: assessments on their way out and in."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.access import guard, requires
from quaywatch.api.files import TAKES_FILE, gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.norms import telling
from quaywatch.api.norms.shapes import NormOutline
from quaywatch.api.norms.speaking import speaker
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/norms", tags=["norms"])

Assessor = Annotated[OpenSession, Depends(requires(Permission.ASSESS))]
Coordinator = Annotated[OpenSession, Depends(requires(Permission.COORDINATE))]
Form = Literal["xlsx", "oscal", "package"]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES: dict[Form, tuple[str, str]] = {
    "xlsx": ("xlsx", _XLSX),
    "oscal": ("oscal.zip", "application/zip"),
    "package": ("signed.zip", "application/zip"),
}


@router.get(
    "/assessments/{name}/export",
    dependencies=guard(Permission.NORMS),
    response_class=Response,
    responses=gives_file(*(kind for _, kind in _FILES.values())),
)
def export(name: str, form: Form, held: Held, language: RequestLanguage) -> Response:
    """Return an assessment as a spreadsheet, as OSCAL documents, or signed for another node."""
    exchange = held.node.norms.exchange
    match form:
        case "xlsx":
            data = exchange.sheet(name, language)
        case "oscal":
            data = exchange.oscal(name)
        case "package":
            data = exchange.handover(name)
    ending, media_type = _FILES[form]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(data, media_type=media_type, headers=headers)


@router.post("/assessments/{name}/sheet", openapi_extra=TAKES_FILE)
async def fill_in(
    name: str,
    request: Request,
    assessor: Assessor,
    held: Held,
    version: Annotated[int, Query(ge=0)],
) -> NormOutline:
    """Take answers from a spreadsheet (the body) of an open assessment, as it was at `version`."""
    data = await request.body()
    fill = held.node.norms.exchange.fill_in
    made = await run_in_threadpool(fill, name, data, speaker(assessor), version)
    return await run_in_threadpool(_outline, held, made.id)


@router.post("/received", openapi_extra=TAKES_FILE)
async def receive(request: Request, coordinator: Coordinator, held: Held) -> NormOutline:
    """Take over an assessment (the body: what another node's export gave, signed by it)."""
    data = await request.body()
    made = await run_in_threadpool(held.node.norms.exchange.receive, data, speaker(coordinator))
    return await run_in_threadpool(_outline, held, made.id)


def _outline(held: Services, name: str) -> NormOutline:
    found = held.node.norms.standings.assessments()
    return telling.outline(next(each for each in found if each.assessment == name))
