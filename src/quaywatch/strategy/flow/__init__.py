"""Traffic against detection: why less is seized, and whether what is known can tell."""

from quaywatch.strategy.flow.evidence import BadEvidence, Evidence, PortYear, Role, Upstream
from quaywatch.strategy.flow.explanations import EXPLANATIONS, Explanation

__all__ = [
    "EXPLANATIONS",
    "BadEvidence",
    "Evidence",
    "Explanation",
    "PortYear",
    "Role",
    "Upstream",
]
