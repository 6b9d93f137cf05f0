"""CUSRES of its own accord: customs keep a container, or let it go. It never says why."""

from datetime import datetime

import msgspec

from quaywatch.formats.edifact.answers.texts import DOCUMENT, made
from quaywatch.formats.edifact.syntax import escape
from quaywatch.formats.edifact.writing import interchange, message

KIND = "CUSRES:D:00A:UN"

SENDER = "CUSTOMS"

_HOLD, _RELEASE = "HLD", "REL"


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept, or may go."""

    bill: str
    equipment_number: str
    held: bool
    """False lets it go."""


def stop_message(
    stop: Stop, *, recipient: str, document: str, reference: int, at: datetime
) -> bytes:
    """Return the interchange; `document` is the recipient's own number of its declaration."""
    bill = escape(stop.bill)
    segments = [
        f"BGM+{DOCUMENT}+{reference}+29",
        *made(at),
        f"RFF+ACW:{escape(document)}",
        f"ERP+2:{bill}",
        f"RFF+BM:{bill}",
        f"RFF+AAQ:{escape(stop.equipment_number)}",
        f"ERC+{_HOLD if stop.held else _RELEASE}:ZZZ:ZZZ",
    ]
    return interchange(
        [message(1, KIND, segments)],
        sender=SENDER,
        recipient=escape(recipient),
        made=at,
        reference=reference,
    )
