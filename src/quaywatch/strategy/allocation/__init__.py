"""How scanning is spread over ports, routes and goods against traffickers who answer to it.

`rational` traffickers go where they gain most; `quantal` ones do so the more often the more they
gain there. Both are solved exactly, and each plan comes with what proves it.
"""

from quaywatch.strategy.allocation.quantal import Quantal, quantal
from quaywatch.strategy.allocation.rational import Rational, rational
from quaywatch.strategy.allocation.sites import Sites

__all__ = ["Quantal", "Rational", "Sites", "quantal", "rational"]
