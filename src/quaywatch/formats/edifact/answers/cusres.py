"""CUSRES, the customs response: whether a declaration stands, and what is asked of each bill."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from quaywatch.formats.edifact.answers.asked import AskedMessage
from quaywatch.formats.edifact.answers.remark import Measure, Remark, Statement
from quaywatch.formats.edifact.answers.texts import (
    DOCUMENT,
    ERRORS,
    error,
    free_text,
    made,
    references,
)
from quaywatch.formats.edifact.syntax import escape

KIND = "CUSRES:D:00A:UN"

_WORDS = {
    Measure.DO_NOT_LOAD: "DO NOT LOAD",
    Measure.INFORMATION: "REQUEST FOR INFORMATION",
    Measure.AMENDMENT: "REQUEST FOR AMENDMENT",
    Measure.SCREENING: "REQUEST FOR SCREENING",
}
_NOT_ACCEPTED, _ACCEPTED = "27", "29"
"""Message functions (data element 1225)."""

_HEADING, _DETAIL = "1", "2"
"""Message sections (data element 1049)."""


def cusres(
    message: AskedMessage,
    remarks: Sequence[Remark],
    statements: Sequence[Statement],
    *,
    refused: bool,
    reference: str,
    at: datetime,
) -> Iterator[str]:
    """Yield the segments that answer one declaration.

    `refused` says that some of it was not understood. Each remark and each statement is an error
    point (ERP) of its own, under the bill of lading that it is about.
    """
    document = ERRORS if refused else DOCUMENT
    yield f"BGM+{document}+{reference}+{_NOT_ACCEPTED if refused else _ACCEPTED}"
    yield from made(at)
    yield f"RFF+ACW:{message.document or message.reference}"
    for statement in statements:
        bill = escape(statement.reference)
        yield f"ERP+{_DETAIL}:{bill}"
        yield f"RFF+BM:{bill}"
        yield f"ERC+{statement.measure.value}:ZZZ:ZZZ"
        yield free_text("AHN", _WORDS[statement.measure], statement.text)
    for bill, about in groupby(remarks, lambda remark: remark.reference):
        for remark in about:
            yield f"ERP+{_DETAIL}:{escape(bill)}" if bill else f"ERP+{_HEADING}"
            yield from references(remark, message.number)
            yield error(remark)
            yield free_text("AAO", remark.code, remark.text)
