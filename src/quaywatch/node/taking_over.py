"""Taking over inspections that were done before the node was there."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch import inspections
from quaywatch.cargo import Order, Outcome, OverrideReason, SelectionBasis
from quaywatch.inspections import Act, Record
from quaywatch.node import known
from quaywatch.node.boxes import box_id
from quaywatch.node.deeds import found
from quaywatch.node.drafts import Draft


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """An inspection that has been ordered and has its outcome."""

    order: Order
    outcome: Outcome
    at: datetime
    actor: str


def taken_over(connection: Connection, done: Sequence[Done]) -> list[Draft]:
    """Return the events of inspections; one that has its outcome already is left alone."""
    boxes = [box_id(d.order.consignment_id, d.order.equipment_number) for d in done]
    records = known.records(connection, set(boxes))
    drafts: list[Draft] = []
    for box, inspection in zip(boxes, done, strict=True):
        record = records.get(box) or Record(box_id=box)
        if record.outcome is None:
            made = _events(record, inspection)
            records[box] = made[0]
            drafts.extend(made[1])
    return drafts


def apart(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    """Return drafts in runs, a find by itself: it bears on what was known of others."""
    run: list[Draft] = []
    for draft in drafts:
        if not found(draft.event):
            run.append(draft)
            continue
        if run:
            yield run
        yield [draft]
        run = []
    if run:
        yield run


def _events(record: Record, done: Done) -> tuple[Record, list[Draft]]:
    act = Act(actor=done.actor, at=done.at, seen=record.version)
    ordered = inspections.order(record, _with_reason(done.order), act)
    record = record.apply(ordered)
    act = msgspec.structs.replace(act, seen=record.version)
    recorded = inspections.record_outcome(record, done.outcome, act)
    return record.apply(recorded), [Draft(event=ordered), Draft(event=recorded)]


def _with_reason(order: Order) -> Order:
    if order.basis is not SelectionBasis.OFFICER:
        return order
    return msgspec.structs.replace(order, override=order.override or OverrideReason.UNRECORDED)
