"""Why a plan asks for this box, in this hour, by this treatment: figures alone, no words.

Amounts are expected finds where nothing else is said, and hold at the prices of the plan that
picked the box: what one more place in each hour of each resource would be worth.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.cargo import InspectionKind


class Pick(StrEnum):
    """By what a plan picked a box."""

    WORTH = "worth"
    """A look at it is among those that are worth most together."""
    ROOM = "room"
    """It got room that the others left."""
    AUDIT = "audit"
    """A lot of the random audit."""


class Bound(StrEnum):
    """What ends the hours in which a box can be looked at."""

    DAY = "day"
    """Nothing but the hours that the plan is made for."""
    DISCHARGED = "discharged"
    """It is not on the quay before."""
    PICK_UP = "pick_up"
    PATIENCE = "patience"
    """So long a refrigerated container with such goods may wait."""
    CUT_OFF = "cut_off"
    """The vessel is loaded, or it is too late to stop it."""


class Look(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One policy for the box: what it promises and takes, in its best hour."""

    steps: tuple[InspectionKind, ...]
    """A first look, and what follows its alarm."""
    at: datetime
    finds: float
    """Probability x chance that the policy finds x harm."""
    cost_eur: float
    """Expected, like all that follows: steps that only an alarm asks for count by its chance."""
    delay_hours: float
    spent: float
    """Cost and delay, weighed against a find."""
    room: float
    """What the places it takes would bring others, and next to nothing for waiting."""
    gain: float
    """What is left: finds + `Why.learns` and `Asked.worth` where the first step counts for them -
    spent - room."""


class Alarm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the first look would tell."""

    chance: float
    """That it speaks up."""
    alarmed: float
    """Probability that the box hides something after an alarm,"""
    silent: float
    """and after silence."""


class Window(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The hours in which the look was open to the box, and what they cost."""

    since: datetime
    """First hour of the plan in which it can be looked at so."""
    until: datetime
    """Last one."""
    since_by: Bound = Bound.DAY
    until_by: Bound = Bound.DAY
    hours: int = 1
    """Of these, in which somebody works who may."""
    early: int = 0
    """Hours of the resource that it could not have: before the first,"""
    late: int = 0
    """after the last,"""
    barred: int = 0
    """or where it may not take dangerous goods."""
    price: float = 0.0
    """What one more place in the hour of the look would be worth."""
    cheapest_at: datetime | None = None
    """The cheapest of the other hours open to it, if there are any,"""
    cheapest: float = 0.0
    """and what a place is worth there."""
    later_at: datetime | None = None
    """Best hour after that of the look, by any policy; None where there is none."""
    waiting: float = 0.0
    """How much less it would gain then."""


class Turn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a lower probability would have decided otherwise."""

    probability: float
    """From here up it is as it is; below, at the same prices, it would be otherwise."""
    steps: tuple[InspectionKind, ...] = ()
    """The policy that would be worth more there; none where no look would be worth its place."""


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Coverage that is asked of the box's stratum."""

    stratum: str
    boxes: float
    """How many of its boxes are to be looked at, at least,"""
    of: int
    """of how many."""
    worth: float = 0.0
    """What a look at one of them counts for beside its finds."""


class Lot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A lot of the random audit."""

    stratum: str
    size: int
    """Boxes of the stratum that had one."""
    of: int
    """Boxes of all strata that had one."""
    chance: float
    """Of this box, by the audit alone."""


class Why(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a plan picked a box, as it was when the plan was made."""

    pick: Pick
    probability: float
    rank: int
    """By probability among the candidates, 1 the highest,"""
    of: int
    """of how many."""
    look: Look
    alarm: Alarm
    window: Window
    harm: float = 1.0
    """What a find in it counts for, 1 an ordinary one."""
    learns: float = 0.0
    """Worth of what a look at the cargo teaches about its stratum."""
    next: Look | None = None
    """The policy that is next best for it."""
    heavier: Look | None = None
    """The best of those that begin with a more thorough look, where that is another one."""
    keeps: Turn | None = None
    """Down to which probability the same kind of look comes first."""
    out: Turn | None = None
    """Down to which any look is worth its place, where that is another one."""
    proven: bool = False
    """Whether it is proven that no plan without this box is worth as much."""
    asked: Asked | None = None
    lot: Lot | None = None
    draw: str = ""
    """Draw whose sheet shows the chance and the lot of the box."""
    assessment: str = ""
    """Start of the digest of the assessment by which it stood where it did; its reasons are kept
    with that."""
