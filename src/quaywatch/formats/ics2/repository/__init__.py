"""What a national risk system says to the EU Common Repository, as bytes ready to send.

Every function is deterministic: identifiers and instants are the caller's. Every message is
checked against its structure, and against the code lists when some are configured, before it is
returned; `InvalidMessageError` names each defect. Codes are those of the lists that the partner
publishes (CL735 and so on); none is built in.
"""

from quaywatch.formats.ics2.referral import Referral
from quaywatch.formats.ics2.repository.analysis import (
    Analyst,
    Recommendation,
    RiskAnalysis,
    RiskResult,
    do_not_load,
    risk_result,
    screening_assessment,
)
from quaywatch.formats.ics2.repository.control import (
    ControlDecision,
    ControlOutcome,
    control_result,
)
from quaywatch.formats.ics2.repository.envelope import Envelope
from quaywatch.formats.ics2.repository.query import query_filing
from quaywatch.formats.ics2.repository.requests import (
    Case,
    case_of,
    request_for_amendment,
    request_for_information,
    request_for_screening,
)
from quaywatch.formats.ics2.subject import (
    Document,
    DoNotLoad,
    HouseSubject,
    Remark,
    Subject,
)

__all__ = [
    "Analyst",
    "Case",
    "ControlDecision",
    "ControlOutcome",
    "DoNotLoad",
    "Document",
    "Envelope",
    "HouseSubject",
    "Recommendation",
    "Referral",
    "Remark",
    "RiskAnalysis",
    "RiskResult",
    "Subject",
    "case_of",
    "control_result",
    "do_not_load",
    "query_filing",
    "request_for_amendment",
    "request_for_information",
    "request_for_screening",
    "risk_result",
    "screening_assessment",
]
