"""Finds what a request is about in the derived tables."""

from datetime import datetime

from sqlalchemy import Connection, select

from quaywatch.cargo import Classifier, MovementKind
from quaywatch.node import known, schema
from quaywatch.node.among import AnyRow
from quaywatch.node.errors import UnknownBox
from quaywatch.node.findings import kept_findings
from quaywatch.node.instants import restored
from quaywatch.node.stays import within
from quaywatch.requests import Draft, Matter


def matter_of_box(connection: Connection, box_id: str) -> Matter:
    """Return the matter of a box.

    Raises:
        UnknownBox: there is none of this name.

    """
    rows = known.boxes_named(connection, {box_id})
    if not rows:
        raise UnknownBox(f"there is no box {box_id!r}")
    return _matter(connection, rows[0].consignment_id, rows[0])


def matter_of(connection: Connection, draft: Draft) -> Matter:
    """Return the matter of a request as it is now; its container may have been amended away."""
    rows = known.boxes_named(connection, {draft.box_id})
    return _matter(connection, draft.consignment_id, rows[0] if rows else None)


def _matter(connection: Connection, consignment_id: str, box: AnyRow | None) -> Matter:
    entry = known.entries(connection, {consignment_id})[consignment_id]
    state = schema.consignment.c
    assessment = connection.scalar(
        select(state.assessment).where(state.consignment_id == consignment_id)
    )
    return Matter(
        consignment_id=consignment_id,
        document=entry.position,
        header=entry.header,
        consignment=entry.consignment,
        findings=kept_findings(connection, entry, assessment or b""),
        box_id=box.box_id if box is not None else "",
        equipment_number=box.equipment_number if box is not None else "",
        loaded_at=_loaded_at(connection, box) if box is not None else None,
    )


def _loaded_at(connection: Connection, box: AnyRow) -> datetime | None:
    """Return when a container was seen to go aboard; where, the movement may not say."""
    moved = known.journeys(connection, {box.container}).get(box.container, [])
    loaded = [
        m.at
        for m in within(moved, box.from_at, box.until_at)
        if m.kind == MovementKind.LOADED and m.classifier == Classifier.ACTUAL
    ]
    return restored(min(loaded)) if loaded else None
