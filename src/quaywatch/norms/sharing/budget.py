"""What a recipient has been told under noise in a period, and how much more it may be told.

Answers add up: whoever gets two learns at most as much as their epsilons together allow. So each
recipient has a budget for each period, kept in a stream of its own. What was asked before in the
period is answered with the answer that was given, and costs nothing, whatever has changed since: a
fresh answer would tell that something has. Two answers at once cannot both take the same place of
the stream.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from quaywatch.ledger import Event, Recorded
from quaywatch.ledger.acts import Act, next_event, require_next
from quaywatch.norms.sharing.counting import Counts
from quaywatch.norms.sharing.noise import noisy
from quaywatch.norms.standing import State

PER_PERIOD = 2.0
"""Epsilon that a recipient may spend in a quarter: no answer of a whole quarter together then
shifts the odds of one requirement's state by more than e^2, about 7 to 1."""


class SharingEvent(StrEnum):
    """Kinds of event in the stream of a recipient's budget."""

    RELEASED = "standing.released"
    """Counts under noise were told."""


class Exhausted(Exception):  # noqa: N818 - somebody is refused; nothing went wrong
    """The recipient's budget of the period does not cover the answer."""


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `RELEASED`: counts as they were told."""

    recipient: str
    period: str
    """Quarter, as 2026-Q1."""
    port: str
    epsilon: float
    counts: Mapping[str, Mapping[State, int]]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A recipient's budget of a period as of `version`, the number of events in its stream."""

    recipient: str
    period: str
    version: int = 0
    releases: tuple[Release, ...] = ()

    @property
    def spent(self) -> float:
        """Epsilon of all answers together."""
        return sum(one.epsilon for one in self.releases)

    @property
    def left(self) -> float:
        """Epsilon that is left."""
        return max(0.0, PER_PERIOD - self.spent)

    def apply(self, event: Event | Recorded) -> "Account":
        """Return the budget after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        require_next(event, stream(self.recipient, self.period), self.version)
        one = msgspec.json.decode(event.payload, type=Release)
        return msgspec.structs.replace(
            self, version=self.version + 1, releases=(*self.releases, one)
        )


def stream(recipient: str, period: str) -> str:
    """Name of the stream of a recipient's budget."""
    return f"sharing/{recipient}/{period}"


def release(
    account: Account, port: str, counts: Counts, epsilon: float, act: Act
) -> tuple[Release, Event | None]:
    """Return what a recipient is told, with the event to append first; None if it was told before.

    Nothing may leave before the event is on the ledger.

    Raises:
        Exhausted: the budget does not cover it.
        ValueError: `epsilon` is not positive.

    """
    for one in account.releases:
        if (one.port, one.epsilon) == (port, epsilon):
            return one, None
    if epsilon > account.left * (1 + 1e-12):
        raise Exhausted(
            f"{account.recipient} has {account.left:g} left in {account.period}, not {epsilon:g}"
        )
    made = Release(
        recipient=account.recipient,
        period=account.period,
        port=port,
        epsilon=epsilon,
        counts=noisy(counts, epsilon),
    )
    payload = msgspec.json.encode(made, order="deterministic")
    place = stream(account.recipient, account.period)
    event = next_event(place, account.version + 1, act, SharingEvent.RELEASED, payload)
    return made, event
