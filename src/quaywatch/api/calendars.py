"""The calendar in force between its shapes and the port's own."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from quaywatch.api.calendar_shapes import (
    AskedShape,
    CalendarChange,
    CalendarShape,
    CoveredShape,
    ResourceDefinition,
    Shift,
    TravelShape,
    Weekday,
)
from quaywatch.api.errors import ApiError
from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, Coverage, Covered, Means, Resource, Strata
from quaywatch.inspections.calendar import Calendar, Version
from quaywatch.inspections.capacity import WEEKDAYS

_ALWAYS = datetime.min.replace(tzinfo=UTC)


def calendar_shape(
    calendar: Calendar, capacity: Capacity, covered: Sequence[Covered], now: datetime
) -> CalendarShape:
    """Return the calendar as it is shown: nothing of what has ended."""
    there = [r for r in capacity.resource if r.until_at is None or r.until_at > now]
    return CalendarShape(
        version=calendar.version,
        timezone=capacity.timezone,
        resources=[
            _definition(each)
            for each in sorted(there, key=lambda each: (each.called, each.from_at or _ALWAYS))
        ],
        travel=[
            TravelShape(one=each.between[0], other=each.between[1], minutes=each.minutes)
            for each in capacity.travel
        ],
        strata=capacity.coverage.strata.value,
        asked=[
            AskedShape(stratum=name, share=share)
            for name, share in sorted(capacity.coverage.shares.items())
        ],
        covered=covered_shapes(covered),
        changes=[_change(each, calendar.before) for each in reversed(calendar.versions)],
    )


def covered_shapes(covered: Iterable[Covered]) -> list[CoveredShape]:
    """Return what was asked of strata, and what a plan gave them."""
    return [
        CoveredShape(
            stratum=each.stratum,
            boxes=each.boxes,
            asked=each.asked,
            reached=each.reached,
            price=each.price,
            short=None if each.short is None else each.short.value,
        )
        for each in covered
    ]


def resource_of(said: ResourceDefinition) -> Resource:
    """Return a resource as somebody defined it."""
    hours: dict[Weekday, tuple[int, int]] = {
        shift.weekday: (shift.start, shift.end) for shift in said.shifts
    }
    if len(hours) < len(said.shifts):
        raise ApiError(422, "calendar.invalid", "shifts: a weekday is named twice")
    return Resource(
        name=said.name.strip(),
        means=Means(said.means),
        kind=InspectionKind(said.kind),
        terminal=said.terminal.strip(),
        slots_per_hour=said.slots_per_hour,
        hours=hours,
        moves_to=tuple(name.strip() for name in said.moves_to),
        setup_minutes=said.setup_minutes,
        dangerous_goods=said.dangerous_goods,
        from_at=said.from_at,
        until_at=said.until_at,
    )


def coverage_of(strata: str, asked: Sequence[AskedShape]) -> Coverage:
    """Return what somebody asks of strata."""
    shares = {each.stratum: each.share for each in asked}
    if len(shares) < len(asked):
        raise ApiError(422, "calendar.invalid", "asked: a stratum is named twice")
    try:
        return Coverage(strata=Strata(strata), shares=shares)
    except ValueError as error:
        raise ApiError(422, "calendar.invalid", f"asked: {error}") from error


def _definition(each: Resource) -> ResourceDefinition:
    return ResourceDefinition(
        name=each.called,
        means=each.is_a.value,
        kind=each.kind.value,
        terminal=each.terminal,
        slots_per_hour=each.slots_per_hour,
        shifts=[
            Shift(weekday=day, start=each.hours[day][0], end=each.hours[day][1])
            for day in WEEKDAYS
            if day in each.hours
        ],
        moves_to=list(each.moves_to),
        setup_minutes=each.setup_minutes,
        dangerous_goods=each.dangerous_goods,
        from_at=each.from_at,
        until_at=each.until_at,
    )


def _change(made: Version, before: int) -> CalendarChange:
    change = made.change
    what, name = "coverage", ""
    if change.put is not None:
        what, name = "put", change.put.called
    elif change.withdrawn:
        what, name = "withdrawn", change.withdrawn
    elif change.travel is not None:
        what, name = "travel", " / ".join(change.travel.between)
    return CalendarChange(
        version=made.version,
        at=made.at,
        by=made.by,
        what=what,
        name=name,
        from_at=change.from_at or made.at,
        holds=made.version > before,
    )
