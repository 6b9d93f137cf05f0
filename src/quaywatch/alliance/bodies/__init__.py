"""What a notice is about: one kind a file."""

from quaywatch.alliance.bodies.feedback import Feedback, Verdict
from quaywatch.alliance.bodies.image import ScanImage
from quaywatch.alliance.bodies.indicator import Indicator, Seen
from quaywatch.alliance.bodies.modus import ModusOperandi
from quaywatch.alliance.bodies.month import MonthFigures
from quaywatch.alliance.bodies.request import Answer, Asked, Request, WhyNot
from quaywatch.alliance.bodies.risk import RiskInformation
from quaywatch.alliance.bodies.seizure import Seizure
from quaywatch.alliance.bodies.sighting import Sighting
from quaywatch.alliance.bodies.withdrawal import Withdrawal

Body = (
    Seizure
    | Indicator
    | ModusOperandi
    | RiskInformation
    | Request
    | Answer
    | ScanImage
    | Sighting
    | Feedback
    | MonthFigures
    | Withdrawal
)

__all__ = [
    "Answer",
    "Asked",
    "Body",
    "Feedback",
    "Indicator",
    "ModusOperandi",
    "MonthFigures",
    "Request",
    "RiskInformation",
    "ScanImage",
    "Seen",
    "Seizure",
    "Sighting",
    "Verdict",
    "WhyNot",
    "Withdrawal",
]
