"""What a port's month came to: told also where it came to nothing, since silence tells nothing."""

from typing import Annotated

import msgspec

from quaywatch.alliance.bodies.text import Location

Count = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]


class MonthFigures(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="month"
):
    """Inspections of a month that is over, and finds among them; without any a nil return."""

    at: Location
    month: Annotated[str, msgspec.Meta(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
    """As 2026-03; by when results were recorded (UTC)."""
    inspections: Count
    finds: Count

    def __post_init__(self) -> None:
        """Refuse more finds than inspections; raises ValueError."""
        if self.finds > self.inspections:
            raise ValueError("a find is the result of an inspection")

    @property
    def nil(self) -> bool:
        """Whether it says that nothing was found."""
        return self.finds == 0
