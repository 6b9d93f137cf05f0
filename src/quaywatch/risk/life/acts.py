"""What somebody does to a model: refused, or the event that comes of it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.ledger import Event, acts
from quaywatch.risk.life.kinds import ModelEvent, Stage
from quaywatch.risk.life.record import Fact, Life, stream


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STAGE = "wrong-stage"
    FOUR_EYES = "four-eyes"
    TOO_LITTLE = "too-little"
    """Too few outcomes to learn from, or to be tried on."""
    NO_TREES = "no-trees"
    """The library of boosted trees cannot be loaded on this machine."""
    UNTRIED = "untried"
    TAMPERED = "tampered"
    """Its bytes or its signature are not those of when it was trained."""


class Refused(acts.Refused[Refusal]):
    """A command that the state of the model does not allow."""


def require(life: Life, act: acts.Act, stages: Collection[Stage]) -> None:
    """Refuse on an old sight, and what cannot be done with a model that stands where it does."""
    if act.seen != life.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this model in the meantime.")
    if life.stage not in stages:
        raise Refused(Refusal.WRONG_STAGE, f"The model is {life.stage}.")


def event(
    life: Life, act: acts.Act, kind: ModelEvent, *, original: bytes | None = None, **said: Any
) -> Event:
    """Return the next event of a model's stream."""
    payload = msgspec.json.encode(Fact(model_id=life.model_id, **said), order="sorted")
    return acts.next_event(
        stream(life.model_id), life.version + 1, act, kind, payload, original=original
    )
