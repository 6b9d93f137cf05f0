"""`/api/norms/assessments`: planned, answered, shown, confirmed, verified, disputed, closed."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from quaywatch.api.access import requires
from quaywatch.api.errors import ApiError
from quaywatch.api.files import ANY_KIND, TAKES_FILE, gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.norms import telling
from quaywatch.api.norms.shapes import (
    NormAnswerBody,
    NormAssessment,
    NormEvidence,
    NormObjectionBody,
    NormPlanBody,
    NormSettlingBody,
    NormShownBody,
    NormStepBody,
    NormVersionBody,
)
from quaywatch.api.norms.speaking import speaker
from quaywatch.api.permissions import Permission, Role
from quaywatch.api.schemas import Language
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.node.norms import Shown, UnknownAssessment, Wish
from quaywatch.norms import EvidenceKind, Level
from quaywatch.norms.answer import Answer, Applies, Maturity
from quaywatch.norms.evidence import Figure
from quaywatch.norms.life import Assessment

router = APIRouter(prefix="/api/norms/assessments", tags=["norms"])

Reader = Annotated[OpenSession, Depends(requires(Permission.NORMS))]
Planner = Annotated[OpenSession, Depends(requires(Permission.PLAN_ASSESSMENTS))]
Assessor = Annotated[OpenSession, Depends(requires(Permission.ASSESS))]
Coordinator = Annotated[OpenSession, Depends(requires(Permission.COORDINATE))]


@router.post("")
def plan(
    body: NormPlanBody, planner: Planner, held: Held, language: RequestLanguage
) -> NormAssessment:
    """Plan an assessment: an assessor that of the own port, a coordinator that of any."""
    acting = speaker(planner)
    if planner.user.role is Role.ASSESSOR and acting.port != body.port:
        raise ApiError(403, "assessment.other-port", f"You speak for {acting.port}.")
    if body.until_on < body.from_on:
        raise ApiError(422, "request.invalid", "until_on: it ends before it begins")
    wish = Wish(
        port=body.port,
        level=Level(body.level),
        assessors=tuple(body.assessors),
        from_on=body.from_on,
        until_on=body.until_on,
    )
    return _form(held.node.norms.desk.plan(wish, acting), planner, held, language)


@router.get("/{name}")
def read(name: str, reader: Reader, held: Held, language: RequestLanguage) -> NormAssessment:
    """Return the form with all that was said in it."""
    return _form(held.node.norms.desk.read(name), reader, held, language)


@router.post("/{name}/answers")
def answer(
    name: str, body: NormAnswerBody, assessor: Assessor, held: Held, language: RequestLanguage
) -> NormAssessment:
    """Answer one requirement; who comes too late is refused with `assessment.stale-version`."""
    made = held.node.norms.desk.answer(name, _answer(body), speaker(assessor), body.version)
    return _form(made, assessor, held, language)


@router.post("/{name}/evidence")
def show(name: str, body: NormShownBody, assessor: Assessor, held: Held) -> NormEvidence:
    """Add a figure or something seen to rest on."""
    shown = Shown(
        kind=EvidenceKind(body.kind),
        observed_on=body.observed_on,
        valid_until=body.valid_until,
        note=body.note,
        figure=None if body.figure is None else Figure(**body.figure.model_dump()),
    )
    try:
        return telling.evidence(held.node.norms.desk.add(name, shown, speaker(assessor)))
    except ValueError as error:
        raise ApiError(422, "evidence.invalid", str(error)) from error


@router.post("/{name}/documents", openapi_extra=TAKES_FILE)
async def bring(
    name: str,
    request: Request,
    assessor: Assessor,
    held: Held,
    *,
    file: Annotated[str, Query(min_length=1, max_length=200)],
    observed_on: date,
    valid_until: date,
    note: Annotated[str, Query(max_length=4000)] = "",
) -> NormEvidence:
    """Add a document (the body) to rest on; what is none goes to quarantine with the reason."""
    data = await request.body()
    shown = Shown(
        kind=EvidenceKind.DOCUMENT,
        observed_on=observed_on,
        valid_until=valid_until,
        note=note,
        name=file,
    )
    try:
        kept = await run_in_threadpool(
            held.node.norms.desk.add, name, shown, speaker(assessor), data
        )
    except ValueError as error:
        code = getattr(error, "code", "evidence.invalid")
        raise ApiError(422, str(code), str(error)) from error
    return telling.evidence(kept)


@router.get("/{name}/documents/{evidence}", response_class=Response, responses=gives_file(ANY_KIND))
def read_document(name: str, evidence: str, reader: Reader, held: Held) -> Response:
    """Return a document as it was brought; the look is written to the ledger before."""
    desk = held.node.norms.desk
    found, media_type, data = desk.document(name, evidence, reader.user.username)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in found.name)
    headers = {
        "Content-Disposition": f'attachment; filename="{plain}"',
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=media_type, headers=headers)


@router.post("/{name}/confirm")
def confirm(
    name: str, body: NormStepBody, assessor: Assessor, held: Held, language: RequestLanguage
) -> NormAssessment:
    """Stand by a colleague's answer."""
    desk = held.node.norms.desk
    made = desk.confirm(name, body.requirement, speaker(assessor), body.version)
    return _form(made, assessor, held, language)


@router.post("/{name}/verify")
def verify(
    name: str, body: NormStepBody, assessor: Assessor, held: Held, language: RequestLanguage
) -> NormAssessment:
    """Say, as a peer of another port, that it is so."""
    desk = held.node.norms.desk
    made = desk.verify(name, body.requirement, body.note, speaker(assessor), body.version)
    return _form(made, assessor, held, language)


@router.post("/{name}/dispute")
def dispute(
    name: str, body: NormObjectionBody, reader: Reader, held: Held, language: RequestLanguage
) -> NormAssessment:
    """Object to an answer, and say why."""
    desk = held.node.norms.desk
    made = desk.dispute(name, body.requirement, body.note, speaker(reader), body.version)
    return _form(made, reader, held, language)


@router.post("/{name}/settle")
def settle(
    name: str,
    body: NormSettlingBody,
    coordinator: Coordinator,
    held: Held,
    language: RequestLanguage,
) -> NormAssessment:
    """Decide an objection, as somebody who had no part in it."""
    made = held.node.norms.desk.settle(
        name, body.requirement, body.note, speaker(coordinator), body.version, upheld=body.upheld
    )
    return _form(made, coordinator, held, language)


@router.post("/{name}/close")
def close(
    name: str, body: NormVersionBody, assessor: Assessor, held: Held, language: RequestLanguage
) -> NormAssessment:
    """Close an assessment, as somebody of the port who answered nothing in it."""
    made = held.node.norms.desk.close(name, speaker(assessor), body.version)
    return _form(made, assessor, held, language)


def _form(
    made: Assessment, session: OpenSession, held: Services, language: Language
) -> NormAssessment:
    norms, plan = held.node.norms, made.plan
    assert plan is not None  # noqa: S101 - from the first event on there is one
    try:
        known = norms.standings.port(plan.port, held.node.today())[0].places
    except UnknownAssessment:
        known = ()
    catalogue = norms.editions.catalogue(plan.catalogue)
    return telling.assessment(made, catalogue, known, speaker(session).port, language)


def _answer(body: NormAnswerBody) -> Answer:
    try:
        said = Applies(body.said) if isinstance(body.said, str) else Maturity(body.said)
        return Answer(
            requirement=body.requirement,
            said=said,
            evidence=tuple(body.evidence),
            note=body.note,
            gap_owner=body.gap_owner,
            gap_until=body.gap_until,
            gap_eur=body.gap_eur,
        )
    except ValueError as error:
        raise ApiError(422, "assessment.invalid", str(error)) from error
