"""What a port looks at containers with: scanners, dog teams, bays and desks."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from quaywatch.cargo import InspectionKind

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Hour = Annotated[int, msgspec.Meta(ge=0, le=24)]
Instant = Annotated[datetime, msgspec.Meta(tz=True)]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]

EVERYWHERE = ""
"""Terminal of a resource that serves all of them, such as a documentary desk."""


class Means(StrEnum):
    """What a resource is."""

    FIXED_TUNNEL = "fixed_tunnel"
    MOBILE_SCANNER = "mobile_scanner"
    DOG_TEAM = "dog_team"
    OPENING_BAY = "opening_bay"
    DOCUMENTARY_DESK = "documentary_desk"


MEANS = {
    InspectionKind.DOCUMENTS: Means.DOCUMENTARY_DESK,
    InspectionKind.DOGS: Means.DOG_TEAM,
    InspectionKind.SCAN: Means.FIXED_TUNNEL,
    InspectionKind.SECOND_SCAN: Means.FIXED_TUNNEL,
    InspectionKind.OPEN: Means.OPENING_BAY,
}
"""What a resource is taken for that does not say what it is."""


class Resource(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One way of looking at containers, where it stands, and the local hours in which it works."""

    terminal: str
    """Where it stands; a mobile one starts its day here, and an empty one serves all terminals."""
    kind: InspectionKind
    slots_per_hour: Annotated[int, msgspec.Meta(ge=1)]
    hours: dict[Weekday, tuple[Hour, Hour]]
    """Weekday to [from, until) in local time; a weekday that is not named is closed."""
    name: str = ""
    means: Means | None = None
    moves_to: tuple[str, ...] = ()
    """Other terminals at which a mobile resource can be set up."""
    setup_minutes: Minutes = 0
    """From its arrival at another terminal until it can work there."""
    dangerous_goods: bool = True
    """Whether it may take containers with dangerous goods."""
    from_at: Instant | None = None
    """Since when it is there as said here; None for always."""
    until_at: Instant | None = None

    @property
    def lasts(self) -> bool:
        """Whether it is there at all."""
        return self.from_at is None or self.until_at is None or self.from_at < self.until_at

    def meets(self, other: "Resource") -> bool:
        """Say whether both are there at some instant."""
        starts = [each.from_at for each in (self, other) if each.from_at is not None]
        ends = [each.until_at for each in (self, other) if each.until_at is not None]
        return not starts or not ends or max(starts) < min(ends)

    @property
    def called(self) -> str:
        """Its name, or else what it does and where."""
        return self.name or f"{self.kind.value} {self.terminal}".strip()

    @property
    def is_a(self) -> Means:
        """What it is."""
        return self.means or MEANS[self.kind]

    @property
    def terminals(self) -> tuple[str, ...]:
        """Everywhere it can work, its own terminal first."""
        return (self.terminal, *(at for at in self.moves_to if at != self.terminal))


class Travel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long a mobile resource is on its way between two terminals, either way round."""

    between: tuple[str, str]
    minutes: Minutes


class Outage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A resource does not work; an hour that it touches is lost."""

    resource: str
    """As the resource is called."""
    from_at: datetime
    until_at: datetime | None = None
    """None while nobody knows."""
    reason: str = ""


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mobile resource works, and when: what a roster is made of."""

    resource: str
    terminal: str
    from_at: datetime
    until_at: datetime
