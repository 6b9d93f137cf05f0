"""The allied ports' security standard: what is asked, on what evidence it is met, and since when.

The catalogue is data (`data/`), an assessment a stream of events (`life`), and what it comes to at
a date is computed (`standing`). Texts and drafts are this project's own, after the sources named;
a port's lawyers and security officers have to approve them before they bind anybody.
"""

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import Evidence, EvidenceKind
from quaywatch.norms.requirement import Better, Group, Level, Requirement, Unit
from quaywatch.norms.standing import Standing, State, standing

__all__ = [
    "Better",
    "Catalogue",
    "Evidence",
    "EvidenceKind",
    "Group",
    "Level",
    "Requirement",
    "Standing",
    "State",
    "Unit",
    "standing",
]
