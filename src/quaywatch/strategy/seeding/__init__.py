"""Seeded tests: loads and bookings that the service plants itself, by two people."""

from quaywatch.strategy.seeding.commands import (
    Refusal,
    Refused,
    call_off,
    close,
    confirm,
    register,
    report,
)
from quaywatch.strategy.seeding.record import (
    Fact,
    Kind,
    Planted,
    SeedingEvent,
    Stage,
    Standing,
    Test,
    named,
    stream,
)
from quaywatch.strategy.seeding.results import Detected, detected, due, refreshed

__all__ = [
    "Detected",
    "Fact",
    "Kind",
    "Planted",
    "Refusal",
    "Refused",
    "SeedingEvent",
    "Stage",
    "Standing",
    "Test",
    "call_off",
    "close",
    "confirm",
    "detected",
    "due",
    "named",
    "refreshed",
    "register",
    "report",
    "stream",
]
