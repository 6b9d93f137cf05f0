"""The plan to close a gap: who, by when, for how much, and that somebody else has seen it closed.

One stream a gap of a port. An owner says that it is closed and shows what by; another person
agrees. A later date needs a reason, so that what slips shows.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from quaywatch.ledger import Event, Recorded, acts, lives
from quaywatch.ledger.acts import Act
from quaywatch.ledger.lives import Step, next_step, require_second


class GapEvent(StrEnum):
    """Kinds of event in the stream of a gap."""

    PLANNED = "gap.planned"
    MOVED = "gap.moved"
    """It will take until another day."""
    CLOSED = "gap.closed"
    """Its owner says so, and shows what by…"""
    AGREED = "gap.agreed"
    """…and another person has seen it."""
    REFUSED = "gap.refused"
    """Another person has looked, and it is not closed."""


class Refusal(StrEnum):
    """Why something cannot be done with a gap."""

    STALE_VERSION = "stale-version"
    NO_PLAN = "no-plan"
    PLANNED = "planned"
    NOT_CLOSED = "not-closed"
    OVER = "over"
    FOUR_EYES = "four-eyes"
    REASON_NEEDED = "reason-needed"
    NOTHING_SHOWN = "nothing-shown"
    OTHER_PORT = "other-port"
    """Who speaks neither for the port nor for the alliance."""


class Refused(acts.Refused[Refusal]):
    """A command that the state of the gap does not allow."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a gap's events; which fields are there follows from the kind."""

    port: str
    requirement: str
    owner: str = ""
    until: date | None = None
    eur: Annotated[float, msgspec.Meta(ge=0)] | None = None
    what: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    """What is to be done, why it takes longer, or why it is not closed."""
    evidence: tuple[str, ...] = ()


Entry = Step[GapEvent, Fact]


class Plan(lives.Life[GapEvent, Fact], frozen=True, kw_only=True):
    """How the closing of one gap stands, as of `version` events of its stream."""

    port: str
    requirement: str
    owner: str = ""
    until: date | None = None
    eur: float | None = None
    closed_by: str = ""
    """Who says that it is closed, until somebody else has looked."""
    evidence: tuple[str, ...] = ()
    agreed: bool = False
    moves: int = 0
    """How often its day was put off."""

    def is_late(self, day: date) -> bool:
        """Say whether its day is over and it is not."""
        return self.until is not None and not self.agreed and day > self.until

    def apply(self, event: Event | Recorded) -> "Plan":
        """Return the plan after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        place = stream(self.port, self.requirement)
        entry = next_step(event, place, self.version, GapEvent, Fact)
        return self.after(entry, _changes(self, entry))


def stream(port: str, requirement: str) -> str:
    """Name of the stream of a gap."""
    return f"gap/{port}/{requirement}"


def named(of: str | None) -> tuple[str, str] | None:
    """Return the port and the requirement of a stream, None where it is no gap's."""
    first, _, rest = (of or "").partition("/")
    port, _, requirement = rest.partition("/")
    return (port, requirement) if first == "gap" and requirement else None


def plan(
    before: Plan, owner: str, until: date, what: str, act: Act, eur: float | None = None
) -> Event:
    """Plan to close a gap."""
    _require(before, act)
    if before.owner:
        raise Refused(Refusal.PLANNED, f"{before.owner} closes it until {before.until}.")
    if not owner.strip() or not what.strip():
        raise Refused(Refusal.REASON_NEEDED, "A plan says who does what.")
    return _event(before, act, GapEvent.PLANNED, owner=owner, until=until, eur=eur, what=what)


def move(before: Plan, until: date, why: str, act: Act) -> Event:
    """Give it another day; why is for everybody to read."""
    _require(before, act)
    _require_plan(before)
    if not why.strip():
        raise Refused(Refusal.REASON_NEEDED, "Why it takes longer has to be said.")
    return _event(before, act, GapEvent.MOVED, until=until, what=why)


def close(before: Plan, evidence: tuple[str, ...], act: Act) -> Event:
    """Say that it is closed, by what evidence of the assessment."""
    _require(before, act)
    _require_plan(before)
    if not evidence:
        raise Refused(Refusal.NOTHING_SHOWN, "What is closed is shown by something.")
    return _event(before, act, GapEvent.CLOSED, evidence=evidence)


def agree(before: Plan, act: Act) -> Event:
    """Agree, as somebody other than the owner and whoever said so, that it is closed."""
    _require_second(before, act)
    return _event(before, act, GapEvent.AGREED)


def refuse(before: Plan, why: str, act: Act) -> Event:
    """Say, as somebody else, that it is not closed: it is its owner's again."""
    _require_second(before, act)
    if not why.strip():
        raise Refused(Refusal.REASON_NEEDED, "What is missing has to be said.")
    return _event(before, act, GapEvent.REFUSED, what=why)


def _changes(before: Plan, entry: Entry) -> dict[str, object]:
    fact = entry.fact
    match entry.kind:
        case GapEvent.PLANNED:
            return {"owner": fact.owner, "until": fact.until, "eur": fact.eur}
        case GapEvent.MOVED:
            put_off = (fact.until or date.min) > (before.until or date.max)
            return {"until": fact.until, "moves": before.moves + int(put_off)}
        case GapEvent.CLOSED:
            return {"closed_by": entry.actor, "evidence": fact.evidence}
        case GapEvent.AGREED:
            return {"agreed": True}
        case GapEvent.REFUSED:
            return {"closed_by": "", "evidence": ()}


def _require(before: Plan, act: Act) -> None:
    if act.seen != before.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this plan meanwhile.")
    if before.agreed:
        raise Refused(Refusal.OVER, "This gap is closed.")


def _require_plan(before: Plan) -> None:
    if not before.owner:
        raise Refused(Refusal.NO_PLAN, "Nobody has planned to close it.")


def _require_second(before: Plan, act: Act) -> None:
    _require(before, act)
    if not before.closed_by:
        raise Refused(Refusal.NOT_CLOSED, "Nobody says that it is closed.")
    own = Refused(Refusal.FOUR_EYES, "Somebody else has to see that it is closed.")
    require_second(act, (before.closed_by, before.owner), own)


def _event(before: Plan, act: Act, kind: GapEvent, **said: object) -> Event:
    fact = msgspec.convert({"port": before.port, "requirement": before.requirement, **said}, Fact)
    payload = msgspec.json.encode(fact, order="sorted")
    return acts.next_event(
        stream(before.port, before.requirement), before.version + 1, act, kind, payload
    )
