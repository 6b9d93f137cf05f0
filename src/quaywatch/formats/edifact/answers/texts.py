"""Parts that answers of different types have in common."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.formats.edifact.answers.remark import Remark
from quaywatch.formats.edifact.cuscar.compose import instant, lines
from quaywatch.formats.edifact.syntax import escape

DOCUMENT = "962"
"""Document response of customs (data element 1001)…"""
ERRORS = "963"
"""…and error response."""

_WIDTH = 512
_LEVELS = {"error": "E", "warning": "W", "info": "I"}


def made(at: datetime) -> Iterator[str]:
    """Yield the date of the answer."""
    return instant("137", at)


def error(remark: Remark) -> str:
    """Return the error segment of a remark: how much it weighs."""
    return f"ERC+{_LEVELS[remark.severity.value]}:ZZZ:ZZZ"


def free_text(subject: str, *said: str) -> str:
    """Return a text, its lines in components."""
    told = " ".join(": ".join(filter(None, said)).split())
    return f"FTX+{subject}+++{lines(told, _WIDTH)}"


def references(remark: Remark, first: int) -> Iterator[str]:
    """Yield what a remark is about: a bill of lading, a segment of the message begun at `first`."""
    if remark.reference:
        yield f"RFF+BM:{escape(remark.reference)}"
    if remark.segment is not None:
        yield f"RFF+LI:{max(1, remark.segment - first + 1)}"
