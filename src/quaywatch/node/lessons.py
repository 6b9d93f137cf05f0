"""What inspections teach: boxes as they were known when they were chosen, and what came of them."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
import polars as pl
from sqlalchemy import Connection, literal, select

from quaywatch.cargo import Order, OutcomeResult, SelectionBasis, to_frames
from quaywatch.cargo.columns import INSTANT
from quaywatch.checks.found import FOUND_SCHEMA
from quaywatch.inspections import BoxEvent, Record
from quaywatch.node import known, schema
from quaywatch.node.assessing import Kept
from quaywatch.node.entries import Entry
from quaywatch.node.instants import restored
from quaywatch.node.memory import Memory
from quaywatch.risk import Known
from quaywatch.rules import RuleBook

OUTCOMES: dict[str, pl.DataType] = {
    "row": pl.UInt32(),
    "consignment_id": pl.String(),
    "found": pl.Boolean(),
    "selection_probability": pl.Float64(),
    "at": INSTANT,
    "known_at": INSTANT,
    "planned": pl.Boolean(),
    "boxes": pl.Int64(),
    "delay": pl.Float64(),
}
_REPORTED = {BoxEvent.OUTCOME, BoxEvent.CORRECTED}
_KEPT = msgspec.json.Decoder(Kept)


@dataclass(frozen=True, slots=True)
class Lessons:
    """Inspected consignments, each once."""

    known: Known
    """As it was when a box of theirs was chosen."""
    outcomes: pl.DataFrame
    """`row`, `consignment_id`, `found`, `selection_probability`; `at`, when it was chosen, and
    `known_at`, when all of that was known; whether a plan of this node picked it; how many boxes
    were inspected, and by how many hours that kept one beyond its pick-up, where that is known."""

    def until(self, instant: datetime) -> "Lessons":
        """Return those that were known by an instant."""
        return Lessons(self.known, self.outcomes.filter(pl.col("known_at") <= instant))


@dataclass(slots=True)
class _Lesson:
    entry: Entry
    past: bytes
    assessment: bytes
    at: datetime
    known_at: datetime
    planned: bool
    found: bool
    missed: float
    """Chance that none of its inspected boxes was chosen."""
    boxes: int
    delay: float | None


def lessons(connection: Connection, memory: Memory, rulebook: RuleBook) -> Lessons:
    """Return what the outcomes so far teach, earliest choice first.

    A consignment counts once: found if anything was in one of its boxes, chosen with the chance
    that at least one of those inspected was, and known as at the last choice. What an officer
    chose, on a tip say, or what was chosen with no known chance teaches nothing without bias and
    is left out.
    """
    taught = sorted(
        _taught(connection).values(), key=lambda one: (one.at, one.entry.consignment_id)
    )
    frames = to_frames((one.entry.header, one.entry.consignment) for one in taught)
    found = [
        (row, *finding)
        for row, one in enumerate(taught)
        for finding in (_KEPT.decode(one.assessment).findings if one.assessment else ())
    ]
    findings = pl.DataFrame(found, schema=FOUND_SCHEMA, orient="row")
    past = memory.frame([one.past for one in taught]) if taught else None
    rows = [
        (
            row,
            one.entry.consignment_id,
            one.found,
            1 - one.missed,
            one.at,
            one.known_at,
            one.planned,
            one.boxes,
            one.delay,
        )
        for row, one in enumerate(taught)
    ]
    return Lessons(
        Known(frames, findings, rulebook.match(frames, findings), past),
        pl.DataFrame(rows, schema=OUTCOMES, orient="row"),
    )


def _taught(connection: Connection) -> dict[str, _Lesson]:
    lesson, inspection = schema.lesson.c, schema.inspection.c
    query = (
        select(schema.lesson, literal(0).label("cancelled"), inspection.result)
        .join(schema.inspection, inspection.box_id == lesson.box_id)
        .where(inspection.result != "")
        .order_by(lesson.at, lesson.box_id)
    )
    rows = connection.execute(query).all()
    records = known.records(connection, {row.box_id for row in rows})
    entries = known.versions(connection, rows)
    taught: dict[str, _Lesson] = {}
    for row, entry in zip(rows, entries, strict=True):
        record, at = records[row.box_id], restored(row.at)
        chance = _chance(record.order or record.selected)
        if chance == 0 or at is None:
            continue
        before = taught.get(row.consignment_id)
        taught[row.consignment_id] = _Lesson(
            entry=entry,
            past=bytes(row.past),
            assessment=bytes(row.assessment),
            at=at,
            known_at=max(_reported(record), before.known_at if before else _reported(record)),
            planned=record.selected is not None or (before is not None and before.planned),
            found=row.result == OutcomeResult.FOUND or (before is not None and before.found),
            missed=(1.0 - chance) * (1.0 if before is None else before.missed),
            boxes=1 + (0 if before is None else before.boxes),
            delay=_longer(delay(record), before),
        )
    return taught


def _chance(order: Order | None) -> float:
    """Return the chance with which the box was drawn; zero when it was not."""
    if order is None or order.basis is SelectionBasis.OFFICER or order.second_lot:
        return 0.0
    return order.selection_probability


def delay(record: Record) -> float | None:
    """Return by how many hours its inspection kept a box beyond its pick-up, where one was set."""
    order = record.order
    if order is None or order.deadline_at is None or record.outcome is None:
        return None
    return max((_reported(record) - order.deadline_at).total_seconds() / 3600, 0.0)


def _longer(delay: float | None, before: _Lesson | None) -> float | None:
    known = [each for each in (delay, before and before.delay) if each is not None]
    return max(known, default=None)


def _reported(record: Record) -> datetime:
    """Return when the outcome in force was reported."""
    return max(entry.at for entry in record.history if entry.kind in _REPORTED)
