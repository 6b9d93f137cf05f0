"""What the verdicts on a radiograph come to for the box: the result of its scan, or an opening."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from quaywatch.cargo import (
    InspectionKind,
    Order,
    Outcome,
    OutcomeResult,
    OverrideReason,
    SelectionBasis,
)
from quaywatch.inspections import Act, Capacity, Record
from quaywatch.inspections.pictured import alarmed, cleared
from quaywatch.ledger import Event, acts
from quaywatch.node import known, schema
from quaywatch.node.board.alarms import asked_for
from quaywatch.node.board.deciding import told
from quaywatch.node.drafts import Draft
from quaywatch.node.instants import restored, stored
from quaywatch.node.plans import last_plan
from quaywatch.node.scanning.scan import Scan
from quaywatch.scans.verdicts import Analysis, Standing

_BOX = schema.box.c
_BOXES = select(
    _BOX.box_id, _BOX.consignment_id, _BOX.equipment_number, _BOX.terminal, _BOX.deadline_at
)


def came_to(
    connection: Connection,
    capacity: Capacity,
    scan: Scan,
    before: Analysis,
    after: Analysis,
    act: acts.Act,
) -> list[Draft]:
    """Return what happens to the box that a radiograph shows, once it is settled otherwise."""
    if after.standing is before.standing or not after.standing.settled:
        return []
    box = box_shown(connection, scan)
    if box is None:
        return []
    record = known.record(connection, box.box_id)
    deed = Act(actor=act.actor, at=act.at, seen=record.version)
    if after.standing is Standing.OPEN:
        outcome = Outcome(result=OutcomeResult.IRREGULARITY, note=_comment(after))
        order = _scan_of(connection, record, box)
        made: Sequence[Event] = alarmed(record, order, outcome, deed)
    else:
        silent = cleared(record, Outcome(result=OutcomeResult.NOTHING), deed)
        made = [] if silent is None else [silent]
    followed = _followed(connection, capacity, record, made)
    return [*(Draft(event=each) for each in followed), *told(connection, record, followed)]


def box_shown(connection: Connection, scan: Scan) -> Row[*tuple[Any, ...]] | None:
    """Return the box on the work list whose journey a radiograph was taken on."""
    at = stored(scan.at)
    on_the_way = and_(_BOX.from_at <= at, _BOX.until_at >= at)
    query = _BOXES.where(schema.LISTED, _BOX.container == scan.taken.container, on_the_way)
    return connection.execute(query.order_by(_BOX.arrival_at.desc(), _BOX.box_id)).first()


def _followed(
    connection: Connection, capacity: Capacity, record: Record, made: Sequence[Event]
) -> list[Event]:
    """Return events on a box, the last of them with the look that it calls for."""
    if not made:
        return []
    *first, last = made
    for event in first:
        record = record.apply(event)
    return [*first, *asked_for(connection, capacity, record, last)]


def _scan_of(connection: Connection, record: Record, box: Row[*tuple[Any, ...]]) -> Order:
    """Return the scan that nobody ordered and that was made all the same."""
    plan, planned = last_plan(connection), record.selected
    if planned is not None and planned.kind is InspectionKind.SCAN:
        return planned
    if planned is not None:
        chance = planned.selection_probability
    else:
        chance = 0.0 if plan is None else plan.chances.get(record.box_id, 0.0)
    return Order(
        consignment_id=box.consignment_id,
        equipment_number=box.equipment_number,
        kind=InspectionKind.SCAN,
        basis=planned.basis if planned else SelectionBasis.OFFICER,
        selection_probability=chance,
        terminal=box.terminal,
        deadline_at=restored(box.deadline_at),
        override=OverrideReason.SCAN_IMAGE,
        second_lot=planned is not None and planned.second_lot,
        follows=planned.follows if planned else None,
    )


def _comment(analysis: Analysis) -> str | None:
    return analysis.given[-1].verdict.comment or None
