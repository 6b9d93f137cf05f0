"""What can be done with a matter: each command checks it and gives the event to append.

Whatever lets more go out takes two people: who confirms is not who proposed. Whatever lets less
go out, one may do at once: a leak does not wait for a colleague.
"""

from datetime import date
from enum import StrEnum

import msgspec

from quaywatch.alliance.accords.life import AccordEvent, Fact, Life, stream
from quaywatch.alliance.accords.matters import Matter, Publication, StandingOrder, topic_of
from quaywatch.ledger import Event, acts
from quaywatch.ledger.lives import require_second


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STAGE = "wrong-stage"
    FOUR_EYES = "four-eyes"
    NOT_COVERED = "not-covered"
    """No standing order lets one person share this."""
    REASON_NEEDED = "reason-needed"
    ENDED = "ended"
    """What ended does not come back: another one is made."""


class Refused(acts.Refused[Refusal]):
    """A command that the state of the matter does not allow."""


def propose(life: Life, matter: Matter, act: acts.Act) -> Event:
    """Put something forward, or in the place of what is in force."""
    _require(life, act)
    if topic_of(matter) != (life.topic, life.name):
        raise ValueError(f"{matter} is not {life.topic} {life.name}")
    return _event(life, act, AccordEvent.PROPOSED, matter=matter)


def confirm(life: Life, act: acts.Act) -> Event:
    """Put in force what another person proposed."""
    _require_proposed(life, act)
    own = "Somebody else than who proposed it must confirm it."
    require_second(act, (life.proposed_by,), Refused(Refusal.FOUR_EYES, own))
    return _event(life, act, AccordEvent.CONFIRMED)


def confirm_under(life: Life, order: StandingOrder, act: acts.Act, today: date) -> Event:
    """Publish at once, by an order that two people confirmed before."""
    _require(life, act)
    if not isinstance(life.proposed, Publication) or not order.covers(life.proposed, today):
        raise Refused(Refusal.NOT_COVERED, f"The standing order {order.name} does not cover this.")
    return _event(life, act, AccordEvent.CONFIRMED, under=order.name)


def give_back(life: Life, reason: str, act: acts.Act) -> Event:
    """Do not confirm, and say why."""
    _require_proposed(life, act)
    return _event(life, act, AccordEvent.RETURNED, reason=_said(reason))


def suspend(life: Life, reason: str, act: acts.Act) -> Event:
    """Take it out of force until two people put it in force again."""
    _require(life, act)
    if life.in_force is None:
        raise Refused(Refusal.WRONG_STAGE, "It is not in force.")
    return _event(life, act, AccordEvent.SUSPENDED, reason=_said(reason))


def end(life: Life, reason: str, act: acts.Act) -> Event:
    """End it for good; a notice is withdrawn by it."""
    _require(life, act)
    return _event(life, act, AccordEvent.ENDED, reason=_said(reason))


def _require(life: Life, act: acts.Act) -> None:
    if act.seen != life.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this in the meantime.")
    if life.ended:
        raise Refused(Refusal.ENDED, "It has ended.")


def _require_proposed(life: Life, act: acts.Act) -> None:
    _require(life, act)
    if life.proposed is None:
        raise Refused(Refusal.WRONG_STAGE, "Nothing of it awaits a second person.")


def _said(reason: str) -> str:
    if not reason.strip():
        raise Refused(Refusal.REASON_NEEDED, "Say why.")
    return reason.strip()


def _event(
    life: Life,
    act: acts.Act,
    kind: AccordEvent,
    *,
    matter: Matter | None = None,
    reason: str | None = None,
    under: str | None = None,
) -> Event:
    fact = Fact(matter=matter, reason=reason, under=under)
    payload = msgspec.json.encode(fact, order="deterministic")
    return acts.next_event(stream(life.topic, life.name), life.version + 1, act, kind, payload)
