"""What a port looks at containers with on one day: where, when, worth what, or out of order."""

from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, Means
from quaywatch.node.outages import Down, down, outages, roster_of
from quaywatch.node.plans import plan_of


class Hour(msgspec.Struct, frozen=True, kw_only=True):
    """One hour of a resource."""

    at: datetime
    terminal: str
    slots: int
    price: float
    """Expected finds that one slot more would have been worth when the day was planned."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One resource on one day."""

    name: str
    means: Means
    kind: InspectionKind
    slots_per_hour: int
    mobile: bool
    dangerous_goods: bool
    hours: tuple[Hour, ...]
    """When it works; nothing of what an outage takes."""
    hour_worth: float
    """Expected finds that one more hour of it would bring, where it is worth most."""
    outage: Down | None


def resources(connection: Connection, capacity: Capacity, day: date) -> list[Standing]:
    """Return the resources of a port on a day, by name; of one that changes, as it is at last."""
    work = capacity.work(day, roster_of(connection, day), outages(connection))
    plan = plan_of(connection, day)
    prices = {(p.terminal, p.kind, p.slot_at): p.price for p in plan.prices} if plan else {}
    broken = {each.outage.resource: each for each in down(connection)}
    hours: dict[str, list[Hour]] = {}
    for name, terminal, kind, _, at, slots in work.iter_rows():
        price = prices.get((terminal, kind, at), 0.0)
        hours.setdefault(name, []).append(Hour(at=at, terminal=terminal, slots=slots, price=price))
    return [
        Standing(
            name=each.called,
            means=each.is_a,
            kind=each.kind,
            slots_per_hour=each.slots_per_hour,
            mobile=len(each.terminals) > 1,
            dangerous_goods=each.dangerous_goods,
            hours=tuple(hours.get(each.called, ())),
            hour_worth=each.slots_per_hour
            * max((hour.price for hour in hours.get(each.called, ())), default=0.0),
            outage=broken.get(each.called),
        )
        for _, each in sorted({each.called: each for each in capacity.on(day).resource}.items())
    ]
