"""`/api/conformance`: a message judged before it is filed."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool

from quaywatch import conformance
from quaywatch.api.access import guard
from quaywatch.api.bodies import CONFORMANCE
from quaywatch.api.conformance_shapes import (
    JudgedShape,
    PlaceShape,
    ProblemShape,
    ReplyShape,
    VerdictShape,
)
from quaywatch.api.files import TAKES_FILE
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.schemas import Language
from quaywatch.api.services import Held
from quaywatch.cargo import Problem, Severity
from quaywatch.checks import source, text
from quaywatch.conformance import Located, Place, Verdict

router = APIRouter(prefix=CONFORMANCE, tags=["conformance"])

SHOWN = 500
_AROUND = 48
_LONGEST = 200
_REPLY_BYTES = 200_000


@router.post("", dependencies=guard(Permission.CONFORM), openapi_extra=TAKES_FILE)
async def judge(request: Request, held: Held, language: RequestLanguage) -> VerdictShape:
    """Say what would become of a message if it were filed now; nothing is filed or kept."""
    data = await request.body()
    node = held.node
    codes = node.description.code_lists
    verdict = await run_in_threadpool(
        conformance.judge, data, at=node.now(), language=language, codes=codes
    )
    return await run_in_threadpool(_shape, verdict, data, language)


def _shape(verdict: Verdict, data: bytes, language: Language) -> VerdictShape:
    told = [p.severity for p in verdict.problems] + [f.finding.severity for f in verdict.findings]
    return VerdictShape(
        acceptable=verdict.acceptable,
        formats=list(verdict.formats),
        size_bytes=len(data),
        consignments=verdict.consignments,
        movements=verdict.movements,
        calls=verdict.calls,
        quarantined=verdict.quarantined,
        errors=told.count(Severity.ERROR),
        warnings=told.count(Severity.WARNING),
        problems=[_problem(problem, data) for problem in verdict.problems[:SHOWN]],
        findings=[_judged(found, data, language) for found in verdict.findings[:SHOWN]],
        reply=verdict.reply
        and ReplyShape(
            format=verdict.reply.format,
            media_type=verdict.reply.media_type,
            text=_shown(verdict.reply.data[:_REPLY_BYTES]),
        ),
        shown=SHOWN,
    )


def _problem(problem: Problem, data: bytes) -> ProblemShape:
    return ProblemShape(
        code=problem.code,
        severity=problem.severity.value,
        message=problem.message,
        segment=problem.segment,
        place=None if problem.offset is None else _place(Place(problem.offset), data),
    )


def _judged(found: Located, data: bytes, language: Language) -> JudgedShape:
    return JudgedShape(
        reference=found.reference,
        code=found.finding.code,
        severity=found.finding.severity.value,
        text=text(found.finding, language),
        source=source(found.finding.code),
        places=[_place(place, data) for place in found.places],
    )


def _place(place: Place, data: bytes) -> PlaceShape:
    start, end = place.offset, place.offset + min(place.length, _LONGEST)
    return PlaceShape(
        offset=start,
        length=place.length,
        line=data.count(b"\n", 0, start) + 1,
        before=_shown(data[max(start - _AROUND, 0) : start]),
        at=_shown(data[start:end]),
        after=_shown(data[end : end + _AROUND]),
    )


def _shown(data: bytes) -> str:
    return data.decode("utf-8", "replace")
