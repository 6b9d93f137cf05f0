"""Shapes of what ports tell of their months."""

from datetime import date, datetime

from pydantic import Field

from quaywatch.api.shape import Shape

_Month = Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")


class MonthTold(Shape):
    """One month of one port; without a name a gap: nothing was told."""

    month: str
    name: str
    """Origin and id of the notice."""
    inspections: int | None
    finds: int | None
    """0 in a nil return."""
    at: datetime | None
    waits: bool
    """Whether it awaits a second person."""


class PortMonths(Shape):
    """The months of one port, the last first."""

    node: str
    at: str
    """UN/LOCODE; empty where an ally never told any."""
    own: bool
    months: list[MonthTold]


class MonthDue(Shape):
    """A month of the own port that may be told, with what its records come to."""

    month: str
    inspections: int
    finds: int
    again: bool
    """Whether it was told before, so that what was wrong has to be said."""


class MonthsPage(Shape):
    """What this port and allies told of their months, with the gaps."""

    port: str
    """The own one; empty where the node has none, and so tells none."""
    ports: list[PortMonths]
    due: list[MonthDue]


class MonthRequest(Shape):
    """Body of `POST /api/alliance/months`: put a month's figures forward."""

    month: str = _Month
    nil: bool = False
    """Whether whoever tells it says that nothing was found."""
    legal_basis: str = Field(min_length=1, max_length=200)
    retain_until: date
    correction: str = Field("", max_length=1000)
