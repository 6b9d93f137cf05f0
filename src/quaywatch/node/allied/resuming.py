"""A restored node goes on: put forward by one, done or declined by another.

Whoever could do it alone could put an old backup in place of what is, and have allies take that.
Pure.
"""

from enum import StrEnum

import msgspec

from quaywatch.ledger import Event, acts, lives
from quaywatch.ledger.acts import Act, next_event
from quaywatch.ledger.events import Recorded
from quaywatch.ledger.lives import next_step, require_second

STREAM = "line/resume"


class ResumeEvent(StrEnum):
    """Kinds of event in the stream of going on."""

    PROPOSED = "resume.proposed"
    DONE = "resume.done"
    """By a second person: the node goes on in a new epoch."""
    DECLINED = "resume.declined"


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    NOT_PROPOSED = "not-proposed"
    FOUR_EYES = "four-eyes"
    REASON_NEEDED = "reason-needed"


class Refused(acts.Refused[Refusal]):
    """A command that the state does not allow."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of its events; which fields are there follows from the kind."""

    without: tuple[str, ...] = ()
    """With `resume.proposed`: allies that cannot be asked."""
    why: str = ""
    """With `resume.proposed`: by what the node knew that it is behind; empty where it does not."""
    reason: str = ""
    """With `resume.declined`."""


class Life(lives.Life[ResumeEvent, Fact], frozen=True, kw_only=True):
    """What waits for a second person, as of `version`."""

    proposed: Fact | None = None
    by: str = ""

    def apply(self, event: Event | Recorded) -> "Life":
        """Return the life after one more event of its stream; raises ValueError on another's."""
        step = next_step(event, STREAM, self.version, ResumeEvent, Fact)
        if step.kind is ResumeEvent.PROPOSED:
            return self.after(step, {"proposed": step.fact, "by": step.actor})
        return self.after(step, {"proposed": None, "by": ""})


def propose(life: Life, fact: Fact, act: Act) -> Event:
    """Ask somebody else to let the node go on."""
    _require_seen(life, act)
    return _event(life, act, ResumeEvent.PROPOSED, fact)


def done(life: Life, act: Act) -> tuple[Event, Fact]:
    """Return what another person put forward, and the event that says that it was done."""
    proposed = _proposed(life, act)
    own = Refused(Refusal.FOUR_EYES, "Somebody else than who proposed it lets the node go on.")
    require_second(act, (life.by,), own)
    return _event(life, act, ResumeEvent.DONE, Fact()), proposed


def decline(life: Life, reason: str, act: Act) -> Event:
    """Do not go on, and say why; who proposed it may take it back."""
    _proposed(life, act)
    if not reason.strip():
        raise Refused(Refusal.REASON_NEEDED, "Say why.")
    return _event(life, act, ResumeEvent.DECLINED, Fact(reason=reason.strip()))


def _require_seen(life: Life, act: Act) -> None:
    if act.seen != life.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this meanwhile.")


def _proposed(life: Life, act: Act) -> Fact:
    _require_seen(life, act)
    if life.proposed is None:
        raise Refused(Refusal.NOT_PROPOSED, "Nobody proposed that the node goes on.")
    return life.proposed


def _event(life: Life, act: Act, kind: ResumeEvent, fact: Fact) -> Event:
    payload = msgspec.json.encode(fact, order="deterministic")
    return next_event(STREAM, life.version + 1, act, kind, payload)
