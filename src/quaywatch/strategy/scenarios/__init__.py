"""What the alliance's scanning is asked to meet: a scenario, named, with every assumption in it.

Gains, losses and how surely traffickers choose are assumptions. Each has a range and says whether
anything published stands behind it, so that an answer is looked at over the range and never as the
truth.
"""

from quaywatch.strategy.scenarios.assumptions import Assumption, Basis, assumptions, goods, routes
from quaywatch.strategy.scenarios.building import built, usual
from quaywatch.strategy.scenarios.scenario import Goods, Port, Route, Scenario

__all__ = [
    "Assumption",
    "Basis",
    "Goods",
    "Port",
    "Route",
    "Scenario",
    "assumptions",
    "built",
    "goods",
    "routes",
    "usual",
]
