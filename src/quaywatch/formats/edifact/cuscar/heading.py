"""What a manifest says once for all of its consignments."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from quaywatch.cargo.consignment import BillLevel
from quaywatch.cargo.filing import FilingFunction, FilingHeader
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.edifact.cuscar.conveyance import carriage, inherited
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.cuscar.places import header_route, place
from quaywatch.formats.edifact.elements import element

FUNCTIONS = {
    "1": FilingFunction.CANCELLATION,
    "3": FilingFunction.CANCELLATION,
    "2": FilingFunction.AMENDMENT,
    "4": FilingFunction.AMENDMENT,
    "5": FilingFunction.AMENDMENT,
}
"""Message functions (data element 1225): cancellation, deletion; addition, change, replace."""

_MASTERS = frozenset({"BM", "MB", "MWB"})

_ISSUED = "137"
"""Document date and time (data element 2005)."""


class Heading:
    """The header section of one message; grows with the segments it is given."""

    def __init__(self, sender: str, received_at: datetime | None, name: str = "cuscar") -> None:
        self.header = FilingHeader(format=name, sender=sender, received_at=received_at)
        self.route = Route()
        self.conveyance = Conveyance()
        self.document = ""
        """Document name code (data element 1001), such as 85 or 785."""
        self._places: dict[str, str] = {}
        self._instants: dict[str, datetime] = {}
        self._carriage = Conveyance()
        self._carrier: str | None = None
        self._master: str | None = None

    def take(self, texts: Iterable[str]) -> None:
        """Read header segments."""
        for segment in texts:
            tag = segment[:3]
            if tag == "BGM":
                self._begin(segment)
            elif tag == "NAD":
                self._party(segment)
            elif tag == "TDT" and self._carriage == Conveyance():
                self._carriage = carriage(segment) or self._carriage
            elif tag == "LOC":
                self._places.setdefault(*place(segment))
            elif tag == "RFF" and element(segment, 1) in _MASTERS:
                self._master = self._master or element(segment, 1, 1) or None
            elif tag == "DTM":
                qualifier, at = instant(segment)
                if at is not None:
                    self._instants.setdefault(qualifier, at)
        self._conclude()

    def identity(
        self, reference: str, level: BillLevel, master: str | None
    ) -> tuple[str, BillLevel, str | None]:
        """Return a bill's number, level and master: under the header's bill, all others hang."""
        if self._master is None or master or reference == self._master:
            return reference, level, master
        return reference, BillLevel.HOUSE, self._master

    def _begin(self, segment: str) -> None:
        self.document = element(segment, 1)
        self.header = msgspec.structs.replace(
            self.header,
            reference=element(segment, 2),
            function=FUNCTIONS.get(element(segment, 3), FilingFunction.ORIGINAL),
        )

    def _party(self, segment: str) -> None:
        role, identifier = element(segment, 1), element(segment, 2)
        if role == "CA" and identifier:
            self._carrier = self._carrier or identifier
        elif role in {"MS", "DT"} and identifier and not self.header.sender:
            self.header = msgspec.structs.replace(self.header, sender=identifier)

    def _conclude(self) -> None:
        self.route = header_route(self._places)
        issued = self._instants.get(_ISSUED)
        if issued is not None and self.header.issued_at is None:
            self.header = msgspec.structs.replace(self.header, issued_at=issued)
        carrier = Conveyance(carrier_code=self._carrier)
        self.conveyance = inherited(self._carriage, self._instants, carrier)
