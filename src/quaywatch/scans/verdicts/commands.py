"""What can be done with a radiograph: each command checks how it stands and gives the event.

A second look is blind: whoever may give it is shown neither the machine's findings nor what others
said, and whoever was shown them may not give it, save to have the box opened.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Any

import msgspec

from quaywatch.ledger import Event, acts
from quaywatch.ledger.acts import Act, next_event, same_person
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts.record import (
    Analysis,
    Fact,
    Says,
    ScanEvent,
    Standing,
    Verdict,
    stream,
)

CLAIM = timedelta(minutes=15)
"""How long a radiograph stays in somebody's hands; then others may take it."""


class Refusal(StrEnum):
    """Why a command is refused."""

    CLAIMED_BY_OTHER = "claimed-by-other"
    NOT_CLAIMED = "not-claimed"
    SETTLED = "settled"
    FOUR_EYES = "four-eyes"
    """Somebody else must say something first."""
    NOT_BLIND = "not-blind"
    """A second look is for somebody who has not seen what the machine made of it."""
    IN_HAND = "in-hand"
    """What one judges is shown here alone."""
    KEY_REUSED = "key-reused"


class Refused(acts.Refused[Refusal]):
    """A command that the state of the radiograph does not allow."""


def require_out_of_hand(analysis: Analysis, act: Act) -> None:
    """Refuse a file of the picture to whoever has it in hand.

    It may be shown with a threat that is not there (docs/readers.md), and a file beside it would
    tell.
    """
    claimant = analysis.claimant(act.at)
    if claimant is not None and same_person(claimant, act.actor):
        raise Refused(Refusal.IN_HAND, "You have this scan in hand; give your verdict first.")


def read(analysis: Analysis, reading: Reading, compared: str, act: Act) -> Event:
    """Note what a machine made of it; a later reading takes the place of this one."""
    return _event(analysis, act, ScanEvent.READ, reading=reading, compared=compared)


def doubt(analysis: Analysis, act: Act) -> Event | None:
    """Note that it is not to be cleared by one analyst alone; None where that was noted before."""
    return None if analysis.doubted else _event(analysis, act, ScanEvent.DOUBTED)


def show(analysis: Analysis, act: Act) -> Event | None:
    """Note that the machine's findings are shown to somebody; None where they were before."""
    known = analysis.reading is None or analysis.was_shown(act.actor)
    return None if known else _event(analysis, act, ScanEvent.SHOWN)


def withheld(analysis: Analysis, actor: str) -> bool:
    """Say whether findings, notes and verdicts are kept from somebody who may look second."""
    return analysis.standing is Standing.SECOND and not analysis.has_said(actor)


def claim(analysis: Analysis, act: Act) -> Event:
    """Take it in hand, or keep it there for longer."""
    _require_turn(analysis, act)
    return _event(analysis, act, ScanEvent.CLAIMED, until=act.at + CLAIM)


def give_back(analysis: Analysis, act: Act) -> Event:
    """Give it back unjudged."""
    claimant = analysis.claimant(act.at)
    if claimant is None or not same_person(claimant, act.actor):
        raise Refused(Refusal.NOT_CLAIMED, "You do not have this scan in hand.")
    return _event(analysis, act, ScanEvent.GIVEN_BACK)


def give(analysis: Analysis, verdict: Verdict, act: Act) -> Event:
    """Say something of it.

    Whoever spoke last waits for somebody else's word, but may always have the box opened.
    """
    if verdict.says is Says.OPEN and analysis.standing is not Standing.OPEN:
        _require_free(analysis, act)
    else:
        _require_turn(analysis, act)
    return _event(analysis, act, ScanEvent.VERDICT, verdict=verdict)


def has_turn(analysis: Analysis, act: Act) -> bool:
    """Say whether somebody may take it in hand now."""
    try:
        _require_turn(analysis, act)
    except Refused:
        return False
    return True


def _require_turn(analysis: Analysis, act: Act) -> None:
    _require_free(analysis, act)
    if analysis.standing.settled:
        raise Refused(Refusal.SETTLED, "Enough analysts have looked at this scan.")
    if analysis.given and same_person(analysis.given[-1].by, act.actor):
        raise Refused(Refusal.FOUR_EYES, "Another analyst must look at this scan first.")
    if not analysis.has_said(act.actor):
        _require_blind(analysis, act)


def _require_free(analysis: Analysis, act: Act) -> None:
    claimant = analysis.claimant(act.at)
    if claimant is not None and not same_person(claimant, act.actor):
        raise Refused(Refusal.CLAIMED_BY_OTHER, f"{claimant} is looking at this scan.")


def _require_blind(analysis: Analysis, act: Act) -> None:
    if analysis.standing is Standing.SECOND and analysis.was_shown(act.actor):
        raise Refused(
            Refusal.NOT_BLIND,
            "You were shown what was found in this scan: another analyst must look.",
        )


def _event(analysis: Analysis, act: Act, kind: ScanEvent, **said: Any) -> Event:
    request = act.sent.digest if act.sent is not None else None
    fact = Fact(digest=analysis.digest, request=request, **said)
    payload = msgspec.json.encode(fact, order="sorted")
    return next_event(stream(analysis.digest), analysis.version + 1, act, kind, payload)
