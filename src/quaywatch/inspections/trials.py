"""Looks that are judged by an opening whatever they say: the lot that chooses them, and what came.

A box that is opened because the scan spoke up says nothing of what scans overlook. So some looks
are chosen by lot, before anybody looks, to be followed by an opening anyway (`Order.verified`).
"""

from collections.abc import Iterable
from hashlib import sha256

import msgspec
import polars as pl

from quaywatch.cargo import Concealment, InspectionKind, Order, Outcome, OutcomeResult
from quaywatch.inspections.detention import is_alarm
from quaywatch.inspections.record import Record
from quaywatch.inspections.treatments import Treatments

_LOTS = 1 << 64


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """A look that was chosen to be judged, and what is known of the truth."""

    kind: InspectionKind
    alarmed: bool
    """Whether it spoke up."""
    judged: bool
    """Whether the box was opened, or the look itself found something."""
    clean: bool = False
    """Whether nothing was there."""
    concealment: Concealment | None = None
    """Where contraband was. A box that is judged and neither clean nor this held something else, or
    nobody said where: it teaches nothing of what looks find."""


def with_lots(picked: pl.DataFrame, treatments: Treatments, seed: bytes) -> pl.DataFrame:
    """Add `verified`: whether the lot falls that a look is judged.

    Args:
        picked: [box_id, kind].
        treatments: which looks are at the cargo itself, and how many are judged.
        seed: of the day's draw; nobody knows it before the lots fall.
    """
    judged = [one.kind.value for one in treatments.treatment if one.counts and not _opens(one.kind)]
    fell = [_lot(seed, box) < treatments.verified * _LOTS for box in picked["box_id"]]
    return picked.with_columns(
        verified=pl.Series(fell, dtype=pl.Boolean) & pl.col("kind").is_in(judged)
    )


def _lot(seed: bytes, box_id: str) -> int:
    return int.from_bytes(sha256(seed + b"\0verified\0" + box_id.encode()).digest()[:8])


def _opens(kind: InspectionKind) -> bool:
    return kind is InspectionKind.OPEN


def is_to_be_judged(order: Order, outcome: Outcome) -> bool:
    """Say whether a silent look is followed by an opening, because the lot fell so."""
    return order.verified and not _opens(order.kind) and not is_alarm(outcome)


def trial(record: Record) -> Trial | None:
    """The trial that a box's record holds, once its look is done."""
    had = [(step.order, step.outcome) for step in record.steps]
    if record.order is not None and record.outcome is not None:
        had.append((record.order, record.outcome))
    for place, (order, outcome) in enumerate(had):
        if order.verified:
            later = [(each.kind, came) for each, came in had[place:]]
            return _judged(Trial(kind=order.kind, alarmed=is_alarm(outcome), judged=False), later)
    return None


def _judged(look: Trial, later: Iterable[tuple[InspectionKind, Outcome]]) -> Trial:
    """Return a look with the truth, as it itself and the looks after it told."""
    for kind, outcome in later:
        if outcome.result is OutcomeResult.FOUND:
            place = outcome.place.concealment if outcome.place else None
            where = outcome.concealment or place
            return msgspec.structs.replace(look, judged=True, concealment=where)
        if _opens(kind):
            clean = outcome.result is OutcomeResult.NOTHING
            return msgspec.structs.replace(look, judged=True, clean=clean)
    return look
