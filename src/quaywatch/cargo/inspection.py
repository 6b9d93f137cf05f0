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

    @property
    def weight(self) -> int:
        """How thorough it is, from 0; a heavier look answers for a lighter one."""
        return _KINDS.index(self)


_KINDS = tuple(InspectionKind)


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


class ConcealmentPlace(StrEnum):
    """Where in a container it lay, at the level that customs and police tell in public.

    Places as the public seizure reports of UNODC, WCO and EUDA name them.
    """

    BEHIND_DOORS = "behind_doors"
    AMONG_GOODS = "among_goods"
    IN_GOODS = "in_goods"
    DISSOLVED = "dissolved"
    PACKAGING = "packaging"
    PALLETS = "pallets"
    FLOOR = "floor"
    ROOF = "roof"
    WALLS = "walls"
    DOORS = "doors"
    FRONT_WALL = "front_wall"
    FRAME = "frame"
    EVAPORATOR = "evaporator"
    REFRIGERATION_UNIT = "refrigeration_unit"
    OUTSIDE = "outside"

    @property
    def concealment(self) -> Concealment:
        """The way of hiding that this place belongs to."""
        return _WAYS.get(self, Concealment.STRUCTURE)


_WAYS = {
    ConcealmentPlace.BEHIND_DOORS: Concealment.RIP_ON,
    ConcealmentPlace.AMONG_GOODS: Concealment.IN_LOAD,
    ConcealmentPlace.IN_GOODS: Concealment.IN_LOAD,
    ConcealmentPlace.DISSOLVED: Concealment.IN_LOAD,
    ConcealmentPlace.PACKAGING: Concealment.IN_LOAD,
    ConcealmentPlace.PALLETS: Concealment.IN_LOAD,
    ConcealmentPlace.EVAPORATOR: Concealment.REEFER_UNIT,
    ConcealmentPlace.REFRIGERATION_UNIT: Concealment.REEFER_UNIT,
    ConcealmentPlace.OUTSIDE: Concealment.OTHER,
}


class OverrideReason(StrEnum):
    """Why an officer orders what no plan asks for, or less than it asks for."""

    INFORMATION = "information"
    """Word from elsewhere: another service, a tip, a request of assistance."""
    DOCUMENTS = "documents"
    """The papers do not agree with each other or with the box."""
    SEAL = "seal"
    SCAN_IMAGE = "scan_image"
    APPEARANCE = "appearance"
    """The box, its weight or whoever comes for it."""
    RESOURCES = "resources"
    """What the plan asks for cannot be done: staff, scanner, hall."""
    OTHER = "other"
    UNRECORDED = "unrecorded"
    """Ordered before there was a record of reasons."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The result of one inspection."""

    result: OutcomeResult
    substance: str | None = None
    mass_kg: float | None = None
    concealment: Concealment | None = None
    place: ConcealmentPlace | None = None
    seals_before: tuple[str, ...] = ()
    """Numbers on the doors as the officer found them…"""
    seals_after: tuple[str, ...] = ()
    """…and as the officer left them."""
    photos: tuple[str, ...] = ()
    """SHA-256 of pictures taken of this box, in hexadecimal."""
    note: str | None = None


class Alarm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A look that asks for the next one, nearly always because it spoke up."""

    kind: InspectionKind
    at: datetime
    """When it was recorded."""
    silent: bool = False
    """It said nothing: a lot chose the box to be opened all the same, so that looks are judged."""


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
    second_lot: bool = False
    """A lot of the same day fell against this container before: its chance stands for no others."""
    override: OverrideReason | None = None
    """Why an officer ordered what no plan asked for."""
    note: str | None = None
    verified: bool = False
    """The lot fell that the container is opened afterwards whatever this look shows: so it is
    learned what such looks overlook."""
    then: tuple[InspectionKind, ...] = ()
    """What follows when this look speaks up, by the policy that it was planned with."""
    follows: Alarm | None = None
    """The look whose alarm this one follows. It was not chosen anew: basis and chance are those of
    the first look."""
