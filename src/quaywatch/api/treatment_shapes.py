"""Shapes of `/api/treatments`: what looks are taken to find, and what that rests on."""

from typing import Literal

from quaywatch.api.shape import Shape


class AlarmRateShape(Shape):
    """How often a kind of look speaks up."""

    concealment: Literal["rip_on", "in_load", "structure", "reefer_unit", "other"] | None
    """On contraband hidden so; null for a container that hides nothing."""
    declared: float
    source: str
    """Who measured the declared figure; empty for an assumption."""
    weight: float
    """How many looks the declared figure weighs as much as."""
    learned: float
    """What plans reckon with."""
    low: float
    """Of the interval in which it lies with 95 % probability."""
    high: float
    looks: int
    """Looks here of which the truth became known whatever they said."""
    alarms: int
    """How many of these spoke up."""


class TreatmentShape(Shape):
    """One way of looking at a container."""

    kind: Literal["documents", "dogs", "scan", "second_scan", "open"]
    figures: list[AlarmRateShape]
    unjudged: int
    """Looks that the lot chose to be followed by an opening, and that are not yet."""


class TreatmentsShape(Shape):
    """`GET /api/treatments`."""

    verified: float
    """Share of looks that are chosen by lot to be followed by an opening whatever they show."""
    treatments: list[TreatmentShape]
