"""Shapes of a port's own reference of empty containers, and of who proposes and confirms it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from quaywatch.api.shape import Shape


class EmptiesReference(Shape):
    """One reference, and who proposed it when."""

    digest: str
    """SHA-256, in hexadecimal; empty for the one that ships."""
    kinds: list[str]
    """Kinds of containers that it knows, each before one scanner."""
    note: str
    by: str
    at: datetime


class EmptiesPage(Shape):
    """`GET /api/empties`: what containers declared empty are held against."""

    version: int
    in_force: EmptiesReference | None
    """What two people put in force last; None while they never did."""
    confirmed_by: str
    since: datetime | None
    proposed: EmptiesReference | None
    next: list[Literal["propose", "confirm", "decline"]]
    """What the reader may do now."""


class EmptiesStep(Shape):
    """Body of a step; 409 when the reference is not the one seen."""

    version: int


class EmptiesRefusal(EmptiesStep):
    """Body of `POST /api/empties/decline`."""

    reason: Annotated[str, Field(max_length=400)]
