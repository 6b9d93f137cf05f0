"""The wind tunnel: policies of looking sail through simulated years, with the same seeds.

What comes out compares policies under assumptions; it is never an estimate of real trafficking.
"""

from quaywatch.strategy.tunnel.comparing import Against, Interval, against, displaced, interval
from quaywatch.strategy.tunnel.policies import POLICIES
from quaywatch.strategy.tunnel.record import BadRun, Run, extend, read, stored, write
from quaywatch.strategy.tunnel.sailing import Voyage, sail
from quaywatch.strategy.tunnel.scenario import BadScenario, Scenario, scenario, shipped

__all__ = [
    "POLICIES",
    "Against",
    "BadRun",
    "BadScenario",
    "Interval",
    "Run",
    "Scenario",
    "Voyage",
    "against",
    "displaced",
    "extend",
    "interval",
    "read",
    "sail",
    "scenario",
    "shipped",
    "stored",
    "write",
]
