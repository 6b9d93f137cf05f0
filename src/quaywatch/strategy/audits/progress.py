"""How far an order of looks by lot has come, stratum by stratum, and by when it will be done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, fsum

import msgspec

_FAR = 36_500
"""Days beyond which nobody plans."""


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """One box that was drawn by lot."""

    stratum: str
    chance: float
    """With which it was drawn, above 0."""
    drawn_on: date
    looked_on: date | None = None
    """When its outcome was recorded."""
    opened: bool = False
    """Whether anybody opened it."""
    found: bool = False

    def __post_init__(self) -> None:
        """Refuse a draw that could not be, and finds of no look; raises ValueError."""
        if not 0 < self.chance <= 1:
            raise ValueError(f"nothing is drawn with a chance of {self.chance}")
        if (self.opened or self.found) and self.looked_on is None:
            raise ValueError("what nobody looked at is neither opened nor found in")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is ordered of one stratum."""

    looks: int
    openings: int = 0
    """Of the looks, those in which the box is opened."""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far one stratum has come."""

    stratum: str
    looks: int
    """As ordered."""
    openings: int
    drawn: int
    looked: int
    opened: int
    found: int
    left: int
    """Looks that it still takes."""
    ready_on: date | None
    """By when, if it goes on as it has since the order began; None where it does not go on."""
    late: bool
    """Not by the last day of the order."""


def progress(
    wanted: Mapping[str, Wanted], lots: Iterable[Lot], since: date, until: date, today: date
) -> tuple[Progress, ...]:
    """Return how far each stratum has come, in the order in which they are asked.

    Boxes that were drawn on a day of the order count, also where they are looked at after it; those
    of strata that nothing is asked of are left out.
    """
    kept: dict[str, list[Lot]] = {name: [] for name in wanted}
    for one in lots:
        if one.stratum in kept and since <= one.drawn_on <= min(until, today):
            kept[one.stratum].append(one)
    return tuple(_of(name, wanted[name], some, since, until, today) for name, some in kept.items())


def effective(lots: Sequence[Lot]) -> tuple[int, int]:
    """Return as many even draws, and finds among them, as boxes drawn by other chances are worth.

    The share of finds is weighted by one over the chance (Hajek); the number of draws is Kish's
    effective size. Only boxes that were looked at count.
    """
    weights = [1 / one.chance for one in lots if one.looked_on is not None]
    if not weights:
        return 0, 0
    finds = fsum(1 / one.chance for one in lots if one.found)
    size = fsum(weights) ** 2 / fsum(weight * weight for weight in weights)
    audited = max(1, round(size))
    return audited, min(audited, round(audited * finds / fsum(weights)))


def _of(
    name: str, wanted: Wanted, lots: Sequence[Lot], since: date, until: date, today: date
) -> Progress:
    looked = sum(one.looked_on is not None for one in lots)
    opened = sum(one.opened for one in lots)
    left = max(0, wanted.looks - looked, wanted.openings - opened)
    slower = opened if wanted.openings - opened > wanted.looks - looked else looked
    ready = _ready(left, slower, since, today)
    return Progress(
        stratum=name,
        looks=wanted.looks,
        openings=wanted.openings,
        drawn=len(lots),
        looked=looked,
        opened=opened,
        found=sum(one.found for one in lots),
        left=left,
        ready_on=ready,
        late=left > 0 and (ready is None or ready > until),
    )


def _ready(left: int, done: int, since: date, today: date) -> date | None:
    if left == 0:
        return today
    if done == 0:
        return None
    days = ceil(left * ((today - since).days + 1) / done)
    return today + timedelta(days=days) if days <= _FAR else None
