"""What a backtest told of a model, beside the models that were in force and beside chance."""

from datetime import date

import msgspec


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One point of a lift curve."""

    looked: float
    """Share of the candidates, those of the highest scores first."""
    found: Share
    """Share of all finds that is among them."""


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """One point of a reliability curve."""

    predicted: float
    """Mean probability of the candidates in the bin."""
    found: Share
    """Share of them that held something."""
    candidates: float


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """A model on days that were planned, none of which had taught it."""

    days: int
    own_days: int
    """Days after all that the model learned from: it was tried itself."""
    refit_days: int
    """Earlier days, on which models trained the same way on what was known before stand for it."""
    left_days: int
    """Days left out: too few outcomes were known before them to train anything."""
    first: date | None
    last: date | None
    candidates: float
    """What could have been inspected; counted on planned days, else estimated."""
    inspected: int
    found: int
    capacity: int
    """Inspections that there was room for."""
    model: Share
    """Finds within the capacity of each day, had the model chosen."""
    live: Share
    """The same of the model that was in force on each day."""
    random: Share
    """The same of a draw by lot."""
    overlap: float
    """Share of the model's choice that the model in force would have chosen too."""
    lift: tuple[Point, ...]
    reliability: tuple[Bin, ...]
    calibration_error: float
    """Mean distance of probabilities from shares found (ECE)."""
    tie_rate: float
    """Share of candidates whose score another of the same day equals."""
