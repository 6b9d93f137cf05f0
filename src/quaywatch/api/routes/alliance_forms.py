"""`/api/alliance/notices/…/form`: a notice on the form that colleagues elsewhere know."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from quaywatch.alliance import Notice
from quaywatch.api import forms
from quaywatch.api.access import requires
from quaywatch.api.errors import ApiError
from quaywatch.api.files import gives_file
from quaywatch.api.language import RequestLanguage
from quaywatch.api.permissions import Permission, allows
from quaywatch.api.schemas import Language
from quaywatch.api.services import Held
from quaywatch.api.sessions import OpenSession

router = APIRouter(prefix="/api/alliance", tags=["alliance"])

Shape = Literal["pdf", "html", "csv", "xlsx"]
Ally = Annotated[OpenSession, Depends(requires(Permission.ALLIANCE))]
_MEDIA: dict[Shape, str] = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get(
    "/notices/{origin}/{notice_id}/form",
    response_class=Response,
    responses=gives_file(*_MEDIA.values()),
)
def read_form(
    origin: str,
    notice_id: str,
    held: Held,
    session: Ally,
    language: RequestLanguage,
    shape: Annotated[Shape, Query(alias="format")] = "pdf",
) -> Response:
    """Return a notice as risk information form or seizure report, or its containers as a table.

    The form is a page (`pdf`, `html`), the table has a line for each container (`csv`, `xlsx`).
    That somebody looked is on the ledger before.
    """
    red = allows(session.user.role, Permission.NEGOTIATE)
    name = f"{origin}/{notice_id}"
    found = held.node.allied.read(name, actor=session.user.username, red=red)
    if found.notice is None:
        raise ApiError(404, "not-found", "Nothing of this notice is left.")
    data = _shaped(held, found.notice, shape, language)
    headers = {"Content-Disposition": f'attachment; filename="notice-{found.notice.id}.{shape}"'}
    return Response(data, media_type=_MEDIA[shape], headers=headers)


def _shaped(held: Held, notice: Notice, shape: Shape, language: Language) -> bytes:
    if shape == "csv":
        return forms.as_csv(forms.rows([notice]))
    if shape == "xlsx":
        return forms.as_workbook(forms.rows([notice]))
    about = held.node.description
    try:
        made = forms.form(
            notice, language=language, authority=about.name, simulated=about.simulated
        )
    except ValueError as error:
        raise ApiError(422, "alliance.no-form", str(error)) from error
    return forms.pdf(made) if shape == "pdf" else forms.html(made).encode()
