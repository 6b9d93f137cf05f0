"""What was found where, by whoever said so: what early warning counts."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec


class Find(msgspec.Struct, frozen=True, kw_only=True):
    """One load that was found, here or at an ally's."""

    name: str
    """Of the notice or the box that tells of it: the reason that is shown with an alert."""
    day: date
    port: str
    """UN/LOCODE of where it was found."""
    route: str = ""
    """Country of loading; empty where nobody said."""
    cover: str = ""
    """Chapter of the Harmonized System of the cover load; empty where nobody said."""
    mass_kg: Annotated[float, msgspec.Meta(gt=0)] | None = None


class Kind(StrEnum):
    """What a series is of."""

    PORT = "port"
    ROUTE = "route"
    COVER = "cover"
    PORT_ROUTE = "port-route"


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Finds of one kind, by period, the latest last."""

    kind: Kind
    name: str
    """Of the port, route or cover; of both, with a slash between."""
    finds: tuple[tuple[Find, ...], ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many in each period."""
        return tuple(len(each) for each in self.finds)


class Periods(msgspec.Struct, frozen=True, kw_only=True):
    """The periods that are compared: the last one with those before it, all of one length."""

    until: date
    """First day that does not belong to the last period."""
    days: Annotated[int, msgspec.Meta(ge=7, le=366)] = 91
    before: Annotated[int, msgspec.Meta(ge=3, le=40)] = 8

    def of(self, day: date) -> int | None:
        """Return the number of the period that a day lies in, from 0; None for none."""
        back = (self.until - day).days
        if not 1 <= back <= self.days * (self.before + 1):
            return None
        return self.before - (back - 1) // self.days

    @property
    def since(self) -> date:
        """First day of the last period."""
        return self.until - timedelta(days=self.days)


def series(finds: tuple[Find, ...], periods: Periods) -> tuple[Series, ...]:
    """Return all series in which anything was ever found, in the order of kind and name."""
    sorted_out: dict[tuple[Kind, str], list[list[Find]]] = {}
    for find in sorted(finds, key=lambda one: (one.day, one.name)):
        number = periods.of(find.day)
        if number is None:
            continue
        for kind, name in _belongs(find):
            empty = [list[Find]() for _ in range(periods.before + 1)]
            sorted_out.setdefault((kind, name), empty)[number].append(find)
    return tuple(
        Series(kind=kind, name=name, finds=tuple(tuple(each) for each in of_each))
        for (kind, name), of_each in sorted(sorted_out.items())
    )


def _belongs(find: Find) -> list[tuple[Kind, str]]:
    made = [(Kind.PORT, find.port)]
    if find.route:
        made += [(Kind.ROUTE, find.route), (Kind.PORT_ROUTE, f"{find.port}/{find.route}")]
    if find.cover:
        made.append((Kind.COVER, find.cover))
    return made
