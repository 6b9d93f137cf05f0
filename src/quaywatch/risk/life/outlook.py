"""Which steps somebody can take with a model next, and why not."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.risk.life import commands
from quaywatch.risk.life.acts import Refusal, Refused
from quaywatch.risk.life.kinds import Stage
from quaywatch.risk.life.record import Life


class Step(StrEnum):
    """Something to do with a model that was trained."""

    SHADOW = "shadow"
    BACKTEST = "backtest"
    PROPOSE = "propose"
    APPROVE = "approve"
    RETURN = "return"
    WITHDRAWAL = "withdrawal"
    WITHDRAW = "withdraw"


class Prospect(msgspec.Struct, frozen=True, kw_only=True):
    """A step that the model's stage allows, and why this person may not take it."""

    step: Step
    refusal: Refusal | None


_STEPS: dict[Stage, tuple[Step, ...]] = {
    Stage.TRAINED: (Step.SHADOW, Step.BACKTEST, Step.WITHDRAW),
    Stage.SHADOW: (Step.BACKTEST, Step.PROPOSE, Step.WITHDRAW),
    Stage.PROPOSED: (Step.APPROVE, Step.RETURN, Step.WITHDRAW),
    Stage.APPROVED: (Step.WITHDRAWAL,),
    Stage.WITHDRAWN: (),
}


def prospects(life: Life, actor: str, at: datetime) -> list[Prospect]:
    """Return the next steps as they stand for `actor`."""
    steps = (Step.WITHDRAW,) if life.withdrawing_by else _STEPS[life.stage]
    act = Act(actor=actor, at=at, seen=life.version)
    return [Prospect(step=step, refusal=_refusal(step, life, act)) for step in steps]


def _refusal(step: Step, life: Life, act: Act) -> Refusal | None:
    tries: dict[Step, Callable[[], Event]] = {
        Step.PROPOSE: lambda: commands.propose(life, act),
        Step.APPROVE: lambda: commands.approve(life, act, ()),
        Step.WITHDRAW: lambda: commands.withdraw(life, act),
    }
    if step not in tries:
        return None
    try:
        tries[step]()
    except Refused as refused:
        return refused.code
    return None
