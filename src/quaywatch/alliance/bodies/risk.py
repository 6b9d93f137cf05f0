"""A risk that colleagues should know of: what customs know as a risk information form."""

from datetime import date

import msgspec

from quaywatch.alliance.bodies.text import Location, Name, Reference, Text


class RiskInformation(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="risk"
):
    """A risk, what is proposed against it, and what recipients are asked to tell back."""

    title: Name
    risk: Text
    measures: Text
    """What the originator proposes to do."""
    from_on: date
    until_on: date
    headings: tuple[Name, ...] = ()
    origins: tuple[Location, ...] = ()
    destinations: tuple[Location, ...] = ()
    indicators: tuple[Reference, ...] = ()
    """Indicator notices that go with it."""
    feedback_by: date | None = None

    def __post_init__(self) -> None:
        """Refuse a time that ends before it begins; raises ValueError."""
        if self.until_on < self.from_on:
            raise ValueError("a risk ends no earlier than it begins")
