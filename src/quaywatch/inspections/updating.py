"""What looks at a box say of it: an alarm makes contraband more probable, silence less (Bayes)."""

import math
from collections.abc import Sequence

import msgspec

from quaywatch.cargo import Concealment, InspectionKind, Order, Outcome, OutcomeResult
from quaywatch.inspections.record import Record
from quaywatch.inspections.treatments import Treatments


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What one look at a box said."""

    kind: InspectionKind
    spoke_up: bool


class Belief(msgspec.Struct, frozen=True, kw_only=True):
    """What is thought of a box."""

    probability: float
    """That it hides something."""
    hiding: dict[Concealment, float]
    """Where, if it does: shares that add up to one."""


def speaks_up(kind: InspectionKind, outcome: Outcome) -> bool:
    """Say whether a look gives reason for another one.

    Whoever has opened a box and found nothing has nothing left to look with, and a find needs no
    further look.
    """
    return kind is not InspectionKind.OPEN and outcome.result is OutcomeResult.IRREGULARITY


def looks(record: Record) -> tuple[Said, ...]:
    """The looks at a box, first to last; none once something was found: that is known then."""
    had: list[tuple[Order, Outcome]] = [(step.order, step.outcome) for step in record.steps]
    if record.order is not None and record.outcome is not None:
        had.append((record.order, record.outcome))
    if any(outcome.result is OutcomeResult.FOUND for _, outcome in had):
        return ()
    return tuple(Said(kind=o.kind, spoke_up=speaks_up(o.kind, outcome)) for o, outcome in had)


def updated(
    treatments: Treatments, had: Sequence[Said], probability: float, *, reefer: bool
) -> Belief:
    """What is thought of a box after looks at it; what one overlooks tells of where it hides.

    Args:
        treatments: how often each look speaks up.
        had: the looks.
        probability: that it hides something, before the first of them.
        reefer: whether it is a refrigerated container.
    """
    hiding = treatments.hiding.reefer if reefer else treatments.hiding.dry
    ways = {way: probability * share for way, share in hiding.items()}
    clean = 1 - probability
    for look in had:
        treatment = treatments.of(look.kind)
        for way in ways:
            detected = treatment.detection[way]
            ways[way] *= detected if look.spoke_up else 1 - detected
        clean *= treatment.false_alarm if look.spoke_up else 1 - treatment.false_alarm
    full = math.fsum(ways.values())
    if full + clean == 0:
        return Belief(probability=probability, hiding=hiding)
    return Belief(
        probability=full / (full + clean),
        hiding={way: share / full for way, share in ways.items()} if full else hiding,
    )
