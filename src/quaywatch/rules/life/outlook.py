"""What can be done next with a profile, by whom it cannot, and why."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import NamedTuple

import msgspec

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.rules.examples import Trial
from quaywatch.rules.life import commands
from quaywatch.rules.life.acts import Refusal, Refused
from quaywatch.rules.life.record import Life, Tried
from quaywatch.rules.lint import Notice


class Step(StrEnum):
    """What somebody can do with a profile that is written."""

    EXAMINE = "examine"
    BACKTEST = "backtest"
    SHADOW = "shadow"
    PROPOSE = "propose"
    APPROVE = "approve"
    RETURN = "return"
    PROPOSE_RETIREMENT = "retirement"
    RETIRE = "retire"


class Prospect(msgspec.Struct, frozen=True, kw_only=True):
    """A step that the profile's stage allows, and why this person may not take it."""

    step: Step
    refusal: Refusal | None = None


class Evidence(NamedTuple):
    """What the steps weigh beside the profile's own life."""

    trials: Collection[Trial]
    notices: Collection[Notice]
    writers: Collection[str]
    """Everybody who wrote the same under another code."""


def outlook(life: Life, act: Act, evidence: Evidence) -> tuple[Prospect, ...]:
    """Return what `act.actor` can do now, and what another could: the commands themselves say."""
    steps: dict[Step, Callable[[], Event]] = {
        Step.EXAMINE: lambda: commands.examine(life, evidence.trials, evidence.notices, act),
        Step.BACKTEST: lambda: commands.backtested(life, _NOTHING_TRIED, act),
        Step.SHADOW: lambda: commands.shadow(life, act),
        Step.PROPOSE: lambda: commands.propose(life, act),
        Step.APPROVE: lambda: commands.approve(life, act, evidence.writers),
        Step.RETURN: lambda: commands.give_back(life, "", act),
        Step.PROPOSE_RETIREMENT: lambda: commands.propose_retirement(life, "", act),
        Step.RETIRE: lambda: commands.retire(life, act),
    }
    # What counts is ended in two steps: of these only the one whose turn it is.
    hidden = Step.PROPOSE_RETIREMENT if life.retiring_by else Step.RETIRE
    found = [
        Prospect(step=step, refusal=_refusal(command))
        for step, command in steps.items()
        if life.live is None or step is not hidden
    ]
    return tuple(each for each in found if each.refusal is not Refusal.WRONG_STAGE)


def _refusal(command: Callable[[], Event]) -> Refusal | None:
    try:
        command()
    except Refused as refused:
        return refused.code
    return None


_NOTHING_TRIED = Tried(
    days=0,
    candidates=0,
    met=0,
    within=0,
    share=0.0,
    low=0.0,
    high=1.0,
    marginal=0.0,
    marginal_low=0.0,
    marginal_high=1.0,
    added=0.0,
)
