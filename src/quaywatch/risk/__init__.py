"""How likely a consignment hides contraband: a probability, its reasons, and no ties."""

from quaywatch.risk.assessments import Assessments, assess
from quaywatch.risk.fitting import fit
from quaywatch.risk.known import Known, past_version
from quaywatch.risk.model import Comparing, Model, Scorer
from quaywatch.risk.ranking import Ranked, Ranking
from quaywatch.risk.text import text, title

__all__ = [
    "Assessments",
    "Comparing",
    "Known",
    "Model",
    "Ranked",
    "Ranking",
    "Scorer",
    "assess",
    "fit",
    "past_version",
    "text",
    "title",
]
