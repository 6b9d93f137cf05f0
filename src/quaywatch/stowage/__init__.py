"""Where a box stands aboard, and whether the like of it stand there too.

A stowage plan is held against itself: of each box it is asked how many of those of its kind and
mass on the same ship are as easy to reach, stand as high, or stand among the like. Few numbers are
shrunk towards wider groups, so that a small plan says little.
"""

from quaywatch.stowage.oddities import Oddity, Placed, moved_within_reach, oddities
from quaywatch.stowage.plan import PLAN, Plan, laid_out
from quaywatch.stowage.rarity import JUDGED, judge
from quaywatch.stowage.reach import Reach, reach

__all__ = [
    "JUDGED",
    "PLAN",
    "Oddity",
    "Placed",
    "Plan",
    "Reach",
    "judge",
    "laid_out",
    "moved_within_reach",
    "oddities",
    "reach",
]
