"""Shapes of `/api/resources`: what the port looks with today, worth what, or out of order."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from quaywatch.api.shape import Shape


class ResourceHour(Shape):
    """One hour of a resource."""

    at: datetime
    terminal: str
    slots: int
    price: float
    """Expected finds that one slot more would have been worth when the day was planned."""


class OutageShape(Shape):
    """A resource that does not work."""

    from_at: datetime
    until_at: datetime | None
    """Null while nobody knows."""
    reason: str
    reported_by: str


class ResourceShape(Shape):
    """One resource on one day: `GET /api/resources`."""

    name: str
    means: Literal["fixed_tunnel", "mobile_scanner", "dog_team", "opening_bay", "documentary_desk"]
    kind: Literal["documents", "dogs", "scan", "second_scan", "open"]
    slots_per_hour: int
    mobile: bool
    dangerous_goods: bool
    """Whether it may take containers with dangerous goods."""
    hours: list[ResourceHour]
    """When and where it works; nothing of what an outage takes."""
    hour_worth: float
    """Expected finds that one more hour of it would bring, where it is worth most."""
    outage: OutageShape | None


class OutageRequest(Shape):
    """Body of `POST /api/resources/outage`; it takes the place of what was reported before."""

    resource: str = Field(min_length=1, max_length=120)
    from_at: AwareDatetime | None = None
    """Null for now."""
    until_at: AwareDatetime | None = None
    reason: str = Field(default="", max_length=400)


class RestoredRequest(Shape):
    """Body of `POST /api/resources/restored`."""

    resource: str = Field(min_length=1, max_length=120)
