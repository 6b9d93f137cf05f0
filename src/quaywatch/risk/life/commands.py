"""What can be done with a model: each command checks it and gives the event to append.

A model comes into force only by the hand of somebody who neither trained nor proposed it; one that
is in force is withdrawn only by somebody who did not propose that. Both would be worth a bribe.
"""

from collections.abc import Collection

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.ledger.lives import require_second
from quaywatch.risk.life.acts import Refusal, Refused, event, require
from quaywatch.risk.life.kinds import ModelEvent, Stage
from quaywatch.risk.life.record import Life
from quaywatch.risk.life.trained import Seal, Trained
from quaywatch.risk.life.tried import Tried


def train(life: Life, trained: Trained, seal: Seal, data: bytes, act: Act) -> Event:
    """Lay down a model that was trained; the same bytes again only after it was withdrawn."""
    if life.version:
        require(life, act, {Stage.WITHDRAWN})
    return event(life, act, ModelEvent.TRAINED, original=data, trained=trained, seal=seal)


def shadow(life: Life, act: Act) -> Event:
    """Begin to score beside the model in force."""
    require(life, act, {Stage.TRAINED})
    return event(life, act, ModelEvent.SHADOWED)


def backtested(life: Life, tried: Tried, act: Act) -> Event:
    """Note what a backtest told."""
    require(life, act, {Stage.TRAINED, Stage.SHADOW})
    if not tried.days:
        raise Refused(
            Refusal.TOO_LITTLE,
            "No day was planned that outcomes known before it could be tried on.",
        )
    return event(life, act, ModelEvent.BACKTESTED, tried=tried)


def propose(life: Life, act: Act) -> Event:
    """Ask somebody else to approve, with what its backtest told."""
    require(life, act, {Stage.SHADOW})
    if life.tried is None:
        raise Refused(Refusal.UNTRIED, "It is proposed with its backtest: run that first.")
    return event(life, act, ModelEvent.PROPOSED)


def approve(life: Life, act: Act, others: Collection[Life]) -> Event:
    """Put the model in force in the place of the one that is; `others` are all of the node."""
    require(life, act, {Stage.PROPOSED})
    own = "Somebody who neither trained nor proposed it must approve it."
    require_second(act, life.makers, Refused(Refusal.FOUR_EYES, own))
    number = 1 + max((other.number for other in others), default=0)
    return event(life, act, ModelEvent.APPROVED, number=number)


def give_back(life: Life, reason: str, act: Act) -> Event:
    """Do not approve, and say why; it has to be proven anew."""
    require(life, act, {Stage.PROPOSED})
    return event(life, act, ModelEvent.RETURNED, reason=reason)


def propose_withdrawal(life: Life, reason: str, act: Act) -> Event:
    """Ask somebody else to withdraw a model that was approved."""
    require(life, act, {Stage.APPROVED})
    return event(life, act, ModelEvent.WITHDRAWAL_PROPOSED, reason=reason)


def withdraw(life: Life, act: Act, reason: str = "") -> Event:
    """Let a model count no more, as the second person where it was approved."""
    require(life, act, frozenset(Stage) - {Stage.WITHDRAWN})
    if life.counts:
        none = Refused(Refusal.FOUR_EYES, "Somebody else must first propose to withdraw it.")
        own = Refused(Refusal.FOUR_EYES, "Somebody else must withdraw what you proposed to.")
        require_second(act, (life.withdrawing_by,), own, none)
    return event(life, act, ModelEvent.WITHDRAWN, reason=reason)
