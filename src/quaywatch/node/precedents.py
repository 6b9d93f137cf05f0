"""Which inspections stand behind what the past says of a consignment: asked for a dossier only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.cargo import Reason, ReasonKind
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.deeds import looks
from quaywatch.node.entries import Entry
from quaywatch.node.inspected import STREAM

_SHOWN = 12
"""Most inspections that are named behind one reason: finds first, then the latest."""


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
    connection: Connection, box_id: str, entry: Entry, reasons: tuple[Reason, ...]
) -> tuple[tuple[Reason, ...], Precedents]:
    """Return reasons with the inspections of other boxes that they rest on, counted and named."""
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
    named = [
        Precedent(
            position=row.position,
            box_id=row.stream.removeprefix(STREAM),
            at=row.known_at,
            found=bool(row.found),
        )
        for row in rows
    ]
    values = reason.values | {"inspected": str(inspected), "found": str(found)}
    events = tuple(sorted(each.position for each in named))
    return msgspec.structs.replace(reason, values=values, events=events), named


def _judged() -> dict[str, int]:
    """Return the kinds of key of those features that rest on inspections."""
    from quaywatch.history import CATALOGUE
    from quaywatch.history.feature import Reading

    of_outcomes = {Reading.HIT_RATE, Reading.INSPECTED, Reading.SINCE_FOUND}
    return {f.name: int(f.key) for f in CATALOGUE if f.fold.reading in of_outcomes}
