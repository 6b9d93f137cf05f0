"""The life of one matter, folded from its stream in the ledger."""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.alliance.accords.matters import Matter, Topic
from quaywatch.ledger import Event, Recorded, lives
from quaywatch.ledger.lives import Step, next_step


class AccordEvent(StrEnum):
    """Kinds of event in the stream of a matter."""

    PROPOSED = "accord.proposed"
    """Put forward, or put forward anew: what is in force goes on meanwhile."""
    CONFIRMED = "accord.confirmed"
    RETURNED = "accord.returned"
    SUSPENDED = "accord.suspended"
    """Out of force until two people put it in force again."""
    ENDED = "accord.ended"
    """For good; a notice that ends is withdrawn."""


class Stage(StrEnum):
    """How it stands."""

    PROPOSED = "proposed"
    """Awaits a second person; nothing of it is in force yet."""
    RETURNED = "returned"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a matter's events; which fields are there follows from the kind."""

    matter: Matter | None = None
    """With `accord.proposed`."""
    reason: str | None = None
    under: str | None = None
    """With `accord.confirmed`: the standing order by which the proposer alone was enough."""


Entry = Step[AccordEvent, Fact]


class Life(lives.Life[AccordEvent, Fact], frozen=True, kw_only=True):
    """One matter as of `version`, the number of events in its stream."""

    topic: Topic
    name: str
    proposed: Matter | None = None
    """What awaits a second person."""
    proposed_by: str = ""
    in_force: Matter | None = None
    last_in_force: Matter | None = None
    """What is in force, or was last."""
    confirmed_by: str = ""
    since: datetime | None = None
    """When that came into force."""
    ended: bool = False
    suspended: bool = False

    @property
    def stage(self) -> Stage:
        """How it stands."""
        if self.ended:
            return Stage.ENDED
        if self.in_force is not None:
            return Stage.IN_FORCE
        if self.suspended:
            return Stage.SUSPENDED
        return Stage.PROPOSED if self.proposed is not None else Stage.RETURNED

    def apply(self, event: Event | Recorded) -> "Life":
        """Return the life after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        place = stream(self.topic, self.name)
        entry = next_step(event, place, self.version, AccordEvent, Fact)
        return self.after(entry, _changes(self, entry))


_STREAM = "accord/"


def stream(topic: Topic, name: str) -> str:
    """Name of a matter's stream in the ledger."""
    return f"{_STREAM}{topic.value}/{name}"


def named(stream: str | None) -> tuple[Topic, str] | None:
    """Return the matter that a stream is about, None when it is about something else."""
    if not stream or not stream.startswith(_STREAM):
        return None
    topic, _, name = stream.removeprefix(_STREAM).partition("/")
    return Topic(topic), name


def _changes(life: Life, entry: Entry) -> dict[str, object]:
    match entry.kind:
        case AccordEvent.PROPOSED:
            return {"proposed": entry.fact.matter, "proposed_by": entry.actor}
        case AccordEvent.RETURNED:
            return {"proposed": None, "proposed_by": ""}
        case AccordEvent.CONFIRMED:
            return {
                "in_force": life.proposed,
                "last_in_force": life.proposed,
                "proposed": None,
                "confirmed_by": entry.actor,
                "since": entry.at,
                "suspended": False,
            }
        case AccordEvent.SUSPENDED:
            return {"in_force": None, "suspended": True}
        case AccordEvent.ENDED:
            return {"in_force": None, "proposed": None, "suspended": False, "ended": True}
