"""What a trip can contradict itself in."""

from enum import IntEnum

import numpy as np


class Contradiction(IntEnum):
    """One kind of contradiction; its value is its bit in a container's mask."""

    SEAL_CHANGED = 0
    SEAL_UNDECLARED = 1
    MASS_DRIFT = 2
    MASS_ABOVE_DECLARED = 3
    TWO_PLACES = 4
    SEEN_AFTER_LEAVING = 5
    LOADED_BEFORE_GATE_IN = 6
    STOWED_NEVER_LOADED = 7
    EVENT_MISSING = 8
    HUB_DWELL = 9
    TRANSHIPMENT_UNDECLARED = 10
    DISCHARGED_ELSEWHERE = 11
    PLAN_BROKEN = 12
    DETOUR = 13
    EMPTY_WITH_CARGO = 14
    EMPTY_SEALED = 15
    SIZE_TYPE_DIFFERS = 16
    VESSEL_DIFFERS = 17
    DISCHARGED_BEFORE_ARRIVAL = 18

    @property
    def code(self) -> str:
        """Stable name, as the checks and the page have it: `seal-changed`."""
        return self.name.lower().replace("_", "-")


FINDING = np.dtype(
    [
        ("container", "u8"),
        ("first", "i8"),
        ("second", "i8"),
        ("figure", "i4"),
        ("limit", "i4"),
        ("trip", "i4"),
        ("code", "u1"),
        ("first_kind", "u1"),
        ("second_kind", "u1"),
    ]
)
"""One contradiction of one trip; of each kind the first that the trip shows.

`first`, `second`: `known` of the two events that do not agree (the same one twice when it
contradicts itself), with their kinds. `figure` and `limit`: what was measured and what would be
usual, in the unit of the contradiction: kilograms, hours, or nautical miles.
"""

TRIP = np.dtype(
    [
        ("container", "u8"),
        ("from_at", "i8"),
        ("until_at", "i8"),
        ("declared", "i8"),
        ("start", "i8"),
        ("events", "i4"),
        ("trip", "i4"),
        ("loaded", "i4"),
        ("discharged", "i4"),
        ("contradictions", "u4"),
    ]
)
"""One trip of one container: its bounds, the first declaration known for it (`known`, or -1), the
place in the ordered events at which it starts and how many it has, where it was first loaded and
last discharged (rows of the list of places), and a bit for each contradiction."""
