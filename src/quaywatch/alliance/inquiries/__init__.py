"""Requests between authorities and their answers, with the time that each may take.

A request or an answer leaves by two people's hands. Limits are those of Directive (EU) 2023/977;
what is late shows, and goes up. Pure: a life is folded from its events, a command gives the next.
"""

from quaywatch.alliance.inquiries.acts import Refusal, Refused
from quaywatch.alliance.inquiries.kinds import LIMITS, InquiryEvent, Side, Stage, Urgency
from quaywatch.alliance.inquiries.late import Owed, feedback_owed, pressing
from quaywatch.alliance.inquiries.record import (
    Fact,
    Heard,
    Life,
    Question,
    Reminder,
    inquiry_of,
    stream,
)

__all__ = [
    "LIMITS",
    "Fact",
    "Heard",
    "InquiryEvent",
    "Life",
    "Owed",
    "Question",
    "Refusal",
    "Refused",
    "Reminder",
    "Side",
    "Stage",
    "Urgency",
    "feedback_owed",
    "inquiry_of",
    "pressing",
    "stream",
]
