"""Where a consignment goes, and on what."""

from datetime import datetime

import msgspec


class Route(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Places as UN/LOCODE, as written."""

    place_of_receipt: str | None = None
    port_of_loading: str | None = None
    transhipment_ports: tuple[str, ...] = ()
    port_of_discharge: str | None = None
    place_of_delivery: str | None = None
    countries: tuple[str, ...] = ()
    """Countries of routing in order (ISO 3166-1 alpha-2, as written; data element 16 12)."""
    first_entry: str | None = None
    """Customs office of first entry, as written (data element 17 07)."""


class Conveyance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The vessel's voyage that brings the consignment; instants are time-zone aware."""

    vessel_name: str | None = None
    imo_number: str | None = None
    voyage: str | None = None
    carrier_code: str | None = None
    """Carrier code (SCAC or SMDG liner code) as written."""
    departure_at: datetime | None = None
    """Departure from the port of loading, estimated or actual."""
    arrival_at: datetime | None = None
    """Arrival at the port of discharge, estimated or actual."""
