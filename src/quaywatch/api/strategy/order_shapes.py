"""Shapes of orders of audits: what two people settled, and how far it has come."""

from datetime import date
from typing import Annotated

from pydantic import Field

from quaywatch.api.alliance_shapes import AccordShape, AccordStep, HandlingShape
from quaywatch.api.shape import Shape
from quaywatch.api.strategy.audit_shapes import AuditAsked, AuditQuestion, AuditWay

_Port = Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]
_Country = Annotated[str, Field(pattern="^[A-Z]{2}$")]
_Chapter = Annotated[str, Field(pattern="^[0-9]{2}$")]


class AuditStratumShape(Shape):
    """Containers of which a number is to be drawn by lot."""

    name: Annotated[str, Field(pattern=r"^[^/\s]+(/[^/\s]+)*$", max_length=60)]
    ports: list[_Port] = Field([], max_length=100)
    countries: list[_Country] = Field([], max_length=250)
    chapters: list[_Chapter] = Field([], max_length=99)
    looks: Annotated[int, Field(ge=1, le=1_000_000)]
    openings: Annotated[int, Field(ge=0, le=1_000_000)] = 0


class AuditOrderShape(Shape):
    """What is looked at by lot, hidden and read again, so that a question gets its answer."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    question: AuditQuestion
    way: AuditWay
    power: Annotated[float, Field(ge=0.1, le=0.99)]
    since: date
    until: date
    strata: list[AuditStratumShape] = Field([], max_length=200)
    tests: Annotated[int, Field(ge=0, le=100_000)] = 0
    images: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    why: str = Field("", max_length=4000)


class AuditOrderDraft(AccordStep):
    """Body of `POST /api/strategy/audits/orders`."""

    order: AuditOrderShape


class AuditOrderOfPlan(Shape):
    """Body of `POST /api/strategy/audits/orders/of-plan`: one of the planner's answers."""

    asked: AuditAsked
    question: AuditQuestion
    way: AuditWay
    port: _Port
    countries: list[_Country] = Field([], max_length=250)
    """Of the boxes with the risk: loaded there…"""
    chapters: list[_Chapter] = Field([], max_length=99)
    """…and of these goods."""
    since: date
    until: date


class AuditStratumProgress(Shape):
    """How far one stratum has come."""

    stratum: str
    looks: int
    openings: int
    drawn: int
    looked: int
    opened: int
    found: int
    left: int
    ready_on: date | None
    late: bool


class AuditReread(Shape):
    """Cleared pictures that others read again without being told so."""

    draw: str
    """Whose public seed drew them; empty until a day is drawn after the order came into force."""
    drawn: int
    unsent: int
    """Never put forward to be shared."""
    sent: int
    read: int
    saw: int
    low: float
    high: float


class AuditSend(Shape):
    """Body of `POST /api/strategy/audits/orders/{name}/send`: how pictures may be used."""

    handling: HandlingShape


class AuditSent(Shape):
    """How many pictures were put forward."""

    sent: int


class AuditOrderStanding(Shape):
    """One order with what has been done of it."""

    accord: AccordShape
    order: AuditOrderShape
    """What is in force or was last, or else what is proposed."""
    strata: list[AuditStratumProgress]
    tests: int
    reread: AuditReread


class AuditOrders(Shape):
    """`GET /api/strategy/audits/orders`: what is ordered, and whether whoever asks may order."""

    orders: list[AuditOrderStanding]
    may: bool
