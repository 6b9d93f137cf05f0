"""Learning together: sums over ports of which nobody sees a part, and others' models judged here.

A logistic regression, or boosted trees where a plan asks for them, whose steps are sums behind
masks that cancel. What a model that came as a notice is worth is told on the own outcomes, with
intervals.
"""

from quaywatch.alliance.learning.boosted import Boosted
from quaywatch.alliance.learning.evaluating import Compared, compared
from quaywatch.alliance.learning.growing import Growing, Trees
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
from quaywatch.alliance.learning.why import Why

__all__ = [
    "FEWEST",
    "Boosted",
    "Compared",
    "Contribution",
    "Growing",
    "Logistic",
    "Missing",
    "Offer",
    "Party",
    "Refused",
    "Scale",
    "Trees",
    "Why",
    "compared",
    "summed",
]
