"""What can be done with a seeded test: each command checks it and gives the event to append.

Nobody plants a test or says what became of it alone: whoever could, could also make their port look
as good as they like.
"""

from datetime import date
from enum import StrEnum

import msgspec

from quaywatch.ledger import Event, acts
from quaywatch.ledger.acts import Act
from quaywatch.ledger.lives import require_second
from quaywatch.strategy.seeding.record import Fact, Planted, SeedingEvent, Standing, Test, stream


class Refusal(StrEnum):
    """Why a command is refused."""

    STALE_VERSION = "stale-version"
    WRONG_STANDING = "wrong-standing"
    FOUR_EYES = "four-eyes"
    """The other of the two has to do it."""
    NOT_YOURS = "not-yours"
    """Only the two who are responsible may."""
    REASON_NEEDED = "reason-needed"
    TOO_SOON = "too-soon"
    """Nothing can be before those who look before it was made, or tomorrow."""


class Refused(acts.Refused[Refusal]):
    """A command that the state of the test does not allow."""


def register(test: Test, planted: Planted, act: Act) -> Event:
    """Put a test down; the other person confirms it."""
    _require(test, act, Standing.NONE)
    own = Refused(Refusal.FOUR_EYES, "Two different people are responsible for a test.")
    require_second(act, (planted.second,), own)
    if planted.made_on > act.at.date():
        raise Refused(Refusal.TOO_SOON, "The way of hiding is not set yet.")
    return _event(test, act, SeedingEvent.REGISTERED, Fact(planted=planted))


def confirm(test: Test, act: Act) -> Event:
    """Stand by a test that another person put down; from now on it runs."""
    _require(test, act, Standing.REGISTERED)
    own = Refused(Refusal.FOUR_EYES, "The other of the two confirms it.")
    require_second(act, (test.first,), own)
    return _event(test, act, SeedingEvent.CONFIRMED, Fact())


def report(test: Test, act: Act, *, found: bool, on: date) -> Event:
    """Say what became of it; the other person agrees or calls it off."""
    _require(test, act, Standing.OPEN)
    made_on = test.planted.made_on if test.planted else on
    if not made_on <= on <= act.at.date():
        raise Refused(Refusal.TOO_SOON, "It was looked at after it was made, and not tomorrow.")
    return _event(test, act, SeedingEvent.REPORTED, Fact(found=found, on=on))


def close(test: Test, act: Act) -> Event:
    """Agree to what the other reported; from now on it counts, and others see it."""
    _require(test, act, Standing.REPORTED)
    own = Refused(Refusal.FOUR_EYES, "The other of the two agrees to it.")
    require_second(act, (test.reported_by,), own)
    return _event(test, act, SeedingEvent.CLOSED, Fact())


def call_off(test: Test, reason: str, act: Act) -> Event:
    """End a test that counts for nothing, and say why.

    Where a result was reported, the other person does: nobody drops a result they dislike alone.
    """
    _require(test, act, Standing.REGISTERED, Standing.OPEN, Standing.REPORTED)
    if not reason.strip():
        raise Refused(Refusal.REASON_NEEDED, "Say why it does not count.")
    if test.standing is Standing.REPORTED:
        own = Refused(Refusal.FOUR_EYES, "The other of the two calls it off now.")
        require_second(act, (test.reported_by,), own)
    return _event(test, act, SeedingEvent.CALLED_OFF, Fact(reason=reason.strip()))


def _require(test: Test, act: Act, *standings: Standing) -> None:
    if act.seen != test.version:
        raise Refused(Refusal.STALE_VERSION, "Somebody else changed this test meanwhile.")
    if test.standing not in standings:
        raise Refused(Refusal.WRONG_STANDING, f"The test is {test.standing}.")
    if test.version and not test.responsible(act.actor):
        raise Refused(Refusal.NOT_YOURS, "Only the two who are responsible may.")


def _event(test: Test, act: Act, kind: SeedingEvent, fact: Fact) -> Event:
    payload = msgspec.json.encode(fact, order="sorted")
    return acts.next_event(stream(test.name), test.version + 1, act, kind, payload)
