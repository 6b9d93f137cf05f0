"""The queue of radiographs: whose word is asked, by when, and how much speaks against the box."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, or_, select

from quaywatch.inspections import SLOT
from quaywatch.inspections.pictured import SCANS
from quaywatch.node import schema
from quaywatch.node.instants import NEVER, restored, stored
from quaywatch.node.scanning.scan import Scan, scan_of
from quaywatch.scans.verdicts import Analysis, Standing

_WITHOUT_BOX = timedelta(days=3)
"""How long a radiograph of which no box is on the work list waits for one."""
_TICK = timedelta(microseconds=1)
"""What tables count instants in."""
_ASKED = (Standing.WAITING.value, Standing.SECOND.value)

_SCAN, _BOX, _MADE, _LOOK = schema.scan.c, schema.box.c, schema.analysis.c, schema.inspection.c
_ON_THE_WAY = and_(
    schema.LISTED,
    _BOX.container == _SCAN.container,
    _BOX.from_at <= _SCAN.at,
    _BOX.until_at >= _SCAN.at,
)
_ROWS = (
    select(
        _SCAN.position,
        _SCAN.at,
        _SCAN.taken,
        _SCAN.digest,
        _MADE.record,
        _MADE.likelihood,
        _BOX.box_id,
        _BOX.terminal,
        _BOX.vessel_name,
        _BOX.deadline_at,
        _LOOK.kind,
        _LOOK.slot_at,
        _LOOK.result,
    )
    .outerjoin(schema.analysis, _MADE.digest == _SCAN.digest)
    .outerjoin(schema.box, _ON_THE_WAY)
    .outerjoin(schema.inspection, _LOOK.box_id == _BOX.box_id)
    .where(or_(_MADE.standing.is_(None), _MADE.standing.in_(_ASKED)))
)
_ANALYSES = msgspec.json.Decoder(Analysis)


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A radiograph that somebody is to look at."""

    scan: Scan
    analysis: Analysis
    box_id: str | None
    """The box on the work list whose journey it was taken on."""
    terminal: str
    vessel_name: str
    due_at: datetime | None
    """When the scan's slot ends, or the box is to be picked up, whichever comes first."""
    likelihood: float
    """How much the machine's findings speak for contraband; 0 while a second look is asked, which
    is not to know of them."""


def waiting(connection: Connection, now: datetime) -> list[Waiting]:
    """Return the radiographs that somebody is to look at, the most urgent first."""
    recent = _SCAN.at >= stored(now - _WITHOUT_BOX)
    rows = connection.execute(_ROWS.where(or_(_BOX.box_id.is_not(None), recent)))
    found = sorted(map(_waiting, rows), key=_urgency)
    return list(_once(found))


def _waiting(row: Row[*tuple[Any, ...]]) -> Waiting:
    scan = scan_of(row)
    made = _ANALYSES.decode(row.record) if row.record else Analysis(digest=row.digest)
    blind = made.standing is Standing.SECOND
    return Waiting(
        scan=scan,
        analysis=made,
        box_id=row.box_id,
        terminal=row.terminal or "",
        vessel_name=row.vessel_name or "",
        due_at=restored(_due(row)),
        likelihood=0.0 if blind else row.likelihood or 0.0,
    )


def _due(row: Row[*tuple[Any, ...]]) -> int:
    if row.box_id is None:
        return NEVER
    slot = NEVER
    if row.kind in SCANS and not row.result and row.slot_at != NEVER:
        slot = row.slot_at + SLOT // _TICK
    return min(slot, row.deadline_at)


def _urgency(one: Waiting) -> tuple[int, float, int]:
    return stored(one.due_at), -one.likelihood, one.scan.position


def _once(found: Iterable[Waiting]) -> Iterable[Waiting]:
    seen: set[str] = set()
    for one in found:
        if one.analysis.digest not in seen:
            seen.add(one.analysis.digest)
            yield one
