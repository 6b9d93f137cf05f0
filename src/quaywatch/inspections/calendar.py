"""The calendar in force: the port's file, and what supervisors changed of it since.

Every change is an event of one stream, with its version, its author and the instant from which it
holds. Nothing is overwritten: a resource that is changed ends where its next form begins. A new
file takes the place of all before it.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.inspections.capacity import Capacity
from quaywatch.inspections.reading import Fault, UnreadableCalendar, faults_of
from quaywatch.inspections.resources import Resource, Travel
from quaywatch.inspections.strata import Coverage
from quaywatch.ledger import Event, Recorded, acts
from quaywatch.ledger.acts import Act, require_next

STREAM = "calendar"


class CalendarEvent(StrEnum):
    """Kinds of event in the stream of the calendar."""

    CHANGED = "calendar.changed"


class Refusal(StrEnum):
    """Why a change is refused."""

    STALE_VERSION = "stale-version"
    UNKNOWN_RESOURCE = "unknown-resource"
    PAST = "past"


class Refused(acts.Refused[Refusal]):
    """A change that the calendar in force does not allow."""


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of `CalendarEvent.CHANGED`: one of these."""

    put: Resource | None = None
    """A resource as it is from its `from_at` on, in place of the one of this name, if any."""
    withdrawn: str = ""
    """A resource that is gone from `from_at` on."""
    from_at: datetime | None = None
    travel: Travel | None = None
    """From now on, like the next."""
    coverage: Coverage | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One change that was made."""

    version: int
    at: datetime
    by: str
    change: Change


class Calendar(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The file, and the changes in order."""

    file: Capacity | None = None
    """None for the assumed one."""
    versions: tuple[Version, ...] = ()
    """All of them, also those before the file."""
    before: int = 0
    """The version at which the file came: what is up to here holds no more."""

    @property
    def version(self) -> int:
        """Number of changes made."""
        return len(self.versions)

    def filed(self, file: Capacity | None) -> "Calendar":
        """Return the calendar with a file, which leaves all as it is where it is the same one."""
        if file == self.file:
            return self
        return msgspec.structs.replace(self, file=file, before=self.version)

    def apply(self, event: Event | Recorded) -> "Calendar":
        """Return the calendar after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.
        """
        require_next(event, STREAM, self.version)
        change = msgspec.json.decode(event.payload, type=Change)
        made = Version(version=self.version + 1, at=event.known_at, by=event.actor, change=change)
        return msgspec.structs.replace(self, versions=(*self.versions, made))

    def in_force(self, assumed: Capacity) -> Capacity:
        """Return what the changes make of the file; every resource knows from when to when it is.

        Args:
            assumed: what holds without a file.
        """
        capacity = self.file or assumed
        for made in self.versions[self.before :]:
            capacity = _changed(capacity, made)
        return capacity


def put(calendar: Calendar, resource: Resource, act: Act) -> Event:
    """Add a resource, or change the one of its name, from its `from_at` on (now).

    Raises:
        Refused: it would change the past, or what was seen has changed.
        UnreadableCalendar: with everything that is wrong with the resource.
    """
    _check(calendar, act, resource.from_at)
    since = resource.from_at or act.at
    resource = msgspec.structs.replace(resource, from_at=since)
    found = tuple(faults_of(resource))
    if found:
        raise UnreadableCalendar(found)
    return _event(calendar, act, Change(put=resource, from_at=since))


def withdraw(
    calendar: Calendar, assumed: Capacity, name: str, from_at: datetime | None, act: Act
) -> Event:
    """Take a resource away from an instant (now) on; raises Refused."""
    _check(calendar, act, from_at)
    since = from_at or act.at
    there = calendar.in_force(assumed).resource
    if all(each.called != name or _over(each, since) for each in there):
        raise Refused(Refusal.UNKNOWN_RESOURCE, f"There is no resource {name!r} by then.")
    return _event(calendar, act, Change(withdrawn=name, from_at=since))


def tell_travel(calendar: Calendar, travel: Travel, act: Act) -> Event:
    """Say how long mobile resources are on their way between two terminals; raises Refused."""
    _check(calendar, act, None)
    if travel.between[0] == travel.between[1]:
        raise UnreadableCalendar((Fault(field="between", message="it goes nowhere"),))
    return _event(calendar, act, Change(travel=travel))


def ask(calendar: Calendar, coverage: Coverage, act: Act) -> Event:
    """Ask for shares of strata from the next freeze on; raises Refused."""
    _check(calendar, act, None)
    return _event(calendar, act, Change(coverage=coverage))


def _check(calendar: Calendar, act: Act, from_at: datetime | None) -> None:
    if act.seen != calendar.version:
        raise Refused(
            Refusal.STALE_VERSION,
            f"The calendar has changed: version {calendar.version}, not {act.seen}.",
        )
    if from_at is not None and from_at < act.at:
        raise Refused(Refusal.PAST, "What was cannot be changed any more.")


def _event(calendar: Calendar, act: Act, change: Change) -> Event:
    payload = msgspec.json.encode(change, order="sorted")
    return acts.next_event(STREAM, calendar.version + 1, act, CalendarEvent.CHANGED, payload)


def _changed(capacity: Capacity, made: Version) -> Capacity:
    change, since = made.change, made.change.from_at or made.at
    replace = msgspec.structs.replace
    if change.put is not None:
        kept = _ended(capacity.resource, change.put.called, since)
        return replace(capacity, resource=(*kept, change.put))
    if change.withdrawn:
        return replace(capacity, resource=_ended(capacity.resource, change.withdrawn, since))
    if change.travel is not None:
        ends = set(change.travel.between)
        others = tuple(each for each in capacity.travel if set(each.between) != ends)
        return replace(capacity, travel=(*others, change.travel))
    return replace(capacity, coverage=change.coverage or capacity.coverage)


def _ended(resources: tuple[Resource, ...], name: str, since: datetime) -> tuple[Resource, ...]:
    """Return resources of which the one of a name ends; what would begin later never does."""
    ended = (
        each
        if each.called != name or _over(each, since)
        else msgspec.structs.replace(each, until_at=since)
        for each in resources
    )
    return tuple(each for each in ended if each.lasts)


def _over(resource: Resource, since: datetime) -> bool:
    return resource.until_at is not None and resource.until_at <= since
