"""What a container's movements say of its stay at the port of discharge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quaywatch.cargo import Classifier, Consignment, MovementKind
from quaywatch.node.instants import NEVER, stored

_DAY = 86_400_000_000
_BEFORE_LOADING = 21 * _DAY
_LONGEST_VOYAGE = 60 * _DAY
_AFTER_ARRIVAL = 30 * _DAY
_EARLY = 3 * _DAY
"""How much earlier than declared a vessel may come."""

_LEAVES = frozenset({MovementKind.GATE_OUT, MovementKind.PICKED_UP})
_LEFT = _LEAVES | {MovementKind.STRIPPED, MovementKind.DROPPED_OFF}
"""What only happens to an import container once it has left: not every gate out is reported."""
_TOUCHES_TERMINAL = _LEAVES | {MovementKind.DISCHARGED}
_ABOARD = frozenset({MovementKind.LOADED, MovementKind.STOWED, MovementKind.DISCHARGED})
"""What only happens to a container that was loaded."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement as the derived table keeps it."""

    container: str
    position: int
    place: int
    at: int
    kind: str
    classifier: str
    location: str
    facility: str
    format: str = ""
    sender: str = ""
    """Who said it."""
    said: bytes = b""
    """The movement as it was read, as MessagePack."""


@dataclass(frozen=True, slots=True)
class Voyage:
    """Where a consignment is to land and when, and the bounds of its containers' journey."""

    port: str
    arrival_at: int
    from_at: int
    until_at: int


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the box stands, from when until when, and whether it has left."""

    terminal: str = ""
    available_at: int = NEVER
    """When it was discharged, else when its discharge is expected, else the vessel."""
    deadline_at: int = NEVER
    """When it is to be picked up."""
    loaded: bool = False
    """Whether it was seen aboard; until then it can still be stopped where it is to be loaded."""
    gone: bool = False


def journey_bounds(consignment: Consignment, received_at: int) -> tuple[int, int]:
    """Return from when until when a container's movements belong to this consignment.

    Containers are used again: what they did for others before and after is not this journey.
    """
    arrival = stored(consignment.conveyance.arrival_at)
    departure = stored(consignment.conveyance.departure_at)
    if arrival == NEVER and departure == NEVER:
        return received_at - _LONGEST_VOYAGE, received_at + _LONGEST_VOYAGE
    if departure == NEVER:
        departure = arrival - _LONGEST_VOYAGE
    if arrival == NEVER:
        arrival = departure + _LONGEST_VOYAGE
    return departure - _BEFORE_LOADING, arrival + _AFTER_ARRIVAL


def stay(voyage: Voyage, known: Sequence[Moved]) -> Stay:
    """Read the stay out of what was said of a container, in the order in which it became known.

    The last plan known counts; a box that was seen to leave after it came has gone.
    """
    arrival = voyage.arrival_at
    earliest = voyage.from_at if arrival == NEVER else max(voyage.from_at, arrival - _EARLY)
    journey = within(known, earliest, voyage.until_at)
    there = [m for m in journey if m.location in ("", voyage.port)]
    discharges = [m for m in there if m.kind == MovementKind.DISCHARGED]
    discharged = [m.at for m in discharges if m.classifier == Classifier.ACTUAL]
    expected = [m.at for m in discharges if m.classifier != Classifier.ACTUAL]
    landed = min(discharged, default=earliest)
    known_best = discharged or expected or [arrival]
    left = (m for m in journey if m.location in ("", voyage.port) or m.kind not in _LEAVES)
    plans = [m for m in there if m.kind in _LEAVES and m.classifier != Classifier.ACTUAL]
    terminals = [m.facility for m in there if m.facility and m.kind in _TOUCHES_TERMINAL]
    return Stay(
        terminal=terminals[-1] if terminals else "",
        available_at=known_best[-1],
        loaded=any(_actual(within(known, voyage.from_at, voyage.until_at), _ABOARD)),
        deadline_at=plans[-1].at if plans else NEVER,
        gone=any(m.at >= landed for m in _actual(left, _LEFT)),
    )


def within(journey: Sequence[Moved], from_at: int, until_at: int) -> list[Moved]:
    """Return the movements that fall into a journey's bounds."""
    return [m for m in journey if from_at <= m.at <= until_at]


def _actual(journey: Iterable[Moved], kinds: Iterable[str]) -> Iterable[Moved]:
    return (m for m in journey if m.kind in kinds and m.classifier == Classifier.ACTUAL)
