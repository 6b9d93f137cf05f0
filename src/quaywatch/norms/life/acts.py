"""Why a step of an assessment is refused, and the event that comes of one that is not."""

from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.ledger import Event, acts
from quaywatch.norms.life.kinds import AssessmentEvent, Stage
from quaywatch.norms.life.record import Assessment, Fact, stream


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STAGE = "wrong-stage"
    FOUR_EYES = "four-eyes"
    OWN_PORT = "own-port"
    """Who verifies comes from another port."""
    OTHER_PORT = "other-port"
    """Who answers and confirms belongs to the port."""
    UNKNOWN_REQUIREMENT = "unknown-requirement"
    NOT_ASKED = "not-asked"
    """The requirement is of a level above the one planned."""
    UNKNOWN_EVIDENCE = "unknown-evidence"
    TAKEN = "taken"
    NO_ANSWER = "no-answer"
    NO_DISPUTE = "no-dispute"
    WRONG_CATALOGUE = "wrong-catalogue"
    FOREIGN = "foreign"
    """It is another node's assessment, or bears the name of one that is made here."""
    OLDER = "older"
    """A later document of the same assessment was received."""


class Refused(acts.Refused[Refusal]):
    """A command that the state of the assessment does not allow."""


def require(assessment: Assessment, act: acts.Act, stage: Stage) -> None:
    """Refuse on an old sight, and what cannot be done where the assessment stands."""
    if act.seen != assessment.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this assessment meanwhile.")
    if assessment.stage is not stage:
        raise Refused(Refusal.WRONG_STAGE, f"The assessment is {assessment.stage}.")


def event(
    assessment: Assessment,
    act: acts.Act,
    kind: AssessmentEvent,
    port: str,
    *,
    original: bytes | None = None,
    **said: Any,
) -> Event:
    """Return the next event of an assessment's stream."""
    fact = Fact(assessment=assessment.id, port=port, **said)
    payload = msgspec.json.encode(fact, order="sorted")
    return acts.next_event(
        stream(assessment.id), assessment.version + 1, act, kind, payload, original=original
    )
