"""How often somebody was right, of how often it could be judged."""

from collections.abc import Mapping

import msgspec

from quaywatch.scorecards.dimension import Dimension


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of one subject, lane or week."""

    name: str
    consignments: int
    """Consignments filed, each counted once, as first filed."""
    judged: Mapping[Dimension, int]
    right: Mapping[Dimension, int]
