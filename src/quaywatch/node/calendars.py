"""What the port looks with, as the file said and supervisors changed it."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from quaywatch.inspections import Capacity, Coverage, Resource, Travel
from quaywatch.inspections import calendar as changing
from quaywatch.inspections.calendar import Calendar, CalendarEvent
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node.drafts import Draft
from quaywatch.node.facts import DESCRIBED, Description, Fact, event_of
from quaywatch.node.queue import Queue
from quaywatch.node.state import State


def calendar_after(calendar: Calendar, fact: Fact) -> bytes | None:
    """Return the calendar after a fact that changes it; None where it does not."""
    if fact.kind == DESCRIBED:
        described = msgspec.json.decode(fact.payload, type=Description)
        return msgspec.json.encode(calendar.filed(described.capacity), order="sorted")
    if fact.kind == CalendarEvent.CHANGED:
        return msgspec.json.encode(calendar.apply(event_of(fact)), order="sorted")
    return None


class Calendars:
    """Changes the calendar in force; safe to use from many threads.

    Every command raises `calendar.Refused` where `seen` is not the version in force, and
    `UnreadableCalendar` with what is wrong.
    """

    def __init__(
        self, queue: Queue, state: State, assumed: Capacity, clock: Callable[[], datetime]
    ) -> None:
        self._queue, self._state, self._assumed, self._now = queue, state, assumed, clock

    @property
    def calendar(self) -> Calendar:
        """The file and all changes of it."""
        return self._state.calendar

    @property
    def capacity(self) -> Capacity:
        """What the port looks with, and when."""
        return self._state.calendar.in_force(self._assumed)

    def put(self, resource: Resource, *, actor: str, seen: int) -> Calendar:
        """Add a resource, or change the one of its name."""
        return self._change(actor, seen, lambda now, act: changing.put(now, resource, act))

    def withdraw(self, name: str, from_at: datetime | None, *, actor: str, seen: int) -> Calendar:
        """Take a resource away from an instant on; None for now."""
        assumed = self._assumed
        return self._change(
            actor, seen, lambda now, act: changing.withdraw(now, assumed, name, from_at, act)
        )

    def tell_travel(self, travel: Travel, *, actor: str, seen: int) -> Calendar:
        """Say how long mobile resources are on their way between two terminals."""
        return self._change(actor, seen, lambda now, act: changing.tell_travel(now, travel, act))

    def ask(self, coverage: Coverage, *, actor: str, seen: int) -> Calendar:
        """Ask for shares of strata, from the next freeze on."""
        return self._change(actor, seen, lambda now, act: changing.ask(now, coverage, act))

    def _change(self, actor: str, seen: int, decide: Callable[[Calendar, Act], Event]) -> Calendar:
        act = Act(actor=actor, at=self._now(), seen=seen)
        self._queue.commit(lambda _: [Draft(event=decide(self._state.calendar, act))])
        return self._state.calendar
