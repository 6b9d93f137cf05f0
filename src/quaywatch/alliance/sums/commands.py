"""What can be done with a sum: each command checks it and gives the event to append.

What lets numbers leave takes two people at each port; whatever keeps them here one may do at once.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

import msgspec

from quaywatch.alliance.learning.why import Why
from quaywatch.alliance.sums.life import Answer, Fact, Life, Stage, SumEvent, stream
from quaywatch.alliance.sums.proposal import Proposal
from quaywatch.ledger import Event, acts
from quaywatch.ledger.acts import Act, next_event
from quaywatch.ledger.lives import require_second


class Refusal(StrEnum):
    """Why something cannot be done with a sum."""

    STALE_VERSION = "stale-version"
    WRONG_STAGE = "wrong-stage"
    FOUR_EYES = "four-eyes"
    REASON_NEEDED = "reason-needed"
    TAKEN = "taken"
    """Something was put forward under this name before."""
    NOT_OURS = "not-ours"
    """Who put it forward starts it."""
    TOO_FEW_PORTS = "too-few-ports"
    TOO_LATE = "too-late"
    """Its last day of joining is over."""
    NO_ALLY = "no-ally"
    """A party has no agreement with this node that is in force, or no key or line."""
    UNKNOWN_SOURCE = "unknown-source"
    NOT_IN_SOURCE = "not-in-source"
    """The source has not all of the features."""
    TOO_FEW_ROWS = "too-few-rows"
    UNFIT_ROWS = "unfit-rows"
    """The rows are all of one outcome, or a number of theirs is too large."""
    POLICY = "policy"
    """The sharing policy does not let it go to a party."""


class Refused(acts.Refused[Refusal]):
    """A command that the state of the sum, its rows or the policy do not allow."""


def propose(life: Life, proposal: Proposal, source: str, act: Act) -> Event:
    """Put a sum forward, with the source of the own rows."""
    _require_seen(life, act)
    if life.version:
        raise Refused(Refusal.TAKEN, f"{life.session!r} was put forward before.")
    _require_open(proposal, act.at.date())
    return _event(life, act, SumEvent.PROPOSED, Fact(proposal=proposal, source=source))


def invite(life: Life, proposal: Proposal, act: Act) -> Event:
    """Take down that an ally puts one forward."""
    if life.version or proposal.origin != act.actor:
        raise Refused(Refusal.TAKEN, f"{life.name} stands here already, or is another's.")
    return _event(life, act, SumEvent.INVITED, Fact(proposal=proposal))


def put(life: Life, source: str, act: Act) -> Event:
    """Ask another person to confirm that this port takes part, with a source of its rows."""
    _require_seen(life, act)
    _require(life, Stage.INVITED)
    _require_open(life.asked, act.at.date())
    return _event(life, act, SumEvent.PUT, Fact(source=source))


def give_back(life: Life, reason: str, act: Act) -> Event:
    """Do not confirm what somebody here wanted to bring; the invitation stands."""
    _require_seen(life, act)
    _require(life, Stage.JOINING)
    return _event(life, act, SumEvent.RETURNED, Fact(reason=_said(reason)))


def confirm(life: Life, rows: int, act: Act) -> Event:
    """Let this port take part with what another person chose."""
    _require_seen(life, act)
    _require(life, Stage.PROPOSED, Stage.JOINING)
    own = Refused(Refusal.FOUR_EYES, "Somebody else than who chose the rows lets this port join.")
    require_second(act, (life.put_by,), own)
    _require_open(life.asked, act.at.date())
    return _event(life, act, SumEvent.CONFIRMED, Fact(rows=rows))


def decline(life: Life, reason: str, act: Act) -> Event:
    """Take no part, or no further part, and say why."""
    _require_seen(life, act)
    if not life.version or life.is_over:
        raise Refused(Refusal.WRONG_STAGE, "It is over.")
    return _event(life, act, SumEvent.DECLINED, Fact(reason=_said(reason)))


def answered(life: Life, party: str, answer: Answer, act: Act) -> Event:
    """Take down what an ally says to it."""
    return _event(life, act, SumEvent.ANSWERED, Fact(party=party, answer=answer))


def joined(life: Life, node: str) -> tuple[str, ...]:
    """Return who has joined, this port among them once it has; in order."""
    others = {one for one, answer in life.answers.items() if answer == "joined"}
    return tuple(sorted(others | ({node} if life.stage is Stage.JOINED else set())))


def require_startable(life: Life, node: str, today: date) -> tuple[str, ...]:
    """Return who begins where this port starts it now; raises Refused."""
    if life.origin != node:
        raise Refused(Refusal.NOT_OURS, f"{life.origin} put it forward and starts it.")
    _require(life, Stage.JOINED)
    _require_open(life.asked, today)
    parties = joined(life, node)
    _require_enough(life.asked, parties)
    return parties


def start(life: Life, parties: tuple[str, ...], rows: int, epoch: int, act: Act) -> Event:
    """Begin with those who joined, as its origin says."""
    _require(life, Stage.JOINED)
    _require_enough(life.asked, parties)
    return _event(life, act, SumEvent.STARTED, Fact(parties=parties, rows=rows, epoch=epoch))


def finish(life: Life, parties: tuple[str, ...], rows: int, digest: str, act: Act) -> Event:
    """Take down what it came to."""
    _require(life, Stage.RUNNING)
    return _event(life, act, SumEvent.FINISHED, Fact(parties=parties, rows=rows, digest=digest))


def fail(life: Life, why: Why, reason: str, act: Act, parties: tuple[str, ...] = ()) -> Event:
    """Take down that it came to nothing, and why."""
    _require(life, Stage.JOINED, Stage.JOINING, Stage.INVITED, Stage.PROPOSED, Stage.RUNNING)
    return _event(life, act, SumEvent.FAILED, Fact(why=why, reason=reason, parties=parties))


def forget(life: Life, act: Act) -> Event:
    """Take down that the model was deleted."""
    _require(life, Stage.FINISHED)
    return _event(life, act, SumEvent.FORGOTTEN, Fact())


def _require_seen(life: Life, act: Act) -> None:
    if act.seen != life.version:
        raise Refused(Refusal.STALE_VERSION, "This changed meanwhile.")


def _require(life: Life, *stages: Stage) -> None:
    if not life.version or life.stage not in stages:
        raise Refused(Refusal.WRONG_STAGE, f"It is {life.stage.value}.")


def _require_open(proposal: Proposal, today: date) -> None:
    if today > proposal.join_until:
        raise Refused(Refusal.TOO_LATE, f"Nobody joins after {proposal.join_until}.")


def _require_enough(proposal: Proposal, parties: Collection[str]) -> None:
    fewest = proposal.plan.fewest
    if len(parties) < fewest:
        raise Refused(
            Refusal.TOO_FEW_PORTS, f"{len(parties)} ports joined; it takes {fewest} at the least."
        )


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused(Refusal.REASON_NEEDED, "Say why.")
    return reason.strip()


def _event(life: Life, act: Act, kind: SumEvent, fact: Fact) -> Event:
    payload = msgspec.json.encode(fact, order="deterministic")
    return next_event(stream(life.origin, life.session), life.version + 1, act, kind, payload)
