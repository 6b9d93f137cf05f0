"""How often, and for which reasons, officers leave the plan."""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, func, select

from quaywatch.inspections import BoxEvent, Entry, Record, is_audit
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.instants import stored


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """One way of leaving the plan, for one reason."""

    kind: str
    """`ordered` outside the plan, `skipped` or `cancelled`."""
    reason: str
    count: int
    audits: int
    """Of these, boxes that were drawn at random: each that is left out biases the estimates."""


class Overrides(msgspec.Struct, frozen=True, kw_only=True):
    """What officers decided otherwise than planned, since an instant."""

    since: datetime
    counted: tuple[Counted, ...]


def override_row(before: Record, step: Entry) -> Row | None:
    """Return the row of an event by which an officer leaves the plan; None of any other."""
    fact = step.fact
    if step.kind is BoxEvent.ORDERED and fact.order is not None and fact.order.override:
        kind, reason, audit = "ordered", fact.order.override.value, False
    elif step.kind in (BoxEvent.SKIPPED, BoxEvent.CANCELLED):
        kind = "skipped" if step.kind is BoxEvent.SKIPPED else "cancelled"
        reason, audit = fact.reason or "", is_audit(before)
    else:
        return None
    return {
        "box_id": before.box_id,
        "version": before.version + 1,
        "at": stored(step.at),
        "kind": kind,
        "reason": reason,
        "audit": int(audit),
    }


def overrides(connection: Connection, since: datetime) -> Overrides:
    """Count the overrides since an instant, most frequent first."""
    table = schema.override.c
    query = (
        select(table.kind, table.reason, func.count(), func.sum(table.audit))
        .where(table.at >= stored(since))
        .group_by(table.kind, table.reason)
        .order_by(func.count().desc(), table.kind, table.reason)
    )
    return Overrides(
        since=since,
        counted=tuple(
            Counted(kind=kind, reason=reason, count=count, audits=int(audits or 0))
            for kind, reason, count, audits in connection.execute(query)
        ),
    )
