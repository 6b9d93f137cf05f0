"""All facts of a node that bear on a period, and the measures of them."""

from collections.abc import Collection, Mapping
from dataclasses import replace

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import known, schema
from quaywatch.node.allied.months import told, worked
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.instants import stored
from quaywatch.node.measuring.boxes import boxes, declared, gates
from quaywatch.node.measuring.pictures import pictures, threats
from quaywatch.node.measuring.records import chosen, examined, holds, lookups, steps
from quaywatch.norms import Catalogue, Level
from quaywatch.norms.life import Assessment
from quaywatch.norms.measures import Facts, Measured, Period, figures, measure_all
from quaywatch.norms.measures.facts import Assessed, Backed, Examined, MonthTold

_IDS = select(schema.box).where(schema.box.c.cancelled == 0)
_LESSONS = select(schema.lesson.c.box_id, schema.lesson.c.assessment)
_PHOTOS = select(schema.photo.c.box_id)


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What the measures of a node came to, and the facts behind them."""

    facts: Facts
    measured: Mapping[str, Measured]
    """By name."""


def gathered(
    connection: Connection,
    period: Period,
    assessments: Collection[Assessment] = (),
    port: str = "",
    level: Level = Level.TARGET,
    catalogue: Catalogue | None = None,
) -> Gathered:
    """Return what a node measures of a period.

    Args:
        connection: to the ledger and its tables.
        period: which, and as of when.
        assessments: of this port and of others, as they stand on the ledger.
        port: the node's own, whose requirements evidence is to back; with none that is left out.
        level: of the port.
        catalogue: in force; that is shipped when left out.
    """
    rows = _overlapping(connection, period)
    seen = lookups(connection, period)
    names = {row.box_id for row in rows} | {one.box_id for one in seen}
    records = known.records(connection, names)
    lessons = rows_among(connection, _LESSONS, schema.lesson.c.box_id, names)
    kept = {row.box_id for row in lessons if row.assessment}
    shot = {row.box_id for row in rows_among(connection, _PHOTOS, schema.photo.c.box_id, names)}
    looked: list[Examined] = [
        one
        for record in records.values()
        for one in examined(record, verdict_kept=record.box_id in kept, shot=record.box_id in shot)
    ]
    found = Facts(
        period=period,
        boxes=boxes(connection, rows, records),
        declared=declared(connection, period),
        examined=tuple(looked),
        chosen=tuple(one for record in records.values() for one in chosen(record)),
        steps=tuple(one for record in records.values() for one in steps(record)),
        holds=tuple(one for record in records.values() for one in holds(record)),
        lookups=seen,
        pictures=pictures(connection, rows, records),
        threats=threats(connection),
        gates=gates(connection, period, {row.port_of_discharge for row in rows}),
        assessed=_closed(assessments),
        worked=worked(connection),
        months=_months(connection),
    )
    counted = measure_all(found)
    if port:
        by_measure = frozenset(figures(counted.values()))
        backed = _backed(
            assessments, port, level, catalogue or Catalogue.load(), by_measure, period
        )
        found = replace(found, backed=backed)
        counted = measure_all(found)
    return Gathered(facts=found, measured=counted)


def _overlapping(connection: Connection, period: Period) -> list[AnyRow]:
    """Return the boxes whose journey may have touched the period."""
    box = schema.box.c
    query = _IDS.where(box.from_at < stored(period.until), box.until_at >= stored(period.since))
    return list(connection.execute(query.order_by(box.box_id)))


def _months(connection: Connection) -> tuple[MonthTold, ...]:
    found = [MonthTold(month=said.month, at=at) for _, said, at in told(connection, own=True)]
    return tuple(sorted(found, key=lambda one: (one.month, one.at)))


def _closed(assessments: Collection[Assessment]) -> tuple[Assessed, ...]:
    return tuple(
        Assessed(assessment=one.id, port=one.plan.port, closed_at=one.closed.at)
        for one in assessments
        if one.plan is not None and one.closed is not None
    )


def _backed(
    assessments: Collection[Assessment],
    port: str,
    level: Level,
    catalogue: Catalogue,
    by_measure: Collection[str],
    period: Period,
) -> tuple[Backed, ...]:
    """Return what speaks for each requirement asked, by any assessment of the port."""
    day = period.as_of.date()
    shown = {
        name
        for one in assessments
        if one.plan is not None and one.plan.port == port
        for name, said in one.stated.items()
        if any(one.evidence[each].holds_on(day) for each in said.answer.evidence)
    }
    return tuple(
        Backed(requirement=one.id, in_date=one.id in shown or one.measure in by_measure)
        for one in catalogue.requirements
        if level.includes(one.level)
    )
