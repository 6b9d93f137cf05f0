"""Who may act on a box at all: what every command checks first, and the event it comes to.

The event carries the next version of the box's stream, so of two officers who act on the same
sight of a box the ledger takes the first and refuses the second (`ledger.Conflict`).
"""

from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.inspections.record import BoxEvent, Fact, Record, stream
from quaywatch.ledger import Event, acts


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    HELD_BY_OTHER = "held-by-other"
    ALREADY_DONE = "already-done"
    ALREADY_ORDERED = "already-ordered"
    DEADLINE_PASSED = "deadline-passed"
    NOT_HELD = "not-held"
    NOT_HOLDER = "not-holder"
    NOT_ORDERED = "not-ordered"
    NOT_DONE = "not-done"
    FOUR_EYES = "four-eyes"
    REASON_NEEDED = "reason-needed"
    AUDIT = "audit"
    """A box that was drawn at random is only left out by somebody who knows what that does."""
    NOT_PLANNED = "not-planned"
    NOT_OFFERED = "not-offered"
    SAME_PERSON = "same-person"
    ALREADY_DETAINED = "already-detained"
    NOT_DETAINED = "not-detained"
    NOT_PROPOSED = "not-proposed"
    KEY_REUSED = "key-reused"
    UNKNOWN_PHOTO = "unknown-photo"


class Refused(acts.Refused[Refusal]):
    """A command that the state of the box does not allow."""


class Act(acts.Act, frozen=True, kw_only=True):
    """Who acts, when, and on which version of the record as they saw it."""

    supervisor: bool = False
    """May release what another officer holds."""


def check(record: Record, act: Act) -> None:
    """Refuse when the sight is old, the record closed or the box in someone else's hands."""
    check_sight(record, act)
    if record.outcome is not None:
        raise Refused(Refusal.ALREADY_DONE, f"{record.outcome_by} has recorded the outcome.")
    if record.held_by not in (None, act.actor):
        raise Refused(Refusal.HELD_BY_OTHER, f"{record.held_by} holds this box.")


def check_sight(record: Record, act: Act) -> None:
    """Refuse when the record is not the one that was seen."""
    if act.seen != record.version:
        raise Refused(
            Refusal.STALE_VERSION,
            f"The record has changed: version {record.version}, not {act.seen}.",
        )


def event(record: Record, act: Act, kind: BoxEvent, **said: Any) -> Event:
    """Return the next event of a box; `said` are fields of its `Fact`."""
    request = act.sent.digest if act.sent is not None else None
    fact = Fact(box_id=record.box_id, request=request, **said)
    payload = msgspec.json.encode(fact, order="sorted")
    return acts.next_event(stream(record.box_id), record.version + 1, act, kind, payload)
