"""Shapes of `/api/calendar`: what the port looks with, what is asked of strata, who changed it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from quaywatch.api.shape import Shape

Means = Literal["fixed_tunnel", "mobile_scanner", "dog_team", "opening_bay", "documentary_desk"]
Kind = Literal["documents", "dogs", "scan", "second_scan", "open"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Strata = Literal["country_of_loading", "port_of_loading", "hs_chapter"]

_Name = Annotated[str, Field(min_length=1, max_length=120)]
_Place = Annotated[str, Field(max_length=120)]
_Hour = Annotated[int, Field(ge=0, le=24)]
_Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
_Share = Annotated[float, Field(ge=0, le=1)]


class Shift(Shape):
    """The local hours of one day of the week in which a resource works."""

    weekday: Weekday
    start: _Hour
    end: _Hour


class ResourceDefinition(Shape):
    """What a resource is, from when to when."""

    name: _Name
    means: Means
    kind: Kind
    terminal: _Place
    """Where it stands; empty for one that serves all."""
    slots_per_hour: int = Field(ge=1, le=1000)
    shifts: list[Shift] = Field(max_length=7)
    """A weekday that is not named is closed."""
    moves_to: list[_Place] = Field(max_length=40, default=[])
    setup_minutes: _Minutes = 0
    dangerous_goods: bool = True
    from_at: AwareDatetime | None = None
    """Null for always, or, in a change, for now."""
    until_at: AwareDatetime | None = None


class TravelShape(Shape):
    """How long a mobile resource is on its way between two terminals."""

    one: _Name
    other: _Name
    minutes: _Minutes


class AskedShape(Shape):
    """What share of a stratum's boxes is to be looked at, at least."""

    stratum: str = Field(min_length=1, max_length=20)
    share: _Share


class CoveredShape(Shape):
    """What was asked of a stratum today, and what its plan gave it."""

    stratum: str
    boxes: int
    asked: float
    """How many of them, at least."""
    reached: float
    """How many on average."""
    price: float
    """Expected finds that one box less would have brought elsewhere."""
    short: Literal["no_room", "worth_more_elsewhere"] | None = None
    """Why it is less than asked; null where it is not."""


class CalendarChange(Shape):
    """One change of the calendar."""

    version: int
    at: datetime
    by: str
    what: Literal["put", "withdrawn", "travel", "coverage"]
    name: str
    """Of the resource, or the two terminals; empty for coverage."""
    from_at: datetime
    holds: bool
    """Whether it counts: a new file takes the place of what was changed before."""


class CalendarShape(Shape):
    """The calendar in force: `GET /api/calendar`."""

    version: int
    timezone: str
    resources: list[ResourceDefinition]
    """Each in all its forms that are in force or will be, by name and time."""
    travel: list[TravelShape]
    strata: Strata
    asked: list[AskedShape]
    covered: list[CoveredShape]
    changes: list[CalendarChange]
    """Newest first."""


class PutResourceRequest(Shape):
    """Body of `PUT /api/calendar/resource`."""

    version: int = Field(ge=0)
    resource: ResourceDefinition


class WithdrawRequest(Shape):
    """Body of `POST /api/calendar/withdrawn`."""

    version: int = Field(ge=0)
    resource: _Name
    from_at: AwareDatetime | None = None
    """Null for now."""


class TravelRequest(Shape):
    """Body of `PUT /api/calendar/travel`."""

    version: int = Field(ge=0)
    travel: TravelShape


class CoverageRequest(Shape):
    """Body of `PUT /api/calendar/coverage`: all that is asked, in place of what was."""

    version: int = Field(ge=0)
    strata: Strata
    asked: list[AskedShape] = Field(max_length=400)
