"""`/api/norms/ports/…/report`: where a port stands, for a minister to read."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from quaywatch.api.access import guard
from quaywatch.api.files import gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission
from quaywatch.api.services import Held
from quaywatch.letters import html, pdf
from quaywatch.node.norms.report import report_on

router = APIRouter(prefix="/api/norms", tags=["norms"])


@router.get(
    "/ports/{port}/report",
    dependencies=guard(Permission.NORMS),
    response_class=Response,
    responses=gives_file("text/html", "application/pdf"),
)
def read_report(
    port: str,
    held: Held,
    language: RequestLanguage,
    form: Literal["pdf", "html"] = "pdf",
    day: Annotated[date | None, Query()] = None,
) -> Response:
    """Return the report on a port on a day (today) as PDF or as a page that stands alone."""
    node = held.node
    made = report_on(
        node.norms,
        port,
        day or node.today(),
        language,
        authority=node.description.name,
        simulated=node.description.simulated,
    )
    # Saved and opened from disk: under the service's own policy its style would not apply.
    headers = {"Content-Disposition": f'attachment; filename="{port}-{language}.{form}"'}
    if form == "html":
        return Response(html(made), media_type="text/html", headers=headers)
    return Response(pdf(made), media_type="application/pdf", headers=headers)
