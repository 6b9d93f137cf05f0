"""A public figure with all that one must know to believe or doubt it."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

Month = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


class Quantity(StrEnum):
    """What is counted, with its unit."""

    COCAINE_KG = "cocaine_kg"
    DRUGS_KG = "drugs_kg"
    SEIZURES = "seizures"
    CONTAINERS = "containers"
    CONTAINERS_CHECKED = "containers_checked"
    SCANS = "scans"
    SCANS_CHANGE_PERCENT = "scans_change_percent"
    SCANS_CLEARED_PERCENT = "scans_cleared_percent"
    SCANNERS = "scanners"
    DETECTED_PERCENT = "detected_percent"
    TEU = "teu"


class Scope(StrEnum):
    """What a figure is about: those of two scopes are never added up."""

    PORT = "port"
    REGION = "region"
    COUNTRY = "country"
    UNION = "union"
    ORIGIN = "origin"
    """Seized at the place, loaded in another country."""
    UPSTREAM = "upstream"
    """Seized before it left, bound for the place."""


class Confidence(StrEnum):
    """How well the source is known to say it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number that somebody has said of one place and period."""

    place: str
    """UN/LOCODE of a port, ISO 3166 code of a country, `EU`, or the name of a region."""
    country: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
    scope: Scope
    loaded_in: str | None
    """Country of loading, where the figure is of what came from there."""
    quantity: Quantity
    first: Month
    last: Month
    """The last month that belongs to the period."""
    value: float
    definition: str
    """Code of what exactly is counted: figures of two definitions are not one series."""
    at_least: bool
    """The true one is as large or larger."""
    provisional: bool
    derived: bool
    """Worked out from other figures, as `note` says; nobody published it."""
    as_of: date | None
    """When it was said, where the source tells."""
    confidence: Confidence
    source: Annotated[str, msgspec.Meta(min_length=3)]
    note: str

    @property
    def months(self) -> int:
        """Length of its period."""
        return _month(self.last) - _month(self.first) + 1

    @property
    def year(self) -> int | None:
        """The calendar year that its period is, if it is one."""
        whole = self.first.endswith("-01") and self.last == f"{self.first[:4]}-12"
        return int(self.first[:4]) if whole else None

    @property
    def about(self) -> tuple[str, Scope, str | None, Quantity, str, str]:
        """What it is a figure of: two of one kind with one `about` speak of the same thing."""
        return self.place, self.scope, self.loaded_in, self.quantity, self.first, self.last


class Single(msgspec.Struct, frozen=True, kw_only=True):
    """One find that was told of: how much, in what, how hidden."""

    month: Month
    port: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}[A-Z0-9]{3}$")]
    mass_kg: Annotated[float, msgspec.Meta(gt=0)]
    route: str
    cover: str
    concealment: str
    source: Annotated[str, msgspec.Meta(min_length=2)]


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:])
