"""What a measure counts: rows of what one node knows, told the same way by every node.

A node lays its ledger out in these rows and adds nothing of its own; every choice (what is high
risk, what counts as scanned) is made by the measures, so that figures of two ports compare. All
instants are time-zone aware.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

import msgspec

from quaywatch.cargo import InspectionKind, OutcomeResult, SelectionBasis
from quaywatch.norms.measures.terms import TERMS, Terms


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """What is measured: from one instant until just before another, as known at a third."""

    since: datetime
    until: datetime
    as_of: datetime
    """What became known later counts nowhere."""

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins; raises ValueError."""
        if self.until <= self.since:
            raise ValueError("a period ends after it begins")

    def holds(self, instant: datetime | None) -> bool:
        """Say whether an instant lies in it."""
        return instant is not None and self.since <= instant < self.until

    def known(self, instant: datetime | None) -> bool:
        """Say whether something had happened by the time as of which is measured."""
        return instant is not None and instant <= self.as_of


class Leg(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One ship's part of a container's way, by its actual events; None where none tells it."""

    loaded: str | None = None
    """UN/LOCODE."""
    discharged: str | None = None


class SealWord(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Numbers of seals that one source told, and those that were put on in their place."""

    told: tuple[str, ...] = ()
    put: tuple[str, ...] = ()


class Box(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One container of one bill."""

    box_id: str
    container: str
    consignment_id: str
    probability: float
    """Risk by what is filed, before any look."""
    origin: str = ""
    """Port of loading (UN/LOCODE)."""
    discharge: str = ""
    """Port of discharge (UN/LOCODE)."""
    reefer: bool = False
    empty: bool = False
    arrival_at: datetime | None = None
    """As declared."""
    loaded_at: datetime | None = None
    """Actually, at the port of loading."""
    discharged_at: datetime | None = None
    """Actually, at the port of discharge."""
    left_at: datetime | None = None
    """Actually, through the gate or by another ship."""
    legs: tuple[Leg, ...] = ()
    seal_known_at: datetime | None = None
    """When the node first knew the number of a seal on it."""
    seals: tuple[SealWord, ...] = ()
    """What each source said of its seals, in the order of what it speaks of."""
    weighed: bool = False
    """Whether a verified gross mass is known."""

    @property
    def arrived_at(self) -> datetime | None:
        """When it came: its discharge, or else the declared arrival."""
        return self.discharged_at or self.arrival_at


class Declared(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A consignment as it was first filed."""

    consignment_id: str
    filed_at: datetime
    loading_at: datetime | None
    """Actual loading of its first container, or else declared departure."""
    complete: bool
    vague: bool
    """Whether a check found its description vague."""
    faults: int
    """How many checks spoke up."""


class Examined(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One look that was ordered, and what came of it."""

    box_id: str
    number: int
    """Which of the box's orders it is, from 1."""
    kind: InspectionKind
    basis: SelectionBasis
    ordered_at: datetime
    slot_at: datetime | None = None
    taken_back: bool = False
    recorded_at: datetime | None = None
    """When its first outcome was recorded."""
    result: OutcomeResult | None = None
    """Of the outcome in force."""
    mass_kg: float | None = None
    photographed: bool = False
    verdict_kept: bool = False
    """Whether what targeting thought of the box when it was chosen is on record."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One choice of a box, by a plan or an officer."""

    box_id: str
    version: int
    """Of the box's record."""
    at: datetime
    basis: SelectionBasis
    reasoned: bool
    """Whether rule, model, information or chance is on record as its reason."""


class StepKind(StrEnum):
    """What a measure has to know of what was done with a box."""

    SELECTED = "selected"
    WITHDRAWN = "withdrawn"
    ORDERED = "ordered"
    LEFT_OUT = "left_out"
    """What was planned is skipped, or an order taken back."""
    HELD = "held"
    GIVEN_BACK = "given_back"
    CONCLUDED = "concluded"
    """An outcome was recorded or corrected."""
    OTHER = "other"


class Step(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that was done with a box."""

    box_id: str
    at: datetime
    actor: str
    kind: StepKind


class Hold(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How long a box had to stay at the terminal for customs."""

    box_id: str
    since: datetime
    until: datetime | None = None
    """None while it is kept."""
    by_people: bool = False
    """Whether somebody let it go, and not a clean outcome by itself."""
    proposed_by: str = ""
    lifted_by: str = ""


class Lookup(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody opened a dossier."""

    position: int
    """On the ledger."""
    box_id: str
    actor: str
    at: datetime


class Read(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An analyst's word on a picture."""

    by: str
    at: datetime
    alarmed: bool
    alone: bool
    """Whether it was given knowing neither what a machine nor what another analyst had said."""


class Picture(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A radiograph."""

    digest: str
    box_id: str
    """Empty where it belongs to no box that is known."""
    taken_at: datetime
    kept_at: datetime
    """When the node had it."""
    origin: str = ""
    """Node of another port that it came from."""
    machine: bool = False
    """Whether a machine read it."""
    settled: bool = False
    """Whether analysts came to a verdict."""
    reads: tuple[Read, ...] = ()
    found: bool = False
    """Whether contraband was found in the box on that journey."""


class Threat(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A threat inserted into a picture, and whether its reader found it."""

    digest: str
    reader: str
    at: datetime
    found: bool


class Gate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A container was seen to leave through the gate."""

    container: str
    at: datetime
    came_at: datetime | None = None
    """Its last arrival before, by sea or by land, of which the node knows."""


class Assessed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An assessment of a port that was closed."""

    assessment: str
    port: str
    closed_at: datetime


class Backed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A requirement asked of the node's port, and whether anything in date speaks for it."""

    requirement: str
    in_date: bool


class MonthTold(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The figures of a month that the port told allies, with finds or without."""

    month: str
    """As 2026-03."""
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a node knows that bears on a period."""

    period: Period
    terms: Terms = TERMS
    boxes: tuple[Box, ...] = ()
    declared: tuple[Declared, ...] = ()
    examined: tuple[Examined, ...] = ()
    chosen: tuple[Chosen, ...] = ()
    steps: tuple[Step, ...] = ()
    holds: tuple[Hold, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    pictures: tuple[Picture, ...] = ()
    threats: tuple[Threat, ...] = ()
    gates: tuple[Gate, ...] = ()
    assessed: tuple[Assessed, ...] = ()
    backed: tuple[Backed, ...] = ()
    worked: frozenset[str] = frozenset()
    """Months in which a result was recorded, those before the period among them: as 2026-03."""
    months: tuple[MonthTold, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Box]:
        """Boxes by name."""
        return {one.box_id: one for one in self.boxes}

    @cached_property
    def examined_of(self) -> dict[str, list[Examined]]:
        """Looks by box, in the order of their orders."""
        return _by_box(self.examined)

    @cached_property
    def steps_of(self) -> dict[str, list[Step]]:
        """What was done, by box, in order."""
        return _by_box(self.steps)

    @cached_property
    def pictures_of(self) -> dict[str, list[Picture]]:
        """Radiographs by box."""
        return _by_box(self.pictures)

    def is_risky(self, box: Box | None) -> bool:
        """Say whether a box is ranked high-risk."""
        return box is not None and box.probability >= self.terms.high_risk

    def on_risk_route(self, box: Box | None) -> bool:
        """Say whether a box comes from where most finds come from."""
        return box is not None and box.origin[:2] in self.terms.risk_countries

    def done(self, box_id: str, kinds: Iterable[InspectionKind], by: datetime | None) -> bool:
        """Say whether a box was looked at in one of these ways by an instant (by now)."""
        limit = self.period.as_of if by is None else min(by, self.period.as_of)
        wanted = frozenset(kinds)
        return any(
            one.kind in wanted and one.recorded_at is not None and one.recorded_at <= limit
            for one in self.examined_of.get(box_id, ())
        )

    def scanned(self, box_id: str, by: datetime | None = None) -> bool:
        """Say whether a box was scanned here by an instant (by now): recorded, or pictured."""
        limit = self.period.as_of if by is None else min(by, self.period.as_of)
        return self.done(box_id, SCANS, by) or any(
            not one.origin and one.taken_at <= limit for one in self.pictures_of.get(box_id, ())
        )


_OfBox = TypeVar("_OfBox", Examined, Step, Picture)

SCANS = frozenset({InspectionKind.SCAN, InspectionKind.SECOND_SCAN})
THOROUGH = SCANS | {InspectionKind.OPEN}
"""Looks into a box, and not only at it."""


def _by_box(rows: Iterable[_OfBox]) -> dict[str, list[_OfBox]]:
    found: dict[str, list[_OfBox]] = defaultdict(list)
    for row in rows:
        found[row.box_id].append(row)
    return found
