"""DCSA: the error response, one error for each thing that is said."""

from http import HTTPStatus
from urllib.parse import quote

from quaywatch.cargo import Problem, Severity
from quaywatch.formats.dcsa.answer import refuse
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.outgoing.notice import Notice

_SEVERITIES = {
    RequestKind.INFORMATION: Severity.WARNING,
    RequestKind.SCREENING: Severity.WARNING,
    RequestKind.AMENDMENT: Severity.ERROR,
    RequestKind.DO_NOT_LOAD: Severity.ERROR,
}


class Dcsa:
    """JSON as those receive it who file by DCSA's interfaces."""

    name, media_type, suffix = "dcsa", "application/json", "json"

    def write(self, notice: Notice) -> bytes | None:
        """Return the error response; a withdrawal is no error."""
        if notice.taken_back:
            return None
        severity = _SEVERITIES[notice.draft.kind]
        return refuse(
            (
                Problem(code=code, message=text, severity=severity)
                for code, text in notice.sentences()
            ),
            request_uri=f"/transport-documents/{quote(notice.consignment.reference, safe='')}",
            at=notice.at,
            http_method="PUT",
            status_code=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
