"""A container's events as one row each, in an order that does not depend on how they came."""

from enum import IntEnum
from typing import Any

import numpy as np

from quaywatch.cargo import Classifier, MovementKind

Rows = Any
"""An array of `EVENT`, or of another record type of this package; its fields have no types that a
checker could read."""

SEALS = 4
"""Most seals of one event that are compared; an event that names more is not compared at all."""
VIAS = 6
"""Most places or countries between loading and discharge that a declaration can name."""

EVENT = np.dtype(
    [
        ("container", "u8"),
        ("at", "i8"),
        ("known", "i8"),
        ("digest", "u8"),
        ("seals", "u4", (SEALS,)),
        ("via", "i4", (VIAS,)),
        ("place", "i4"),
        ("pol", "i4"),
        ("pod", "i4"),
        ("imo", "u4"),
        ("vessel", "u4"),
        ("source", "u4"),
        ("mass", "i4"),
        ("verified", "i4"),
        ("tare", "i4"),
        ("kind", "u1"),
        ("classifier", "u1"),
        ("packed", "i1"),
        ("size", "u1"),
        ("level", "u1"),
        ("unsure", "u1"),
    ]
)
"""One event or one declaration of a container; no byte of a row is without meaning.

`container`: see `encoding.container`. `at`: microseconds since 1970. `known`: when it became
known, as a number that only grows; it also names the evidence. `digest`: of all else that the row
says, so that the same thing said twice is one event. `seals`: digests of seal numbers, 0 for none.
`via`: places (from 0) and countries (-2 - number) on the way, `NOWHERE` for none. `place`, `pol`,
`pod`: rows of the list of places, `NOWHERE` for none. `imo`, `vessel`: ship's number, digest of
its name, 0 for none. `source`: digest of who said it where (sender, format,
bill). `mass`, `verified`: kilograms with the
container (a declaration's `mass` is of the goods alone), 0 for none. `tare`: usual mass of the
empty container. `packed`: 0, 1 or -1 where nothing is said. `size`: length and kind, 0 for none.
`level`: of a declaration, see `Level`. `unsure`: bits of `Unsure`.
"""

NOWHERE = -1


class Kind(IntEnum):
    """What happened, in the order in which things happen that bear the same instant."""

    DECLARED = 0
    PICKED_UP = 1
    STUFFED = 2
    WEIGHED = 3
    GATE_IN = 4
    HELD = 5
    INSPECTED = 6
    RESEALED = 7
    RELEASED = 8
    LOADED = 9
    STOWED = 10
    DEPARTED = 11
    ARRIVED = 12
    DISCHARGED = 13
    REMOVED = 14
    GATE_OUT = 15
    STRIPPED = 16
    DROPPED_OFF = 17


class Certainty(IntEnum):
    """How sure the event is."""

    PLANNED = 0
    ESTIMATED = 1
    ACTUAL = 2


class Level(IntEnum):
    """Whose bill a declaration is."""

    NONE = 0
    MASTER = 1
    HOUSE = 2


class Unsure(IntEnum):
    """What a row could not hold in full, so that it proves nothing."""

    SEALS = 1
    ROUTE = 2


KINDS: dict[MovementKind, Kind] = {kind: Kind[kind.name] for kind in MovementKind}
CERTAINTIES: dict[Classifier, Certainty] = {
    classifier: Certainty[classifier.name] for classifier in Classifier
}


def empty(height: int) -> Rows:
    """Return rows that say nothing yet."""
    rows: Any = np.zeros(height, dtype=EVENT)
    for field in ("via", "place", "pol", "pod"):
        rows[field] = NOWHERE
    rows["packed"] = -1
    return rows
