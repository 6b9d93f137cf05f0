"""The boxes that a day's plan chooses from, and when each can be looked at."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, select

from quaywatch.cargo.identifiers import size_type
from quaywatch.inspections import Asked, Capacity, Status
from quaywatch.inspections.limits import Patience, patience_of
from quaywatch.inspections.plan.laying import CANDIDATES
from quaywatch.node import schema
from quaywatch.node.instants import restored
from quaywatch.node.sailing import cutoffs

_COLUMNS = list(CANDIDATES)[: list(CANDIDATES).index("cutoff_at") + 1]


def rows(connection: Connection) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the boxes that are free and stand, or will stand, at a terminal, by name.

    What follows an alarm is certain and has its slot: it is not chosen again.
    """
    box = schema.box.c
    waiting = select(schema.inspection.c.box_id).where(schema.inspection.c.follows == 1)
    query = select(
        box.box_id,
        box.consignment_id,
        box.equipment_number,
        box.probability,
        box.terminal,
        box.departure_at,
        box.available_at,
        box.deadline_at,
        box.loaded,
        box.vessel_name,
        box.voyage,
        box.port_of_loading,
        box.port_of_discharge,
        box.hs_code,
        box.size_type,
        box.temperature_c,
        box.dangerous_goods,
    ).where(
        schema.LISTED,
        box.status == Status.OPEN.value,
        box.terminal != "",
        box.box_id.not_in(waiting),
    )
    return connection.execute(query.order_by(box.box_id)).all()


def laid(
    connection: Connection,
    rows: Sequence[Row[*tuple[Any, ...]]],
    capacity: Capacity,
    asked: Asked,
    now: datetime,
) -> pl.DataFrame:
    """Lay rows out as `CANDIDATES` says, with asked strata, closings and patience."""
    closing = cutoffs(connection, rows, capacity.closing, now)
    stratum = cache(asked.of)
    return pl.DataFrame(
        [_candidate(row, capacity, stratum, closing, now) for row in rows],
        schema={name: CANDIDATES[name] for name in _COLUMNS},
        orient="row",
    )


def _candidate(
    row: Row[*tuple[Any, ...]],
    capacity: Capacity,
    stratum: Callable[[str, str], str],
    closing: Mapping[str, datetime],
    now: datetime,
) -> tuple[object, ...]:
    reefer = size_type.parse(row.size_type).is_reefer
    available, deadline = restored(row.available_at), restored(row.deadline_at)
    if reefer:
        deadline = _by_patience(row, capacity.patience, available, deadline, now)
    return (
        row.box_id,
        row.probability,
        row.terminal,
        available,
        deadline,
        stratum(row.port_of_loading, row.hs_code[:2]),
        reefer,
        bool(row.dangerous_goods),
        closing.get(row.box_id),
    )


def _by_patience(
    row: Row[*tuple[Any, ...]],
    declared: Sequence[Patience],
    available: datetime | None,
    deadline: datetime | None,
    now: datetime,
) -> datetime | None:
    """Return until when a refrigerated box should be done with: no patience outlasts the pick-up,
    and none that is over lets a box off."""
    patience = patience_of(declared, row.hs_code, row.temperature_c)
    if patience is None or available is None or available + patience <= now:
        return deadline
    until = available + patience
    return until if deadline is None else min(until, deadline)
