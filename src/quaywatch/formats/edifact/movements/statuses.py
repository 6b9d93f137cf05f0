"""Status event codes of IFTSTA: UN/ECE Recommendation 24, and those that carriers use beside it."""

from collections.abc import Mapping

from quaywatch.cargo.movement import MovementKind
from quaywatch.formats.edifact.movements.profile import Event

_KINDS: Mapping[MovementKind, tuple[str, ...]] = {
    # Recommendation 24 (data elements 9011 and 4405); ANSI X12 element 157; DCSA event types.
    MovementKind.ARRIVED: ("1", "40", "VA", "A", "ARRI"),
    MovementKind.DEPARTED: ("24", "VD", "P", "DEPA"),
    MovementKind.GATE_IN: ("43", "74", "98", "I", "GTIN"),
    MovementKind.GATE_OUT: ("42", "99", "OA", "GTOT"),
    MovementKind.PICKED_UP: ("13", "AF", "EE", "PICK"),
    MovementKind.DROPPED_OFF: ("21", "22", "82", "D", "RD", "DROP"),
    MovementKind.LOADED: ("48", "79", "AE", "LOAD"),
    MovementKind.DISCHARGED: ("29", "59", "UV", "DISC"),
    MovementKind.STUFFED: ("93", "94", "STUF"),
    MovementKind.STRIPPED: ("28", "STRP"),
    MovementKind.STOWED: ("92",),
    MovementKind.RESEALED: ("83", "CS", "RSEA"),
    MovementKind.INSPECTED: ("30", "INSP"),
    MovementKind.HELD: ("17", "PA", "CUSS"),
    MovementKind.RELEASED: ("12", "78", "CT", "CUSR"),
    MovementKind.REMOVED: ("RMVD",),
}

STATUSES: Mapping[str, Event] = {
    code: Event(kind) for kind, codes in _KINDS.items() for code in codes
}

CODES: Mapping[MovementKind, str] = {kind: codes[0] for kind, codes in _KINDS.items()}
"""The code under which a kind of movement is written."""
