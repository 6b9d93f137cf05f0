"""All lanes into all ports at once, with traffickers who answer to where they lose.

Invented, seeded, and never an estimate of real trafficking: it compares policies under assumptions.
"""

from quaywatch.world.waterbed.cells import Places
from quaywatch.world.waterbed.config import Closure, Kind, Opening, Splitting, Waterbed
from quaywatch.world.waterbed.months import Months, Seen, Truth

__all__ = [
    "Closure",
    "Kind",
    "Months",
    "Opening",
    "Places",
    "Seen",
    "Splitting",
    "Truth",
    "Waterbed",
]
