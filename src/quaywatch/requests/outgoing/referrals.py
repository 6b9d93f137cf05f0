"""The questions of a request as ICS2 puts them, whoever they go to."""

from textwrap import wrap

from quaywatch.formats.ics2 import CodeLists
from quaywatch.formats.ics2.referral import AMENDMENT, INFORMATION, SCREENING, Referral
from quaywatch.formats.ics2.subject import Document, Remark
from quaywatch.requests.asking import table
from quaywatch.requests.kinds import RequestKind
from quaywatch.requests.numbering import number
from quaywatch.requests.outgoing.notice import Notice

LONGEST = 512
"""Characters of one text."""

_TYPES = {
    RequestKind.INFORMATION: ("request for information", INFORMATION),
    RequestKind.AMENDMENT: ("request for amendment", AMENDMENT),
    RequestKind.SCREENING: ("request for screening", SCREENING),
}
"""What the partner's list (CL735) says of the type, and what stands for it without a list."""


def type_of(kind: RequestKind, codes: CodeLists) -> str:
    """Return the code of a type of request."""
    meaning, usual = _TYPES[kind]
    return codes.code("CL735", meaning) or usual


def referrals(notice: Notice, house: Document | None, master: Document | None) -> list[Referral]:
    """Return what is said of the whole request as the first referral, then one a question."""
    said = list(notice.sentences())
    whole = [text for code, text in said if code not in table()]
    questions = [[text] for code, text in said if code in table()]
    occasion = notice.occasion
    return [
        Referral(
            reference=number(occasion.request_id, occasion.round, place),
            type=type_of(notice.draft.kind, notice.codes),
            house=house,
            master=master,
            remarks=tuple(Remark(text=part) for text in texts for part in wrap(text, LONGEST)),
        )
        for place, texts in enumerate([whole, *questions])
    ]
