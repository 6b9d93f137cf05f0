"""Somebody met what they were told to look out for."""

from datetime import datetime

import msgspec

from quaywatch.alliance.bodies.text import Reference, Text


class Sighting(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="sighting"
):
    """An indicator met, without saying in which consignment."""

    of: Reference
    first_at: datetime
    last_at: datetime
    count: int = 1
    note: Text = ""

    def __post_init__(self) -> None:
        """Refuse a sighting of nothing; raises ValueError."""
        if self.last_at < self.first_at or self.count < 1:
            raise ValueError("a sighting is one at least, the last no earlier than the first")
