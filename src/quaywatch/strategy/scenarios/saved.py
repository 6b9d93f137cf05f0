"""A scenario that was saved under a name, so that others see the same answer by its link.

One stream a name; whoever saves it again says on which version, and every version stays on record.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.ledger import Event, Recorded, acts
from quaywatch.ledger.acts import Act, require_next
from quaywatch.strategy.scenarios.scenario import Scenario

_HEAD = "scenario/"


class ScenarioEvent(StrEnum):
    """Kinds of event in the stream of a scenario."""

    SAVED = "scenario.saved"


class Refusal(StrEnum):
    """Why a scenario is not saved."""

    STALE_VERSION = "stale-version"


class Refused(acts.Refused[Refusal]):
    """Somebody saved under this name meanwhile, or before."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of the event."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    note: Annotated[str, msgspec.Meta(max_length=2000)]
    scenario: Scenario


class Saved(msgspec.Struct, frozen=True, kw_only=True):
    """What is saved under a name, as of `version` events of its stream."""

    name: str
    version: int = 0
    by: str = ""
    at: datetime | None = None
    fact: Fact | None = None
    """None where nothing was ever saved."""

    def apply(self, event: Event | Recorded) -> "Saved":
        """Return it after one more event of its stream; raises ValueError where it is not."""
        require_next(event, stream(self.name), self.version)
        return Saved(
            name=self.name,
            version=self.version + 1,
            by=event.actor,
            at=event.known_at,
            fact=msgspec.json.decode(event.payload, type=Fact),
        )


def stream(name: str) -> str:
    """Name of the stream of a scenario."""
    return _HEAD + name


def named(of: str | None) -> str | None:
    """Return whose stream it is, None where it is no scenario's."""
    return of.removeprefix(_HEAD) if of and of.startswith(_HEAD) else None


def save(before: Saved, fact: Fact, act: Act) -> Event:
    """Save a scenario under a name, on sight of a version of it (0: nothing is there yet)."""
    if act.seen != before.version:
        raise Refused(Refusal.STALE_VERSION, f"{before.by or 'Nobody'} saved {before.name}.")
    payload = msgspec.json.encode(fact, order="sorted")
    return acts.next_event(
        stream(before.name), before.version + 1, act, ScenarioEvent.SAVED, payload
    )
