"""Where a container has been, and where it is expected."""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.cargo.equipment import Seal
from quaywatch.cargo.route import Route


class MovementKind(StrEnum):
    """What happened to the container (DCSA Track & Trace code in brackets)."""

    GATE_IN = "gate_in"  # GTIN
    GATE_OUT = "gate_out"  # GTOT
    LOADED = "loaded"  # LOAD
    DISCHARGED = "discharged"  # DISC
    STUFFED = "stuffed"  # STUF
    STRIPPED = "stripped"  # STRP
    PICKED_UP = "picked_up"  # PICK
    DROPPED_OFF = "dropped_off"  # DROP
    INSPECTED = "inspected"  # INSP
    RESEALED = "resealed"  # RSEA
    REMOVED = "removed"  # RMVD
    STOWED = "stowed"
    """Found in its place aboard, as a stowage plan (BAPLIE) says."""
    WEIGHED = "weighed"
    """Its verified gross mass was taken (VERMAS)."""
    ARRIVED = "arrived"  # ARRI, of the means of transport that carries it
    DEPARTED = "departed"  # DEPA
    HELD = "held"  # CUSS
    """Selected or held by customs."""
    RELEASED = "released"  # CUSR


class Classifier(StrEnum):
    """How sure the event is (DCSA eventClassifierCode in brackets)."""

    PLANNED = "planned"  # PLN
    ESTIMATED = "estimated"  # EST
    ACTUAL = "actual"  # ACT


class Movement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One event of one container's journey."""

    equipment_number: str
    kind: MovementKind
    classifier: Classifier
    at: datetime
    location: str | None = None
    """UN/LOCODE as written."""
    facility: str | None = None
    """Terminal or depot, as written."""
    vessel_name: str | None = None
    voyage: str | None = None
    packed: bool | None = None
    """Whether the container was full, when the event says."""
    imo_number: str | None = None
    carrier_code: str | None = None
    size_type: str | None = None
    """ISO 6346 size-type code as written."""
    seals: tuple[Seal, ...] = ()
    """Seals that the event names; empty says nothing about whether there are some."""
    gross_mass_kg: float | None = None
    """Gross mass that the event states and nobody verified, in kilograms."""
    verified_gross_mass_kg: float | None = None
    """Verified gross mass with the container itself (SOLAS VI/2), in kilograms."""
    temperature_c: float | None = None
    """Set temperature, in degrees Celsius."""
    stowage: str | None = None
    """Place aboard as bay, row and tier (ISO 9711), as written."""
    transport_document: str | None = None
    """Bill of lading that the event names."""
    booking: str | None = None
    """Carrier's booking that the event names."""
    route: Route | None = None
    """Where the container is to go, as the event states it."""
