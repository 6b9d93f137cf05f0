"""How one message type speaks of containers, as data: which qualifier fills which slot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from quaywatch.cargo.movement import Classifier, MovementKind
from quaywatch.cargo.transport_call import CallKind


class Slot(IntEnum):
    """What one segment says of the container or event that is read.

    The first members are no values but tell the reader what to do; each of the others is a place
    in the record that is filled.
    """

    NOTHING = 0
    """Known, and kept as bytes alone."""
    OPENING = 1
    """Begins the next record."""
    FLAW = 2
    DAMAGE = 3
    SEAL = 4
    FURTHER = 5
    """A further container of the same record."""
    CONSIGNMENT = 6
    """Begins a consignment, or a list of containers that are handled alike: what is said next
    holds for all records that follow."""
    CONTROL = 7
    """Number of containers that the sender counted."""

    EQUIPMENT = 8
    STOWAGE = 9
    GROSS = 10
    VERIFIED = 11
    TEMPERATURE = 12
    LOADING = 13
    ORIGIN = 14
    """Original port of loading of a container that was transhipped since."""
    TRANSHIPMENT = 15
    DISCHARGE = 16
    DELIVERY = 17
    RECEIPT = 18
    PLACE = 19
    """Where the event happens."""
    BILL = 20
    BOOKING = 21
    CARRIER = 22
    OPERATOR = 23
    AT = 24
    EXPECTED_AT = 25
    CARRIAGE = 26
    EVENT = 27
    HANDLING = 28
    """Equipment status (data element 8249), such as import or export."""


class Event(NamedTuple):
    """What happened to a container, and how sure it is."""

    kind: MovementKind
    classifier: Classifier = Classifier.ACTUAL


class Call(NamedTuple):
    """A port call that the header tells by a place and an instant."""

    places: tuple[str, ...]
    """Qualifiers (data element 3227) of the port, the first that is given counts."""
    instant: str
    """Qualifier (data element 2005) of the arrival or departure."""
    kind: CallKind
    classifier: Classifier


PLACES: Mapping[str, Slot] = {
    "6": Slot.LOADING,
    "7": Slot.DELIVERY,
    "8": Slot.DELIVERY,
    "9": Slot.LOADING,
    "11": Slot.DISCHARGE,
    "12": Slot.DISCHARGE,
    "13": Slot.TRANSHIPMENT,
    "20": Slot.DELIVERY,
    "76": Slot.ORIGIN,
    "83": Slot.DELIVERY,
    "88": Slot.RECEIPT,
    "147": Slot.STOWAGE,
    "165": Slot.PLACE,
}
"""Place qualifiers (data element 3227); 6 and 12 are those of the 1991 directory."""

REFERENCES: Mapping[str, Slot] = {
    "BM": Slot.BILL,
    "BH": Slot.BILL,
    "BN": Slot.BOOKING,
}
"""Reference qualifiers (data element 1153)."""

INSTANTS: Mapping[str, Slot] = {"7": Slot.AT, "203": Slot.AT, "ACT": Slot.AT}
"""Instant qualifiers (data element 2005): effective from, executed."""

EMPTY: Mapping[str, Slot] = {}


@dataclass(frozen=True, slots=True)
class Profile:
    """One message type."""

    name: str
    opens: str
    """Segment that begins a record: its tag, or tag and qualifier."""
    events: Mapping[str, Event] = field(default_factory=dict[str, Event])
    """What the document name (data element 1001) of BGM makes of a record."""
    documents: frozenset[str] = frozenset()
    """Further document names by which a message without type is known."""
    handlings: Mapping[str, Event] = field(default_factory=dict[str, Event])
    """What the equipment status (data element 8249) makes of it when BGM tells nothing."""
    statuses: Mapping[str, Event] = field(default_factory=dict[str, Event])
    """What a status event code (STS) makes of it."""
    event: Event | None = None
    """What a record is when nothing else tells."""
    places: Mapping[str, Slot] = field(default_factory=lambda: PLACES)
    header_places: Mapping[str, Slot] = field(default_factory=lambda: EMPTY)
    """Places before the first record that mean something else there."""
    references: Mapping[str, Slot] = field(default_factory=lambda: REFERENCES)
    instants: Mapping[str, Slot] = field(default_factory=lambda: INSTANTS)
    otherwise: tuple[str, ...] = ("137",)
    """Instants of the header that date a record without its own, best first."""
    calls: tuple[Call, ...] = ()
    stages: frozenset[str] = frozenset({"20", ""})
    """Transport stages (data element 8051) whose vessel is that of the event."""
    handling_first: bool = False
    """Whether a handling (HAN) stands before all containers that it is about."""
    planning: bool = False
    """Whether containers without number are normal: places that are planned but not yet given."""


def at_port(*qualifiers: str) -> tuple[Call, ...]:
    """Return the calls that a header tells which names the port by one of these qualifiers."""
    return (
        Call(qualifiers, "178", CallKind.ARRIVAL, Classifier.ACTUAL),
        Call(qualifiers, "132", CallKind.ARRIVAL, Classifier.ESTIMATED),
        Call(qualifiers, "136", CallKind.DEPARTURE, Classifier.ACTUAL),
        Call(qualifiers, "133", CallKind.DEPARTURE, Classifier.ESTIMATED),
    )
