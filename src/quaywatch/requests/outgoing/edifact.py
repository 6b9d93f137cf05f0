"""EDIFACT: the customs response (CUSRES) to the message that is asked about."""

from hashlib import sha256
from textwrap import wrap

from quaywatch.formats import read
from quaywatch.formats.edifact.answers import Measure, Statement, for_interchange
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.outgoing.notice import Notice

_LONGEST = 2000
"""Characters of one demand: a free text (FTX) holds five lines of 512."""

_MEASURES = {
    RequestKind.INFORMATION: Measure.INFORMATION,
    RequestKind.AMENDMENT: Measure.AMENDMENT,
    RequestKind.SCREENING: Measure.SCREENING,
    RequestKind.DO_NOT_LOAD: Measure.DO_NOT_LOAD,
}


class Edifact:
    """Whoever files a declaration hears by CUSRES, one error point for each thing that is said."""

    name, media_type, suffix = "cusres", "application/edifact", "edi"

    def write(self, notice: Notice) -> bytes | None:
        """Return the interchange; None of a withdrawal, and of words its character set lacks."""
        if notice.taken_back or not notice.filed:
            return None
        statements = [
            Statement(
                reference=notice.consignment.reference,
                measure=_MEASURES[notice.draft.kind],
                text=part,
            )
            for _, text in notice.sentences()
            for part in wrap(text, _LONGEST)
        ]
        try:
            answer = for_interchange(
                list(read(notice.filed)),
                at=notice.at,
                reference=_control(notice.occasion.request_id),
                statements=statements,
            )
        except UnicodeEncodeError:
            return None
        return answer if b"CUSRES" in answer else None


def _control(request_id: str) -> int:
    """Return a control reference of up to nine digits, the same for the same request."""
    return int.from_bytes(sha256(request_id.encode()).digest()[:4], "big") % 1_000_000_000
