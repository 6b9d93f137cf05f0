"""Where a container has been, and where it is expected."""

from datetime import datetime
from enum import StrEnum

import msgspec


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


class Classifier(StrEnum):
    """How sure the event is (DCSA eventClassifierCode in brackets)."""

    PLANNED = "planned"  # PLN
    ESTIMATED = "estimated"  # EST
    ACTUAL = "actual"  # ACT


class Movement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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
