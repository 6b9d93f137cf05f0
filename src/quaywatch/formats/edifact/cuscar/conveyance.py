"""The vessel's voyage: TDT and the instants that go with it."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from quaywatch.cargo.route import Conveyance
from quaywatch.formats.edifact.elements import element

_CALL_SIGN = "103"
_SHIP_IDENTIFICATION = "146"

_DEPARTURE = ("136", "133", "186", "189")
_ARRIVAL = ("178", "132", "232")
"""Actual before estimated before scheduled (data element 2005)."""


def carriage(segment: str) -> Conveyance | None:
    """Return the conveyance of a main carriage (TDT stage 20), None of any other stage."""
    if element(segment, 1) not in {"20", ""}:
        return None
    identification = element(segment, 8)
    is_ship_number = element(segment, 8, 1) == _SHIP_IDENTIFICATION or (
        identification.isdecimal()
        and len(identification) == 7
        and element(segment, 8, 1) != _CALL_SIGN
    )
    return Conveyance(
        vessel_name=element(segment, 8, 3) or None,
        imo_number=identification or None if is_ship_number else None,
        voyage=element(segment, 2) or None,
        carrier_code=element(segment, 5) or None,
    )


def inherited(
    own: Conveyance | None, instants: Mapping[str, datetime], header: Conveyance
) -> Conveyance:
    """Return a consignment's conveyance: its own voyage if it names one, else the message's."""
    if own is None and not instants:
        return header
    base = own or header
    return msgspec.structs.replace(
        base,
        carrier_code=base.carrier_code or header.carrier_code,
        departure_at=_first(instants, _DEPARTURE) or base.departure_at,
        arrival_at=_first(instants, _ARRIVAL) or base.arrival_at,
    )


def _first(instants: Mapping[str, datetime], qualifiers: tuple[str, ...]) -> datetime | None:
    return next((instants[q] for q in qualifiers if q in instants), None)
