"""Where a vessel calls, whatever it carries."""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.cargo.movement import Classifier


class CallKind(StrEnum):
    """Which end of the call (DCSA transport event code in brackets)."""

    ARRIVAL = "arrival"  # ARRI
    DEPARTURE = "departure"  # DEPA


class TransportCall(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One arrival or departure of a vessel (DCSA: transport call)."""

    kind: CallKind
    classifier: Classifier
    at: datetime
    location: str
    """UN/LOCODE as written."""
    facility: str | None = None
    vessel_name: str | None = None
    imo_number: str | None = None
    voyage: str | None = None
    carrier_code: str | None = None
    closing_at: datetime | None = None
    """Of a departure: until when the terminal takes boxes for it (UN/EDIFACT 2005, code 180)."""
