"""X12 355: customs' answer on the bills of a manifest."""

from textwrap import wrap

from quaywatch.cargo import Filing, Problem, Severity
from quaywatch.formats.x12.acceptance import answer_manifest
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.outgoing.notice import Notice

_LINE, _LINES = 30, 19
"""Remarks (K1) of one bill: twenty lines of 30 characters, one of which says what became of it."""

_REFUSED = frozenset({RequestKind.AMENDMENT, RequestKind.DO_NOT_LOAD})
"""Kinds after which a bill cannot stay as it is."""


class X12:
    """Says what fits into the remarks of one bill, and leaves the rest to a letter."""

    name, media_type, suffix = "x12", "application/edi-x12", "x12"

    def write(self, notice: Notice) -> bytes | None:
        """Return a 355; None when the words do not fit or are not plain ASCII."""
        refused = notice.draft.kind in _REFUSED and not notice.taken_back
        severity = Severity.ERROR if refused else Severity.INFO
        said = [
            Problem(code=code, message=text, severity=severity) for code, text in notice.sentences()
        ]
        lines = [line for one in said for line in wrap(f"{one.code}: {one.message}", _LINE)]
        if len(lines) > _LINES or not all(line.isascii() for line in lines):
            return None
        filing = Filing(header=notice.header, consignments=(notice.consignment,))
        remarks = {notice.consignment.reference: said}
        return answer_manifest(filing, remarks, sender="CUSTOMS", at=notice.at)
