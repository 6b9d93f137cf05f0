"""The life of one thing, folded from its stream, and the second person that some steps take."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar

import msgspec

from quaywatch.ledger.acts import Act, Refused, one_of, require_next
from quaywatch.ledger.events import Event, Recorded

Kind = TypeVar("Kind", bound=StrEnum)
Fact = TypeVar("Fact", bound=msgspec.Struct)


class Step(msgspec.Struct, Generic[Kind, Fact], frozen=True, kw_only=True):
    """One event of a stream, read: what somebody did."""

    version: int
    """Its place in the stream, from 1."""
    kind: Kind
    at: datetime
    actor: str
    fact: Fact


class Life(msgspec.Struct, Generic[Kind, Fact], frozen=True, kw_only=True):
    """A thing as of `version`, the number of events in its stream."""

    version: int = 0
    history: tuple[Step[Kind, Fact], ...] = ()

    def after(self, step: Step[Kind, Fact], changes: dict[str, object]) -> Self:
        """Return the life with one more step and what that changed."""
        history = (*self.history, step)
        return msgspec.structs.replace(self, version=step.version, history=history, **changes)


def next_step(
    event: Event | Recorded, stream: str, version: int, kinds: type[Kind], facts: type[Fact]
) -> Step[Kind, Fact]:
    """Read the event that follows version `version` of a stream.

    Raises:
        ValueError: it is of another stream, not the next one, or of no such kind.

    """
    require_next(event, stream, version)
    return Step(
        version=version + 1,
        kind=kinds(event.kind),
        at=event.known_at,
        actor=event.actor,
        fact=msgspec.json.decode(event.payload, type=facts),
    )


def require_second(
    act: Act, firsts: Iterable[str | None], own: Refused[Any], none: Refused[Any] | None = None
) -> None:
    """Refuse whoever had a hand in what waits for a second person.

    Args:
        act: by whom it is to be decided.
        firsts: accounts of those who wrote or proposed it; an empty one is nobody's.
        own: raised where `act.actor` is one of them.
        none: raised where there is none of them; without it, anybody decides then.

    """
    named = [first for first in firsts if first]
    if not named and none is not None:
        raise none
    if one_of(act.actor, named):
        raise own
