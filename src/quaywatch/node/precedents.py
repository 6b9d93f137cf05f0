"""Which inspections stand behind what the past says of a consignment: asked for a dossier only."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.cargo import Reason, ReasonKind
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.changes import Row
from quaywatch.node.deeds import looks
from quaywatch.node.entries import Entry
from quaywatch.node.inspected import STREAM
from quaywatch.node.texts import kept

_SHOWN = 12
"""Most inspections that are named behind one reason: finds first, then the latest."""


_BOXES = select(schema.box.c.box_id, schema.box.c.consignment_id)
_FINDS = (
    select(schema.verdict.c.position, schema.verdict.c.found, event.c.stream, event.c.known_at)
    .join(event, event.c.position == schema.verdict.c.position)
    .where(schema.verdict.c.found == 1)
)


class Precedent(msgspec.Struct, frozen=True, kw_only=True):
    """One outcome of another box that counts for a reason."""

    position: int
    """Of the outcome in the ledger."""
    box_id: str
    at: datetime
    found: bool


Precedents = dict[str, list[Precedent]]
"""By code of the learned reason."""


def precedent_rows(position: int, keys: Sequence[int]) -> list[Row]:
    """Return the rows by which the verdict at a position is found again under its keys."""
    return [
        {"key": int(key), "kind": kind, "position": position}
        for kind, key in enumerate(keys)
        if key
    ]


def precedented(
    connection: Connection,
    box_id: str,
    entry: Entry,
    reasons: tuple[Reason, ...],
    behind: Mapping[str, Collection[str]],
) -> tuple[tuple[Reason, ...], Precedents]:
    """Return reasons with the inspections of other boxes that they rest on, counted and named.

    `behind` are the consignments of finds behind the standing of its parties (`links.behind`).
    """
    if not any(reason.kind is ReasonKind.LEARNED for reason in reasons):
        return reasons, {}
    kinds = _judged()
    keys = looks([((entry.header, entry.consignment), 0)]).keys[:, 0]
    told: list[Reason] = []
    named: Precedents = {}
    for reason in reasons:
        kind = kinds.get(reason.code, -1) if reason.kind is ReasonKind.LEARNED else -1
        if kind >= 0 and keys[kind]:
            counted, named[reason.code] = _resting(connection, box_id, reason, kind, keys)
            told.append(counted)
        elif reason.kind is ReasonKind.LEARNED and reason.code in behind:
            named[reason.code] = _found_in(connection, box_id, behind[reason.code])
            told.append(_pointing(reason, named[reason.code]))
        else:
            told.append(reason)
    return tuple(told), named


def _resting(
    connection: Connection, box_id: str, reason: Reason, kind: int, keys: Any
) -> tuple[Reason, list[Precedent]]:
    precedent, verdict = schema.precedent.c, schema.verdict.c
    mine = (
        select(precedent.position, verdict.found, event.c.stream, event.c.known_at)
        .join(schema.verdict, verdict.position == precedent.position)
        .join(event, event.c.position == precedent.position)
        .where(
            precedent.key == int(keys[kind]),
            precedent.kind == kind,
            event.c.stream != f"{STREAM}{box_id}",
        )
    )
    each = mine.subquery()
    inspected, found = connection.execute(
        select(func.count(), func.coalesce(func.sum(each.c.found), 0)).select_from(each)
    ).one()
    rows = connection.execute(
        mine.order_by(verdict.found.desc(), precedent.position.desc()).limit(_SHOWN)
    )
    named = [_precedent(row) for row in rows]
    values = reason.values | {"inspected": str(inspected), "found": str(found)}
    return _pointing(msgspec.structs.replace(reason, values=values), named), named


def _found_in(
    connection: Connection, box_id: str, consignments: Collection[str]
) -> list[Precedent]:
    """Return the finds in some consignments, the latest first."""
    names = {kept(name) for name in consignments}
    boxes = rows_among(connection, _BOXES, schema.box.c.consignment_id, names)
    streams = {f"{STREAM}{row.box_id}" for row in boxes} - {f"{STREAM}{box_id}"}
    finds = rows_among(connection, _FINDS, event.c.stream, streams)
    latest = sorted(finds, key=lambda row: row.position, reverse=True)
    return [_precedent(row) for row in latest[:_SHOWN]]


def _precedent(row: AnyRow) -> Precedent:
    return Precedent(
        position=row.position,
        box_id=row.stream.removeprefix(STREAM),
        at=row.known_at,
        found=bool(row.found),
    )


def _pointing(reason: Reason, named: Sequence[Precedent]) -> Reason:
    """Return a reason with the events of the inspections that it rests on."""
    events = tuple(sorted(each.position for each in named))
    return msgspec.structs.replace(reason, events=events)


def _judged() -> dict[str, int]:
    """Return the kinds of key of those features that rest on inspections."""
    from quaywatch.history import CATALOGUE
    from quaywatch.history.feature import Reading

    of_outcomes = {Reading.HIT_RATE, Reading.INSPECTED, Reading.SINCE_FOUND}
    return {f.name: int(f.key) for f in CATALOGUE if f.fold.reading in of_outcomes}
