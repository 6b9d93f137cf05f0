"""One seeded test, folded from its stream in the ledger."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.cargo import Concealment
from quaywatch.ledger import Event, Recorded
from quaywatch.ledger.acts import one_of, require_next


class SeedingEvent(StrEnum):
    """Kinds of event in a test's stream."""

    REGISTERED = "seeded.registered"
    """Somebody put it down, and named who is responsible with them."""
    CONFIRMED = "seeded.confirmed"
    """That person stands by it: from now on it runs."""
    REPORTED = "seeded.reported"
    """One of the two says what became of it."""
    CLOSED = "seeded.closed"
    """The other agrees: from now on it counts."""
    CALLED_OFF = "seeded.called-off"
    """It does not count: it was lost, seen through, or never placed."""
    READ = "seeded.read"
    """Somebody looked at a test that is open; not of its stream."""


class Kind(StrEnum):
    """What is put in the way of those who look."""

    LOAD = "load"
    """A harmless load, hidden as traffickers hide theirs."""
    BOOKING = "booking"
    """A booking of no real cargo, whose papers bear what targeting should see."""


class Stage(StrEnum):
    """What the test is put to."""

    TARGETING = "targeting"
    """Whether the box is chosen."""
    SCAN = "scan"
    """Whether it is seen in the picture."""
    OPENING = "opening"
    """Whether it is found when the box is opened."""


class Standing(StrEnum):
    """Where a test is."""

    NONE = "none"
    REGISTERED = "registered"
    OPEN = "open"
    REPORTED = "reported"
    CLOSED = "closed"
    CALLED_OFF = "called-off"


class Planted(msgspec.Struct, frozen=True, kw_only=True):
    """What is tested, and how."""

    kind: Kind
    stage: Stage
    port: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]
    """UN/LOCODE."""
    concealment: Concealment
    made_on: date
    """When the way of hiding was last set by what is found in real cases."""
    refresh_due: date
    """Until when it is taken to be how traffickers hide."""
    second: Annotated[str, msgspec.Meta(min_length=1)]
    """Account of the other person who is responsible."""
    where: Annotated[str, msgspec.Meta(max_length=200)] = ""
    """The box or booking: for the two alone, also when it is over."""

    def __post_init__(self) -> None:
        """Refuse a way of hiding that is out of date before it is made; raises ValueError."""
        if self.refresh_due <= self.made_on:
            raise ValueError("a test is due to be refreshed after it is made")


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a test's events; which fields are there follows from the kind."""

    planted: Planted | None = None
    found: bool | None = None
    on: date | None = None
    """When those who look had it before them."""
    reason: str = ""


class Test(msgspec.Struct, frozen=True, kw_only=True):
    """One test as of `version`, the number of events in its stream."""

    __test__ = False

    name: str
    version: int = 0
    standing: Standing = Standing.NONE
    planted: Planted | None = None
    """There is one from the first event on."""
    first: str = ""
    """Account of who registered it."""
    reported_by: str = ""
    found: bool | None = None
    on: date | None = None
    reason: str = ""
    ended_at: datetime | None = None

    def responsible(self, actor: str) -> bool:
        """Say whether somebody is one of the two."""
        second = self.planted.second if self.planted else ""
        return one_of(actor, (each for each in (self.first, second) if each))

    @property
    def counts(self) -> bool:
        """Whether its result counts."""
        return self.standing is Standing.CLOSED and self.found is not None

    @property
    def stale(self) -> bool:
        """Whether it hid as nobody hides any more when it was before those who look."""
        return bool(self.on and self.planted and self.on > self.planted.refresh_due)

    def apply(self, event: Event | Recorded) -> "Test":
        """Return the test after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        require_next(event, stream(self.name), self.version)
        kind = SeedingEvent(event.kind)
        fact = msgspec.json.decode(event.payload, type=Fact)
        changes: dict[str, object] = {}
        if kind is SeedingEvent.REGISTERED:
            changes = {"planted": fact.planted, "first": event.actor}
        elif kind is SeedingEvent.REPORTED:
            changes = {"found": fact.found, "on": fact.on, "reported_by": event.actor}
        elif kind in (SeedingEvent.CLOSED, SeedingEvent.CALLED_OFF):
            changes = {"reason": fact.reason, "ended_at": event.known_at}
        return msgspec.structs.replace(
            self, version=self.version + 1, standing=_STANDINGS[kind], **changes
        )


_STANDINGS = {
    SeedingEvent.REGISTERED: Standing.REGISTERED,
    SeedingEvent.CONFIRMED: Standing.OPEN,
    SeedingEvent.REPORTED: Standing.REPORTED,
    SeedingEvent.CLOSED: Standing.CLOSED,
    SeedingEvent.CALLED_OFF: Standing.CALLED_OFF,
}
_STREAM = "seeded/"


def stream(name: str) -> str:
    """Name of a test's stream in the ledger."""
    return f"{_STREAM}{name}"


def named(stream: str | None) -> str | None:
    """Return the test whose stream this is, if it is one's."""
    return stream.removeprefix(_STREAM) if stream and stream.startswith(_STREAM) else None
