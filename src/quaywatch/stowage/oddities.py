"""When a place aboard is odd enough to be told."""

from enum import IntEnum
from typing import Protocol

from quaywatch.stowage.reach import Reach

RARE = 1 / 16
"""A place is told when at most this share of the like of the box is as easy to reach."""
OUT_OF_PLACE = 1 / 128
"""Height for its mass and company together: told when at most so likely."""
FEWEST = 5
"""A plan with fewer others of which the same can be asked says nothing."""


class Oddity(IntEnum):
    """What can be odd about a place aboard."""

    STOWED_WITHIN_REACH = 0
    RESTOWED_WITHIN_REACH = 1
    STOWED_OUT_OF_PLACE = 2

    @property
    def code(self) -> str:
        """Stable name, as the checks and the page have it: `stowed-within-reach`."""
        return self.name.lower().replace("_", "-")


class Placed(Protocol):
    """What a plan says of a box: see `JUDGED`."""

    @property
    def aboard(self) -> int:
        """Boxes that the plan names."""
        ...

    @property
    def reach(self) -> int:
        """`Reach` of its place."""
        ...

    @property
    def reachable(self) -> float:
        """Share of the like that are at least as easy to reach."""
        ...

    @property
    def high(self) -> float:
        """Share of the like that stand so high, or so low."""
        ...

    @property
    def apart(self) -> float:
        """Its company over what is usual."""
        ...


def oddities(placed: Placed) -> tuple[Oddity, ...]:
    """Return what is odd about the place of a box in one plan."""
    if placed.aboard <= FEWEST:
        return ()
    found: list[Oddity] = []
    if placed.reach >= Reach.LOW_ON_DECK and placed.reachable <= RARE:
        found.append(Oddity.STOWED_WITHIN_REACH)
    if placed.high * placed.apart <= OUT_OF_PLACE:
        found.append(Oddity.STOWED_OUT_OF_PLACE)
    return tuple(found)


def moved_within_reach(before: int, after: int) -> bool:
    """Say whether a box was moved from where it was hard to reach to where it is easy."""
    return before < after and after >= Reach.LOW_ON_DECK
