"""What a message about containers says once for all of them."""

from datetime import datetime

import msgspec

from quaywatch.cargo.filing import FilingHeader
from quaywatch.cargo.route import Conveyance
from quaywatch.cargo.transport_call import CallKind, TransportCall
from quaywatch.formats.edifact.cuscar.dates import instant
from quaywatch.formats.edifact.cuscar.heading import FUNCTIONS
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.message import Origin
from quaywatch.formats.edifact.movements.plain import vessel
from quaywatch.formats.edifact.movements.profile import Profile
from quaywatch.formats.edifact.movements.said import Place, place

_VOYAGE = "VON"
_CLOSING = "180"
"""Qualifier (data element 2005) of the instant until which boxes are taken for a departure."""


class Heading:
    """The header section of one message; grows with the segments it is given."""

    def __init__(self, profile: Profile, origin: Origin) -> None:
        self._profile = profile
        self._prepared_at = origin.prepared_at or origin.received_at
        self.header = FilingHeader(
            format=profile.name, sender=origin.sender, received_at=origin.received_at
        )
        self.document = ""
        """Document name code (data element 1001)."""
        self.conveyance = Conveyance()
        self.places: dict[str, Place] = {}
        """Places by qualifier, the first of each."""
        self.instants: dict[str, datetime] = {}
        """Instants by qualifier, the first of each."""

    def take(self, segment: str) -> None:
        """Read a header segment."""
        tag = segment[:3]
        if tag == "BGM":
            self._begin(segment)
        elif tag == "TDT" and element(segment, 1) in self._profile.stages:
            if self.conveyance == Conveyance():
                self.conveyance = vessel(segment)
        elif tag == "LOC":
            self._place(segment)
        elif tag == "DTM":
            qualifier, at = instant(segment)
            if at is not None:
                self.instants.setdefault(qualifier, at)
        elif tag == "RFF" and element(segment, 1) == _VOYAGE:
            voyage = element(segment, 1, 1) or self.conveyance.voyage
            self.conveyance = msgspec.structs.replace(self.conveyance, voyage=voyage)
        elif tag == "NAD" and element(segment, 1) == "MS" and not self.header.sender:
            self.header = msgspec.structs.replace(self.header, sender=element(segment, 2))

    def _begin(self, segment: str) -> None:
        self.document = element(segment, 1) or self.document
        self.header = msgspec.structs.replace(
            self.header,
            reference=element(segment, 2),
            function=FUNCTIONS.get(element(segment, 3), self.header.function),
        )

    def _place(self, segment: str) -> None:
        code = element(segment, 2) or element(segment, 2, 3)
        if code.strip("*"):
            facility = element(segment, 3) or element(segment, 3, 3)
            self.places.setdefault(element(segment, 1), place(code, facility))

    def at(self) -> datetime | None:
        """Return the instant of a record that names none itself."""
        known = (self.instants.get(qualifier) for qualifier in self._profile.otherwise)
        return next((at for at in known if at is not None), self._prepared_at)

    def calls(self, carrier: str | None) -> list[TransportCall]:
        """Return the port calls that the header tells."""
        found: list[TransportCall] = []
        for places, qualifier, kind, classifier in self._profile.calls:
            port = next((self.places[q] for q in places if q in self.places), None)
            at = self.instants.get(qualifier)
            if port is not None and at is not None:
                ship = self.conveyance
                call = TransportCall(
                    kind=kind,
                    classifier=classifier,
                    at=at,
                    location=port.code,
                    facility=port.facility,
                    vessel_name=ship.vessel_name,
                    imo_number=ship.imo_number,
                    voyage=ship.voyage,
                    carrier_code=ship.carrier_code or carrier,
                    closing_at=self._closing(kind),
                )
                found.append(call)
        return found

    def _closing(self, kind: CallKind) -> datetime | None:
        return self.instants.get(_CLOSING) if kind is CallKind.DEPARTURE else None
