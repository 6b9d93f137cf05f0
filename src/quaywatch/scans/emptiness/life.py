"""A port's own reference of empties: proposed by one, put in force or declined by another.

Whoever could set it alone could teach the machine that a load is an empty container.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.ledger import Event, acts, lives
from quaywatch.ledger.acts import Act, next_event
from quaywatch.ledger.lives import Step, next_step, require_second

STREAM = "empties"


class EmptiesEvent(StrEnum):
    """Kinds of event in the stream of the reference."""

    PROPOSED = "empties.proposed"
    """Its bytes are the event's original; none where the one that ships is to hold again."""
    CONFIRMED = "empties.confirmed"
    """A second person: containers declared empty are held against it from now on."""
    DECLINED = "empties.declined"


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    NOT_PROPOSED = "not-proposed"
    FOUR_EYES = "four-eyes"
    REASON_NEEDED = "reason-needed"


class Refused(acts.Refused[Refusal]):
    """A command that the state of the reference does not allow."""


class Reference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said of a reference."""

    digest: str = ""
    """SHA-256, in hexadecimal; empty for the one that ships."""
    kinds: tuple[str, ...] = ()
    """Kinds of containers that it knows, each before one scanner."""
    note: str = ""
    """What it was made of."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of its events; which fields are there follows from the kind."""

    reference: Reference | None = None
    reason: str = ""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What awaits a second person."""

    reference: Reference
    by: str
    at: datetime
    position: int
    """Of its event in the ledger, where the bytes are."""


class Life(lives.Life[EmptiesEvent, Fact], frozen=True, kw_only=True):
    """The reference as of `version`, the number of events in its stream."""

    proposed: Proposal | None = None
    in_force: Proposal | None = None
    """What two people put in force last; None while they never did."""
    confirmed_by: str = ""
    since: datetime | None = None

    def apply(self, event: Event, position: int) -> "Life":
        """Return the life after one more event of its stream, at its place in the ledger.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        step = next_step(event, STREAM, self.version, EmptiesEvent, Fact)
        return self.after(step, _changes(self, step, position))


def propose(life: Life, reference: Reference, data: bytes, act: Act) -> Event:
    """Ask somebody else to put a reference in force, or with none the one that ships."""
    _require_seen(life, act)
    return _event(life, act, EmptiesEvent.PROPOSED, Fact(reference=reference), data or None)


def confirm(life: Life, act: Act) -> tuple[Event, Proposal]:
    """Put in force what another person proposed; return that too."""
    proposed = _proposed(life, act)
    own = Refused(Refusal.FOUR_EYES, "Somebody else than who proposed it puts it in force.")
    require_second(act, (proposed.by,), own)
    return _event(life, act, EmptiesEvent.CONFIRMED, Fact()), proposed


def decline(life: Life, reason: str, act: Act) -> Event:
    """Do not put it in force, and say why; who proposed it may take it back."""
    _proposed(life, act)
    if not reason.strip():
        raise Refused(Refusal.REASON_NEEDED, "Say why.")
    return _event(life, act, EmptiesEvent.DECLINED, Fact(reason=reason.strip()))


def _require_seen(life: Life, act: Act) -> None:
    if act.seen != life.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed the reference meanwhile.")


def _proposed(life: Life, act: Act) -> Proposal:
    _require_seen(life, act)
    if life.proposed is None:
        raise Refused(Refusal.NOT_PROPOSED, "No reference awaits a second person.")
    return life.proposed


def _event(
    life: Life, act: Act, kind: EmptiesEvent, fact: Fact, original: bytes | None = None
) -> Event:
    payload = msgspec.json.encode(fact, order="sorted")
    return next_event(STREAM, life.version + 1, act, kind, payload, original=original)


def _changes(life: Life, step: Step[EmptiesEvent, Fact], position: int) -> dict[str, object]:
    match step.kind:
        case EmptiesEvent.PROPOSED:
            reference = step.fact.reference or Reference()
            made = Proposal(reference=reference, by=step.actor, at=step.at, position=position)
            return {"proposed": made}
        case EmptiesEvent.CONFIRMED:
            return {
                "proposed": None,
                "in_force": life.proposed,
                "confirmed_by": step.actor,
                "since": step.at,
            }
        case EmptiesEvent.DECLINED:
            return {"proposed": None}
