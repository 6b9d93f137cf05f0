"""How scanning is spread over ports, routes and goods against traffickers who answer to it.

An `Alliance` has members and what is loaded where for them; `compare` says what comes of each way
of spending their minutes, `joined`, `left` and `bought` what a change does. Underneath, `rational`
traffickers go where they gain most, `quantal` ones do so the more often the more they gain there,
and ports that plan apart end in an `equilibrium`. All are solved exactly, and each plan comes with
what proves it.
"""

from quaywatch.strategy.allocation.changes import Difference, bought, difference, joined, left
from quaywatch.strategy.allocation.equilibrium import Equilibrium, Player, equilibrium
from quaywatch.strategy.allocation.looks import Look, mixed, pieces
from quaywatch.strategy.allocation.members import (
    Alliance,
    Laid,
    Member,
    Stratum,
    Traffickers,
    lay,
)
from quaywatch.strategy.allocation.outcomes import (
    AtPort,
    Certificate,
    How,
    Outcome,
    Proof,
    Row,
    compare,
    settle,
)
from quaywatch.strategy.allocation.quantal import Quantal, quantal
from quaywatch.strategy.allocation.rational import Rational, rational
from quaywatch.strategy.allocation.reasons import Because, Code, Reason
from quaywatch.strategy.allocation.robust import Robust, Scenario, arriving_in, robust
from quaywatch.strategy.allocation.scanners import Placement, place_quantal, place_rational
from quaywatch.strategy.allocation.sites import Sites
from quaywatch.strategy.allocation.split import Split, split
from quaywatch.strategy.allocation.standards import DEARER, SPOILT, Case, under_standards

__all__ = [
    "DEARER",
    "SPOILT",
    "Alliance",
    "AtPort",
    "Because",
    "Case",
    "Certificate",
    "Code",
    "Difference",
    "Equilibrium",
    "How",
    "Laid",
    "Look",
    "Member",
    "Outcome",
    "Placement",
    "Player",
    "Proof",
    "Quantal",
    "Rational",
    "Reason",
    "Robust",
    "Row",
    "Scenario",
    "Sites",
    "Split",
    "Stratum",
    "Traffickers",
    "arriving_in",
    "bought",
    "compare",
    "difference",
    "equilibrium",
    "joined",
    "lay",
    "left",
    "mixed",
    "pieces",
    "place_quantal",
    "place_rational",
    "quantal",
    "rational",
    "robust",
    "settle",
    "split",
    "under_standards",
]
