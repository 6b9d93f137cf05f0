"""Something to look out for."""

from enum import StrEnum

import msgspec

from quaywatch.alliance.bodies.text import Name, Reference, Text


class Seen(StrEnum):
    """What can be looked out for."""

    CONTAINER = "container"
    SEAL = "seal"
    SEAL_PATTERN = "seal_pattern"
    """A seal number with `?` for one and `*` for any characters."""
    PARTY = "party"
    """A name as declared; how it is matched is the recipient's business."""
    IDENTIFIER = "identifier"
    """An EORI, tax or register number."""
    TELEPHONE = "telephone"
    EMAIL = "email"
    ADDRESS = "address"
    VESSEL = "vessel"
    """IMO number."""
    ROUTE = "route"
    """UN/LOCODEs from loading to discharge, joined by `>`; `*` for any ports between."""
    HEADING = "heading"
    """HS heading of a cover load."""
    PROFILE = "profile"
    """An expression in the language of risk profiles."""


_LONGEST_DAYS = 36_500


class Indicator(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="indicator"
):
    """One thing, or several that have to come together."""

    what: Seen
    value: Name
    together: tuple[tuple[Seen, Name], ...] = ()
    """What else has to be so."""
    based_on: tuple[Reference, ...] = ()
    """Notices that it was made from, as far as their originators let them be named."""
    half_life_days: int = 90
    """After so long without a sighting it is worth half."""
    note: Text = ""

    def __post_init__(self) -> None:
        """Refuse a half-life that is none; raises ValueError."""
        if not 1 <= self.half_life_days <= _LONGEST_DAYS:
            raise ValueError(f"a half-life is a day at least, and {_LONGEST_DAYS} at most")
