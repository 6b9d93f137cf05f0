"""Why a step in the life of a profile is refused, and the event that comes of one that is not."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.ledger import Event, acts
from quaywatch.rules.life.kinds import ProfileEvent, Stage
from quaywatch.rules.life.record import Fact, Life, stream


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STAGE = "wrong-stage"
    FOUR_EYES = "four-eyes"
    TAKEN = "taken"
    NO_END = "no-end"
    TESTS_FAIL = "tests-fail"
    LINT = "lint"
    TOO_SOON = "too-soon"


class Refused(acts.Refused[Refusal]):
    """A command that the state of the profile does not allow."""


def require(life: Life, act: acts.Act, stages: Collection[Stage]) -> None:
    """Refuse on an old sight, and what cannot be done with a profile that stands where it does."""
    if act.seen != life.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this profile in the meantime.")
    if life.stage not in stages:
        raise Refused(Refusal.WRONG_STAGE, f"The profile is {life.stage}.")


def event(life: Life, act: acts.Act, kind: ProfileEvent, **said: Any) -> Event:
    """Return the next event of a profile's stream."""
    payload = msgspec.json.encode(Fact(code=life.code, **said), order="sorted")
    return acts.next_event(stream(life.code), life.version + 1, act, kind, payload)
