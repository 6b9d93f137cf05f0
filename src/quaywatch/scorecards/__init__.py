"""How well carriers and forwarders declare: five shares, with what chance alone would do."""

from quaywatch.scorecards.card import Direction, Measure, Scorecard, Trend, scorecards
from quaywatch.scorecards.dimension import Dimension, dimension_of
from quaywatch.scorecards.subject import SubjectKind
from quaywatch.scorecards.tally import Tally

__all__ = [
    "Dimension",
    "Direction",
    "Measure",
    "Scorecard",
    "SubjectKind",
    "Tally",
    "Trend",
    "dimension_of",
    "scorecards",
]
