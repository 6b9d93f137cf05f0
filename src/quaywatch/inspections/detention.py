"""Keeping a box at the terminal, and letting it go: never by one person against an alarm."""

from datetime import datetime

import msgspec

from quaywatch.cargo import InspectionKind, Order, Outcome, OutcomeResult
from quaywatch.inspections.reasons import DetentionReason, LiftingReason


class Detention(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A box that may not leave the terminal, and who would let it go.

    An order to inspect detains a box. A clean outcome of that inspection frees it, unless the lot
    fell that it is opened anyway; everything else (an alarm, a cancelled order, a lighter look than
    was ordered) takes two people.
    """

    since: datetime
    by: str
    kind: InspectionKind | None = None
    """The heaviest inspection ordered since; None when it is kept without an order."""
    reason: DetentionReason | None = None
    """Why it is kept without an order."""
    lifting_by: str | None = None
    """Who proposes to let it go."""
    lifting: LiftingReason | None = None


def with_order(detention: Detention | None, order: Order, at: datetime, by: str) -> Detention:
    """Return the detention after an order; a proposal to lift it falls."""
    standing = detention or Detention(since=at, by=by)
    kind = order.kind
    if standing.kind is not None and standing.kind.weight > kind.weight:
        kind = standing.kind
    return msgspec.structs.replace(standing, kind=kind, lifting_by=None, lifting=None)


def with_outcome(
    detention: Detention | None,
    order: Order | None,
    outcome: Outcome,
    *,
    alarmed: bool,
    at: datetime,
    by: str,
) -> Detention | None:
    """Return the detention after an outcome; None frees the box.

    `alarmed` says whether any outcome so far, this one included, was an alarm.
    """
    if is_alarm(outcome):
        standing = detention or Detention(since=at, by=by)
        return msgspec.structs.replace(standing, lifting_by=None, lifting=None)
    if detention is None or alarmed or detention.reason is not None or order is None:
        return detention
    if order.verified and order.kind is not InspectionKind.OPEN:
        return detention
    thorough = detention.kind is not None and order.kind.weight >= detention.kind.weight
    return None if thorough else detention


def is_alarm(outcome: Outcome) -> bool:
    """Say whether an outcome speaks against the box."""
    return outcome.result is not OutcomeResult.NOTHING
