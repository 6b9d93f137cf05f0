"""What an officer orders and what came of it."""

from datetime import datetime
from enum import StrEnum

import msgspec


class InspectionKind(StrEnum):
    """How a container is looked at, lightest first."""

    DOCUMENTS = "documents"
    DOGS = "dogs"
    """A team with a detection dog walks round the closed container."""
    SCAN = "scan"
    SECOND_SCAN = "second_scan"
    """Another picture, from another side or by another energy, of what the first left unclear."""
    OPEN = "open"


class SelectionBasis(StrEnum):
    """Why a container was chosen."""

    TARGETED = "targeted"
    RANDOM_AUDIT = "random_audit"
    OFFICER = "officer"


class OutcomeResult(StrEnum):
    """What the inspection showed; a negative result is a result."""

    NOTHING = "nothing"
    IRREGULARITY = "irregularity"
    FOUND = "found"


class Concealment(StrEnum):
    """Where contraband was found, at the level that UNODC and WCO publish."""

    RIP_ON = "rip_on"
    IN_LOAD = "in_load"
    STRUCTURE = "structure"
    REEFER_UNIT = "reefer_unit"
    OTHER = "other"


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The result of one inspection."""

    result: OutcomeResult
    substance: str | None = None
    mass_kg: float | None = None
    concealment: Concealment | None = None
    note: str | None = None


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The wish to look at one container, as selected or ordered."""

    consignment_id: str
    equipment_number: str
    kind: InspectionKind
    basis: SelectionBasis
    selection_probability: float
    """Chance with which the selection in force would have picked this container."""
    terminal: str
    slot_at: datetime | None = None
    deadline_at: datetime | None = None
    note: str | None = None
