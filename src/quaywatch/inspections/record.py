"""The record of a box: what was decided about it, folded from its stream in the ledger."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.cargo import Order, Outcome
from quaywatch.ledger import Event, Recorded
from quaywatch.ledger.acts import require_next


class BoxEvent(StrEnum):
    """Kinds of event in the stream of a box."""

    SELECTED = "box.selected"
    """A day's plan picked it."""
    ORDERED = "box.ordered"
    HELD = "box.held"
    """An officer took it in hand."""
    RELEASED = "box.released"
    OUTCOME = "box.outcome"
    CORRECTED = "box.corrected"
    LAPSED = "box.lapsed"
    """It left the list unseen: its pick-up is long over and nobody reported it gone."""


class Status(StrEnum):
    """Where a box stands."""

    OPEN = "open"
    ORDERED = "ordered"
    HELD = "held"
    DONE = "done"


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a box's events; which fields are there follows from the kind."""

    box_id: str
    order: Order | None = None
    """With `box.selected` what the plan proposes, with `box.ordered` what was ordered."""
    outcome: Outcome | None = None
    reason: str | None = None
    """Why an outcome was corrected."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done with a box."""

    version: int
    kind: BoxEvent
    at: datetime
    actor: str
    fact: Fact


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one box as of `version`, the number of events in its stream."""

    box_id: str
    version: int = 0
    held_by: str | None = None
    selected: Order | None = None
    """What the last plan that picked this box proposes."""
    order: Order | None = None
    ordered_by: str | None = None
    outcome: Outcome | None = None
    """The outcome in force; a correction replaces it."""
    outcome_by: str | None = None
    lapsed: bool = False
    """Taken for gone; whoever acts on the box again brings it back."""
    history: tuple[Entry, ...] = ()

    @property
    def status(self) -> Status:
        """Done once there is an outcome, else held, ordered or open."""
        if self.outcome is not None:
            return Status.DONE
        if self.held_by is not None:
            return Status.HELD
        return Status.OPEN if self.order is None else Status.ORDERED

    def apply(self, event: Event | Recorded) -> "Record":
        """The record after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.
        """
        require_next(event, stream(self.box_id), self.version)
        kind, fact = BoxEvent(event.kind), msgspec.json.decode(event.payload, type=Fact)
        entry = Entry(
            version=self.version + 1, kind=kind, at=event.known_at, actor=event.actor, fact=fact
        )
        return msgspec.structs.replace(
            self,
            version=entry.version,
            history=(*self.history, entry),
            **_changes(kind, fact, event.actor),
        )


def stream(box_id: str) -> str:
    """Name of a box's stream in the ledger."""
    return f"box/{box_id}"


def fold(box_id: str, events: Iterable[Event | Recorded]) -> Record:
    """The record of a box from its events in order."""
    record = Record(box_id=box_id)
    for event in events:
        record = record.apply(event)
    return record


def _changes(kind: BoxEvent, fact: Fact, actor: str) -> dict[str, object]:
    match kind:
        case BoxEvent.SELECTED:
            return {"selected": fact.order}
        case BoxEvent.ORDERED:
            return {"order": fact.order, "ordered_by": actor, "lapsed": False}
        case BoxEvent.HELD:
            return {"held_by": actor, "lapsed": False}
        case BoxEvent.RELEASED:
            return {"held_by": None}
        case BoxEvent.OUTCOME | BoxEvent.CORRECTED:
            return {"outcome": fact.outcome, "outcome_by": actor, "held_by": None}
        case BoxEvent.LAPSED:
            return {"lapsed": True}
