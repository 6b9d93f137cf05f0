"""Rows for measures out of the inspection records of boxes, and who opened their dossiers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import Order, Outcome, OverrideReason, SelectionBasis
from quaywatch.inspections import BoxEvent, Record
from quaywatch.inspections.record import Entry, stream
from quaywatch.ledger import Event
from quaywatch.node import schema
from quaywatch.node.instants import restored, stored
from quaywatch.norms.measures.facts import (
    Chosen,
    Examined,
    Hold,
    Lookup,
    Period,
    Step,
    StepKind,
)

_BEFORE = timedelta(days=60)
"""How long before a period a look may have served a decision in it."""

_STEPS = {
    BoxEvent.SELECTED: StepKind.SELECTED,
    BoxEvent.FOLLOWED: StepKind.SELECTED,
    BoxEvent.DETAINED: StepKind.SELECTED,
    BoxEvent.WITHDRAWN: StepKind.WITHDRAWN,
    BoxEvent.LIFTED: StepKind.WITHDRAWN,
    BoxEvent.ORDERED: StepKind.ORDERED,
    BoxEvent.DELAYED: StepKind.ORDERED,
    BoxEvent.SKIPPED: StepKind.LEFT_OUT,
    BoxEvent.CANCELLED: StepKind.LEFT_OUT,
    BoxEvent.HELD: StepKind.HELD,
    BoxEvent.ACCEPTED: StepKind.HELD,
    BoxEvent.RELEASED: StepKind.GIVEN_BACK,
    BoxEvent.OUTCOME: StepKind.CONCLUDED,
    BoxEvent.CORRECTED: StepKind.CONCLUDED,
}


def steps(record: Record) -> Iterator[Step]:
    """Yield what was done with a box."""
    for entry in record.history:
        kind = _STEPS.get(entry.kind, StepKind.OTHER)
        yield Step(box_id=record.box_id, at=entry.at, actor=entry.actor, kind=kind)


def chosen(record: Record) -> Iterator[Chosen]:
    """Yield the choices of a box: by plans, and by officers whom no plan had asked."""
    for entry in record.history:
        order = entry.fact.order
        if order is None or entry.kind not in (BoxEvent.SELECTED, BoxEvent.ORDERED):
            continue
        if entry.kind is BoxEvent.ORDERED and order.basis is not SelectionBasis.OFFICER:
            continue  # a plan had chosen it
        yield Chosen(
            box_id=record.box_id,
            version=entry.version,
            at=entry.at,
            basis=order.basis,
            reasoned=_reasoned(entry, order),
        )


def _reasoned(entry: Entry, order: Order) -> bool:
    if entry.kind is BoxEvent.SELECTED:
        return entry.fact.why is not None
    return order.override not in (None, OverrideReason.UNRECORDED)


@dataclass(slots=True)
class _Look:
    order: Order
    at: datetime
    recorded_at: datetime | None = None
    outcome: Outcome | None = None
    gone: bool = False
    photos: bool = field(default=False)


def examined(record: Record, *, verdict_kept: bool, shot: bool) -> Iterator[Examined]:
    """Yield the looks that were ordered of a box, each with what came of it.

    `verdict_kept` says whether what targeting thought of it is on record, `shot` whether any
    picture of the box was taken by hand.
    """
    for number, look in enumerate(_looks(record), 1):
        yield Examined(
            box_id=record.box_id,
            number=number,
            kind=look.order.kind,
            basis=look.order.basis,
            ordered_at=look.at,
            slot_at=look.order.slot_at,
            taken_back=look.gone,
            recorded_at=look.recorded_at,
            result=look.outcome.result if look.outcome else None,
            mass_kg=look.outcome.mass_kg if look.outcome else None,
            photographed=look.outcome is not None and (bool(look.outcome.photos) or shot),
            verdict_kept=verdict_kept,
        )


def _looks(record: Record) -> list[_Look]:
    made: list[_Look] = []
    for entry in record.history:
        order, last = entry.fact.order, made[-1] if made else None
        waiting = last if last is not None and last.outcome is None and not last.gone else None
        match entry.kind:
            case BoxEvent.ORDERED if order is not None:
                if waiting is not None:
                    waiting.gone = True  # another order took its place
                made.append(_Look(order, entry.at))
            case BoxEvent.DELAYED if order is not None and waiting is not None:
                waiting.order = order
            case BoxEvent.CANCELLED if waiting is not None:
                waiting.gone = True
            case BoxEvent.OUTCOME if waiting is not None:
                waiting.recorded_at, waiting.outcome = entry.at, entry.fact.outcome
            case BoxEvent.CORRECTED if last is not None and last.outcome is not None:
                last.outcome = entry.fact.outcome
            case _:
                pass
    return made


def holds(record: Record) -> Iterator[Hold]:
    """Yield the times for which a box had to stay, by its record folded once more."""
    made, since = Record(box_id=record.box_id), None
    for entry in record.history:
        before, made = made.detention, made.apply(_event(record, entry))
        if before is None and made.detention is not None:
            since = entry.at
        if before is not None and made.detention is None and since is not None:
            by_people = entry.kind is BoxEvent.LIFTED
            yield Hold(
                box_id=record.box_id,
                since=since,
                until=entry.at,
                by_people=by_people,
                proposed_by=(before.lifting_by or "") if by_people else "",
                lifted_by=entry.actor if by_people else "",
            )
            since = None
    if since is not None:
        yield Hold(box_id=record.box_id, since=since)


def lookups(connection: Connection, period: Period) -> tuple[Lookup, ...]:
    """Return who opened dossiers in a period, and before it for decisions in it."""
    look = schema.look.c
    first, last = stored(period.since - _BEFORE), stored(period.until)
    query = select(schema.look).where(look.at >= first, look.at < last).order_by(look.position)
    return tuple(
        Lookup(position=row.position, box_id=row.box_id, actor=row.actor, at=at)
        for row in connection.execute(query)
        if (at := restored(row.at)) is not None
    )


def _event(record: Record, entry: Entry) -> Event:
    return Event(
        kind=entry.kind,
        payload=msgspec.json.encode(entry.fact),
        known_at=entry.at,
        key="-",
        actor=entry.actor,
        stream=stream(record.box_id),
        version=entry.version,
    )
