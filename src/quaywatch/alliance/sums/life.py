"""The life of one sum at one port, folded from its stream.

Put forward here or by an ally; a person chooses what the port brings and another confirms, so that
nothing leaves by one hand. Its origin starts it with those who joined; it ends with a model, of
which the ledger keeps the digest, or with a reason. No row and no part of a sum is ever in it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

import msgspec

from quaywatch.alliance.learning.why import Why
from quaywatch.alliance.sums.proposal import Proposal
from quaywatch.ledger import Event, lives
from quaywatch.ledger.events import Recorded
from quaywatch.ledger.lives import Step, next_step

_STREAM = "sum/"
Answer = Literal["joined", "declined"]


class SumEvent(StrEnum):
    """Kinds of event in the stream of a sum."""

    PROPOSED = "sum.proposed"
    """Somebody here puts it forward, with a source of the own rows."""
    INVITED = "sum.invited"
    """An ally puts it forward."""
    PUT = "sum.put"
    """Somebody here wants to take part, with a source of the own rows."""
    RETURNED = "sum.returned"
    """Another person does not confirm that; the invitation stands."""
    CONFIRMED = "sum.confirmed"
    """Another person does: this port has joined."""
    DECLINED = "sum.declined"
    """This port takes no part, or no further part."""
    ANSWERED = "sum.answered"
    """An ally says whether it takes part."""
    STARTED = "sum.started"
    FINISHED = "sum.finished"
    FAILED = "sum.failed"
    FORGOTTEN = "sum.forgotten"
    """The time of the model is over: it is deleted here."""


class Stage(StrEnum):
    """How a sum stands at this port."""

    PROPOSED = "proposed"
    INVITED = "invited"
    JOINING = "joining"
    JOINED = "joined"
    DECLINED = "declined"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


OVER = frozenset({Stage.DECLINED, Stage.FINISHED, Stage.FAILED})


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of its events; which fields are there follows from the kind."""

    proposal: Proposal | None = None
    """With `sum.proposed` and `sum.invited`."""
    source: str = ""
    """With `sum.proposed` and `sum.put`: name of what the own rows are taken from."""
    reason: str = ""
    """With `sum.returned`, `sum.declined` and `sum.failed`."""
    why: Why | None = None
    """With `sum.failed`: the reason as a code."""
    rows: int = 0
    """With `sum.confirmed` and `sum.started`: of this port; with `sum.finished`: of all."""
    party: str = ""
    answer: Answer = "joined"
    """With `sum.answered`."""
    parties: tuple[str, ...] = ()
    """With `sum.started`: who begins; with `sum.finished` and `sum.failed`: who was in it last."""
    epoch: int = 0
    """With `sum.started`: of the line here; one that was restored since does not go on."""
    digest: str = ""
    """With `sum.finished`: SHA-256 of the model in hexadecimal, the same at every port."""


class Life(lives.Life[SumEvent, Fact], frozen=True, kw_only=True):
    """A sum as of `version` events of its stream."""

    origin: str
    session: str
    stage: Stage = Stage.INVITED
    proposal: Proposal | None = None
    source: str = ""
    put_by: str = ""
    """Who chose the source; somebody else confirms."""
    confirmed_by: str = ""
    rows: int = 0
    """Of this port, when it was confirmed or begun."""
    answers: dict[str, Answer] = msgspec.field(default_factory=dict[str, Answer])
    """Of other ports."""
    parties: tuple[str, ...] = ()
    """Who began, and is in it still as far as the ledger knows."""
    began: tuple[str, ...] = ()
    started_at: datetime | None = None
    epoch: int = 0
    ended_at: datetime | None = None
    reason: str = ""
    """Why it was declined, or came to nothing…"""
    why: Why | None = None
    """…where it came to nothing, as a code."""
    digest: str = ""
    rows_of_all: int = 0
    forgotten: bool = False

    @property
    def name(self) -> str:
        """Origin and session."""
        return f"{self.origin}/{self.session}"

    @property
    def asked(self) -> Proposal:
        """What is proposed; raises ValueError where nothing is yet."""
        if self.proposal is None:
            raise ValueError(f"nothing was put forward as {self.name}")
        return self.proposal

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can come of it."""
        return self.stage in OVER

    def apply(self, event: Event | Recorded) -> "Life":
        """Return the life after one more event of its stream; raises ValueError on another's."""
        place = stream(self.origin, self.session)
        step = next_step(event, place, self.version, SumEvent, Fact)
        return self.after(step, _changes(self, step))


def stream(origin: str, session: str) -> str:
    """Name of the stream of a sum."""
    return f"{_STREAM}{origin}/{session}"


def named(of: str | None) -> tuple[str, str] | None:
    """Return origin and session of a stream, None where it is no sum's."""
    if of is None or not of.startswith(_STREAM):
        return None
    origin, _, session = of.removeprefix(_STREAM).partition("/")
    return origin, session


def _changes(life: Life, step: Step[SumEvent, Fact]) -> dict[str, object]:
    fact = step.fact
    match step.kind:
        case SumEvent.PROPOSED:
            return {
                "stage": Stage.PROPOSED,
                "proposal": fact.proposal,
                "source": fact.source,
                "put_by": step.actor,
            }
        case SumEvent.INVITED:
            return {"stage": Stage.INVITED, "proposal": fact.proposal}
        case SumEvent.PUT:
            return {"stage": Stage.JOINING, "source": fact.source, "put_by": step.actor}
        case SumEvent.RETURNED:
            return {"stage": Stage.INVITED, "source": "", "put_by": ""}
        case SumEvent.CONFIRMED:
            return {"stage": Stage.JOINED, "confirmed_by": step.actor, "rows": fact.rows}
        case SumEvent.ANSWERED:
            return {"answers": life.answers | {fact.party: fact.answer}}
        case SumEvent.STARTED:
            return {
                "stage": Stage.RUNNING,
                "parties": fact.parties,
                "began": fact.parties,
                "rows": fact.rows,
                "epoch": fact.epoch,
                "started_at": step.at,
            }
        case SumEvent.FORGOTTEN:
            return {"forgotten": True}
        case SumEvent.FINISHED | SumEvent.FAILED | SumEvent.DECLINED:
            return _ended(life, step)


def _ended(life: Life, step: Step[SumEvent, Fact]) -> dict[str, object]:
    fact = step.fact
    stage = {
        SumEvent.FINISHED: Stage.FINISHED,
        SumEvent.FAILED: Stage.FAILED,
        SumEvent.DECLINED: Stage.DECLINED,
    }[step.kind]
    return {
        "stage": stage,
        "ended_at": step.at,
        "reason": fact.reason,
        "why": fact.why,
        "parties": fact.parties or life.parties,
        "digest": fact.digest,
        "rows_of_all": fact.rows,
    }
