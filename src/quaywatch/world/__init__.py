"""A seeded, simulated trade world: everything in it is invented, and marked as such.

It proves software and compares policies; it says nothing about real trafficking.
"""

from quaywatch.world.config import Config
from quaywatch.world.demo import DEMO, Day, demo_days, live_day
from quaywatch.world.filings import to_filings
from quaywatch.world.targeting import Targeting
from quaywatch.world.worlds import Batch, World, concat, simulate

__all__ = [
    "DEMO",
    "Batch",
    "Config",
    "Day",
    "Targeting",
    "World",
    "concat",
    "demo_days",
    "live_day",
    "simulate",
    "to_filings",
]
