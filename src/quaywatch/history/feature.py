"""The declaration of a feature: whose past, folded how, and what it means."""

from dataclasses import dataclass
from enum import IntEnum

from quaywatch.history.accumulators import Accumulator, Form
from quaywatch.history.keys import FIELDS, Key
from quaywatch.history.measures import FIELDS as MEASURED
from quaywatch.history.measures import Measure


class Reading(IntEnum):
    """What is read from a key's state."""

    NEW = 0
    SINCE_FIRST = 1
    SINCE_LAST = 2
    SINCE_FOUND = 3
    COUNT = 4
    RATE = 5
    SURGE = 6
    INSPECTED = 7
    HIT_RATE = 8
    DISTINCT = 9
    DEVIATION = 10
    RATIO = 11
    SURPRISE = 12


@dataclass(frozen=True, slots=True)
class Fold:
    """How the past of a key becomes one number."""

    reading: Reading
    accumulators: tuple[Accumulator, ...] = ()
    prior: float = 0.0
    """What is believed before anything is known: a rate, or a spread in doublings."""
    strength: float = 0.0
    """How many observations that belief weighs."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as the catalogue has it."""

    name: str
    key: Key
    fold: Fold
    meaning: str
    """In plain English, to be read after "of the consignee", "of the route" …"""
    unit: str
    source: str
    """Who measured trade or traffic so before."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The declared fields that the feature rests on."""
        named = list(FIELDS[self.key])
        for accumulator in self.fold.accumulators:
            match accumulator.form:
                case Form.MOMENTS:
                    named += MEASURED[Measure(accumulator.of)]
                case Form.DISTINCT | Form.SHARES:
                    named += FIELDS[Key(accumulator.of)]
                case Form.COUNT | Form.JUDGED:
                    pass
        return tuple(dict.fromkeys(named))
