"""`/api/scorecards` for customs, `/api/portal` for a filer's own staff."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import HTMLResponse

from quaywatch.api import scorecards
from quaywatch.api.access import guard, requires
from quaywatch.api.errors import ApiError
from quaywatch.api.files import gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.schemas import Language
from quaywatch.api.scorecard_shapes import ReportShape, ScorecardPage
from quaywatch.api.services import Held, Services
from quaywatch.api.sessions import OpenSession
from quaywatch.letters import html, pdf
from quaywatch.node import last_sunday
from quaywatch.scorecards import Period, Report, SubjectKind, export
from quaywatch.scorecards.letter import letter
from quaywatch.scorecards.report import LONGEST_WEEKS

router = APIRouter(prefix="/api", tags=["scorecards"])

Judge = Annotated[OpenSession, Depends(requires(Permission.SCORECARDS))]
LetterForm = Literal["pdf", "html"]
OwnStaff = Annotated[OpenSession, Depends(requires(Permission.PORTAL))]


async def asked_period(
    held: Held,
    weeks: Annotated[int, Query(ge=1, le=LONGEST_WEEKS)] = 4,
    until: Annotated[date | None, Query()] = None,
) -> Period:
    """Return the weeks asked for: without `until` they end with the last whole week."""
    return Period.ending(until or last_sunday(held.node.now()), weeks)


Asked = Annotated[Period, Depends(asked_period)]


@router.get("/scorecards", dependencies=guard(Permission.SCORECARDS))
def read_scorecards(
    held: Held, period: Asked, kind: SubjectKind = SubjectKind.CARRIER
) -> ScorecardPage:
    """Return the scorecards of all carriers, forwarders or filers, best first."""
    return scorecards.page(kind, period, held.node.scorecards(kind, period))


@router.get(
    "/scorecards/{kind}/export",
    response_class=Response,
    responses=gives_file("text/csv"),
    dependencies=guard(Permission.SCORECARDS),
)
def export_scorecards(kind: SubjectKind, held: Held, period: Asked) -> Response:
    """Return the scorecards of all subjects of a kind as CSV."""
    return _csv(export.cards(held.node.scorecards(kind, period)), f"{kind}s", period)


@router.get(
    "/scorecards/{kind}/{name:path}/letter",
    response_class=Response,
    responses=gives_file("text/html", "application/pdf"),
)
def write_letter(
    kind: SubjectKind,
    name: str,
    judge: Judge,
    held: Held,
    period: Asked,
    language: RequestLanguage,
    form: LetterForm = "pdf",
) -> Response:
    """Return the letter to a subject; that it was looked at is written to the ledger."""
    report = held.node.scorecard(kind, name, period, judge.user.username)
    return _letter(report, held, language, form)


@router.get("/scorecards/{kind}/{name:path}")
def read_scorecard(
    kind: SubjectKind,
    name: str,
    judge: Judge,
    held: Held,
    period: Asked,
    language: RequestLanguage,
) -> ReportShape:
    """Return one subject's scorecard with all it rests on; the look is written to the ledger."""
    report = held.node.scorecard(kind, name, period, judge.user.username)
    return scorecards.report_shape(report, language)


@router.get("/portal/scorecard")
def read_own_scorecard(
    staff: OwnStaff, held: Held, period: Asked, language: RequestLanguage
) -> ReportShape:
    """Return the scorecard of whom the account speaks for."""
    return scorecards.report_shape(_own(staff, held, period), language)


@router.get("/portal/scorecard/export", response_class=Response, responses=gives_file("text/csv"))
def export_own_scorecard(staff: OwnStaff, held: Held, period: Asked) -> Response:
    """Return the own scorecard, whole and by lane and week, as CSV."""
    report = _own(staff, held, period)
    by = [
        *(("lane", lane.name, lane) for lane in report.lanes),
        *(("week", week.monday.isoformat(), week.card) for week in report.weeks),
    ]
    return _csv(export.parts(report.card, by), report.card.name, period)


@router.get(
    "/portal/scorecard/letter",
    response_class=Response,
    responses=gives_file("text/html", "application/pdf"),
)
def write_own_letter(
    staff: OwnStaff, held: Held, period: Asked, language: RequestLanguage, form: LetterForm = "pdf"
) -> Response:
    """Return the letter to whom the account speaks for."""
    return _letter(_own(staff, held, period), held, language, form)


def _letter(report: Report, held: Services, language: Language, form: LetterForm) -> Response:
    about = held.node.description
    made = letter(report, language=language, authority=about.name, simulated=about.simulated)
    # As files: the service's own pages may hold no style of their own.
    named = f'attachment; filename="scorecard-{report.period.last_day}.{form}"'
    headers = {"Content-Disposition": named}
    if form == "html":
        return HTMLResponse(html(made), headers=headers)
    return Response(pdf(made), media_type="application/pdf", headers=headers)


def _own(staff: OpenSession, held: Held, period: Period) -> Report:
    kind, _, name = staff.user.subject.partition("/")
    if not name:
        raise ApiError(403, "permission.denied", "This account speaks for nobody.")
    return held.node.scorecard(SubjectKind(kind), name, period, staff.user.username)


def _csv(text: str, name: str, period: Period) -> Response:
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name)
    named = f"scorecard-{plain}-{period.last_day}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{named}"'}
    return Response(text.encode(), media_type="text/csv; charset=utf-8", headers=headers)
