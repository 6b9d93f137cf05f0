"""How well carriers and forwarders declare: five shares, with what chance alone would do."""

from quaywatch.scorecards.card import Direction, Measure, Scorecard, Trend, scorecards
from quaywatch.scorecards.dimension import Dimension, dimension_of
from quaywatch.scorecards.report import Example, Fault, Period, Report, Week
from quaywatch.scorecards.subject import SubjectKind
from quaywatch.scorecards.tally import Tally

__all__ = [
    "Dimension",
    "Direction",
    "Example",
    "Fault",
    "Measure",
    "Period",
    "Report",
    "Scorecard",
    "SubjectKind",
    "Tally",
    "Trend",
    "Week",
    "dimension_of",
    "scorecards",
]
