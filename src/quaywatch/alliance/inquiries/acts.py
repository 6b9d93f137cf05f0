"""What somebody does to a request: refused, or the event that comes of it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.alliance.inquiries.kinds import InquiryEvent, Side, Stage
from quaywatch.alliance.inquiries.record import Fact, Life, stream
from quaywatch.ledger import Event, acts, lives


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STAGE = "wrong-stage"
    FOUR_EYES = "four-eyes"
    NOT_OURS = "not-ours"
    """It is the other side that does this."""
    NO_REASON = "no-reason"
    NOT_THE_ANSWER = "not-the-answer"
    """It answers something else, or comes from somebody else."""
    TOO_EARLY = "too-early"
    """Nothing is late yet; or a delay that ends before the limit does."""


class Refused(acts.Refused[Refusal]):
    """A command that the state of the request does not allow."""


def require(life: Life, act: acts.Act, stages: Collection[Stage], side: Side | None = None) -> None:
    """Refuse on an old sight, at the wrong stage, and what is for the other side to do."""
    if act.seen != life.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this request meanwhile.")
    if life.stage not in stages:
        raise Refused(Refusal.WRONG_STAGE, f"The request is {life.stage}.")
    if side is not None and life.side is not side:
        raise Refused(Refusal.NOT_OURS, f"This request is {life.side}.")


def require_second(life: Life, act: acts.Act, kind: InquiryEvent) -> None:
    """Refuse whoever wrote what is about to leave."""
    own = Refused(Refusal.FOUR_EYES, "Somebody who did not write it must let it out.")
    lives.require_second(act, life.writers(kind), own)


def event(life: Life, act: acts.Act, kind: InquiryEvent, **said: Any) -> Event:
    """Return the next event of a request's stream."""
    payload = msgspec.json.encode(Fact(inquiry_id=life.inquiry_id, **said), order="deterministic")
    return acts.next_event(stream(life.inquiry_id), life.version + 1, act, kind, payload)
