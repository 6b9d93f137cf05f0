"""Learning together: sums over ports of which nobody sees a part, and others' models judged here.

The first step: a logistic regression whose steps are sums behind masks that cancel. What a model
that came as a notice is worth is told on the own outcomes, with intervals.
"""

from quaywatch.alliance.learning.evaluating import Compared, compared
from quaywatch.alliance.learning.logistic import Logistic, Scale
from quaywatch.alliance.learning.rounds import (
    FEWEST,
    Contribution,
    Missing,
    Offer,
    Party,
    Refused,
    summed,
)

__all__ = [
    "FEWEST",
    "Compared",
    "Contribution",
    "Logistic",
    "Missing",
    "Offer",
    "Party",
    "Refused",
    "Scale",
    "compared",
    "summed",
]
