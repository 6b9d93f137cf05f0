"""Somebody met what they were told to look out for."""

import msgspec

from quaywatch.alliance.bodies.text import Reference, Text
from quaywatch.alliance.quantities import Instant, Number


class Sighting(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="sighting"
):
    """An indicator met, without saying in which consignment."""

    of: Reference
    first_at: Instant
    last_at: Instant
    count: Number = 1
    note: Text = ""

    def __post_init__(self) -> None:
        """Refuse a sighting of nothing; raises ValueError."""
        if self.last_at < self.first_at or self.count < 1:
            raise ValueError("a sighting is one at least, the last no earlier than the first")
