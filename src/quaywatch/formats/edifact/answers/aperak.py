"""APERAK, the application error: what is wrong in a message that is no customs declaration."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from quaywatch.formats.edifact.answers.asked import AskedMessage
from quaywatch.formats.edifact.answers.remark import Remark
from quaywatch.formats.edifact.answers.texts import ERRORS, error, free_text, made, references

KIND = "APERAK:D:00A:UN"
_MOST = 9999


def aperak(
    message: AskedMessage, remarks: Sequence[Remark], reference: str, at: datetime
) -> Iterator[str]:
    """Yield the segments that tell of each remark, its text and where it applies."""
    yield f"BGM+{ERRORS}+{reference}+9"
    yield from made(at)
    yield f"RFF+ACW:{message.document or message.reference}"
    for remark in remarks[:_MOST]:
        yield error(remark)
        yield free_text("AAO", remark.code, remark.text)
        yield from references(remark, message.number)
