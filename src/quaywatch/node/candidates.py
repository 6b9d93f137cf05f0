"""The boxes that a day's plan chooses from, and when each can be looked at."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import Connection, Row, select

from quaywatch.cargo.identifiers import size_type
from quaywatch.inspections import Status
from quaywatch.inspections.plan.laying import CANDIDATES
from quaywatch.node import schema
from quaywatch.node.instants import restored


def rows(connection: Connection) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the boxes that are free and stand, or will stand, at a terminal, by name."""
    box = schema.box.c
    query = select(
        box.box_id,
        box.consignment_id,
        box.equipment_number,
        box.probability,
        box.terminal,
        box.arrival_at,
        box.deadline_at,
        box.port_of_loading,
        box.size_type,
        box.dangerous_goods,
    ).where(schema.LISTED, box.status == Status.OPEN.value, box.terminal != "")
    return connection.execute(query.order_by(box.box_id)).all()


def laid(rows: Sequence[Row[*tuple[Any, ...]]]) -> pl.DataFrame:
    """Lay rows out as `CANDIDATES` says; the stratum of the audit is the country of loading."""
    columns = list(CANDIDATES)[:8]
    return pl.DataFrame(
        [
            (
                row.box_id,
                row.probability,
                row.terminal,
                restored(row.arrival_at),
                restored(row.deadline_at),
                row.port_of_loading[:2],
                size_type.parse(row.size_type).is_reefer,
                bool(row.dangerous_goods),
            )
            for row in rows
        ],
        schema={name: CANDIDATES[name] for name in columns},
        orient="row",
    )
