"""One message about a vessel's voyage, from segments to port calls.

A port (LOC) is followed by its instants (DTM); instants that stand before any port belong to the
port that the qualifier of another LOC names as that of arrival or departure.
"""

from datetime import datetime

import msgspec

from quaywatch.cargo.filing import FilingHeader
from quaywatch.cargo.movement import Classifier
from quaywatch.cargo.problem import Problem, Severity
from quaywatch.cargo.route import Conveyance
from quaywatch.cargo.transport_call import CallKind, TransportCall
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.cuscar.heading import FUNCTIONS
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.message import Origin
from quaywatch.formats.edifact.movements.plain import KNOWN, vessel
from quaywatch.formats.edifact.movements.said import Place, place
from quaywatch.formats.edifact.pieces import Pieces
from quaywatch.formats.part import PART_BYTES, Part
from quaywatch.formats.window import Window

_ENDS = {
    "132": (CallKind.ARRIVAL, Classifier.ESTIMATED),
    "232": (CallKind.ARRIVAL, Classifier.ESTIMATED),
    "178": (CallKind.ARRIVAL, Classifier.ACTUAL),
    "133": (CallKind.DEPARTURE, Classifier.ESTIMATED),
    "189": (CallKind.DEPARTURE, Classifier.PLANNED),
    "136": (CallKind.DEPARTURE, Classifier.ACTUAL),
    "186": (CallKind.DEPARTURE, Classifier.ACTUAL),
}
"""Instants (data element 2005) of arrival and departure."""

_CLOSING = "180"
"""Until when boxes are taken for the departure from a port."""

_PORTS = frozenset({"5", "8", "9", "11", "60", "61", "87", "94", "125", "152", "153"})
"""Places (data element 3227) at which a vessel calls."""

_OF_THE_WHOLE = {
    CallKind.ARRIVAL: ("60", "153", "11", "8"),
    CallKind.DEPARTURE: ("5", "9", "125"),
}
"""Which port the instants belong to that stand before all ports."""


class Voyage:
    """A message on its way; see `quaywatch.formats.edifact.message.Message`."""

    def __init__(self, name: str, group: Group, origin: Origin) -> None:
        self._header = FilingHeader(
            format=name, sender=origin.sender, received_at=origin.received_at
        )
        self._pieces = Pieces()
        self._ship = Conveyance()
        self._port: Place | None = None
        self._ports: dict[str, Place] = {}
        self._loose: list[tuple[str, datetime]] = []
        self._found: list[tuple[Place, str, datetime]] = []
        self._closings: dict[Place, datetime] = {}
        self._end = group.start
        self.add(group)

    def add(self, group: Group) -> None:
        """Take the next group."""
        self._end = group.end
        if group.tag == "UNT":
            return
        for index, segment in enumerate(group.texts):
            if (problem := self._take(group, index, segment)) is not None:
                self._pieces.open.problems.append(problem)

    def report(self, problem: Problem) -> None:
        """Take a problem of the message's envelope."""
        self._pieces.open.problems.append(problem)

    def flush(self, window: Window, *, last: bool) -> list[Part]:
        """Return the parts that are ready; all of them when `last`."""
        if last:
            self._place_loose()
        if last or self._end - window.start >= PART_BYTES:
            self._pieces.open.calls += [self._call(*found) for found in self._found]
            self._found = []
            self._pieces.close(self._end)
        return self._pieces.parts(window, self._header, last=last)

    def _take(self, group: Group, index: int, segment: str) -> Problem | None:
        tag = segment[:3]
        if tag == "DTM":
            return self._instant(group, index, segment)
        if tag == "LOC":
            self._locate(segment)
        elif tag == "TDT":
            if element(segment, 1) in {"20", ""} and self._ship == Conveyance():
                self._ship = vessel(segment)
        elif tag == "BGM":
            self._header = msgspec.structs.replace(
                self._header,
                reference=element(segment, 2),
                function=FUNCTIONS.get(element(segment, 3), self._header.function),
            )
        elif segment and tag not in KNOWN:
            message = f"{segment[:40]!r} is not known in this message"
            return group.problem("segment.unknown", message, index, Severity.WARNING)
        return None

    def _locate(self, segment: str) -> None:
        qualifier, code = element(segment, 1), element(segment, 2) or element(segment, 2, 3)
        self._port = None
        if qualifier in _PORTS and code.strip("*"):
            self._port = place(code, element(segment, 3) or element(segment, 3, 3))
            self._ports.setdefault(qualifier, self._port)

    def _instant(self, group: Group, index: int, segment: str) -> Problem | None:
        qualifier, at = instant(segment)
        if at is None:
            message = f"{segment!r} holds no date"
            wrong = element(segment, 1, 1) and qualifier in _ENDS
            found = group.problem("date.unreadable", message, index, Severity.WARNING, "call.at")
            return found if wrong else None
        if qualifier in _ENDS:
            if self._port is not None:
                self._found.append((self._port, qualifier, at))
            elif not self._ports:
                self._loose.append((qualifier, at))
        elif qualifier == _CLOSING and self._port is not None:
            self._closings[self._port] = at
        return None

    def _place_loose(self) -> None:
        for qualifier, at in self._loose:
            wanted = _OF_THE_WHOLE[_ENDS[qualifier][0]]
            port = next((self._ports[q] for q in wanted if q in self._ports), None)
            if port is not None:
                self._found.append((port, qualifier, at))

    def _call(self, port: Place, qualifier: str, at: datetime) -> TransportCall:
        kind, classifier = _ENDS[qualifier]
        return TransportCall(
            kind=kind,
            classifier=classifier,
            at=at,
            location=port.code,
            facility=port.facility,
            vessel_name=self._ship.vessel_name,
            imo_number=self._ship.imo_number,
            voyage=self._ship.voyage,
            carrier_code=self._ship.carrier_code,
            closing_at=self._closings.get(port) if kind is CallKind.DEPARTURE else None,
        )
