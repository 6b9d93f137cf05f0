"""How long a filer has, and until when a container can be kept ashore."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from quaywatch.cargo import Consignment
from quaywatch.checks.route.areas import SECURITY_AREA, short_sea
from quaywatch.requests.kinds import RequestKind

WINDOW = timedelta(hours=24)
"""Reg. (EU) 2015/2447, art. 186: the risk analysis of deep-sea containers, and with it a
do-not-load, is due within 24 hours of receipt of the declaration."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The time given for an answer to one kind of request."""

    reply: timedelta
    remind: timedelta
    """How long before the end of `reply` the filer is reminded."""
    source: str


_BASIS = "Reg. (EU) 2015/2447, art. 186 (3)"
_HOUSE = "declared default of the node; the law names no number of hours"

TERMS: dict[RequestKind, Terms] = {
    RequestKind.INFORMATION: Terms(timedelta(hours=24), timedelta(hours=6), f"{_BASIS}; {_HOUSE}"),
    RequestKind.AMENDMENT: Terms(timedelta(hours=24), timedelta(hours=6), f"{_BASIS}; {_HOUSE}"),
    RequestKind.SCREENING: Terms(timedelta(hours=48), timedelta(hours=12), f"{_BASIS}; {_HOUSE}"),
    RequestKind.DO_NOT_LOAD: Terms(
        timedelta(hours=4), timedelta(hours=2), f"{_HOUSE} (to confirm receipt)"
    ),
}


def due_at(kind: RequestKind, sent_at: datetime, load_by: datetime | None) -> datetime:
    """Return until when an answer is due: never after a loading that is still to come."""
    due = sent_at + TERMS[kind].reply
    return due if load_by is None or load_by <= sent_at else min(due, load_by)


def remind_at(kind: RequestKind, sent_at: datetime, due: datetime) -> datetime:
    """Return when the filer is reminded, at the latest halfway when the time is short."""
    return max(due - TERMS[kind].remind, sent_at + (due - sent_at) / 2)


def decide_by(consignment: Consignment, received_at: datetime | None) -> datetime | None:
    """Return the end of the time for the risk analysis; None where it is not a deep-sea voyage."""
    port = (consignment.route.port_of_loading or "").replace(" ", "").upper()
    if received_at is None or not port or short_sea(port) or port[:2] in SECURITY_AREA:
        return None
    return received_at + WINDOW
