"""Resources that are out of order, as officers reported it, and where mobile ones are posted."""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from quaywatch.inspections import Outage, Posting
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.facts import OUTAGE, RESTORED, Fact, Plan, Reported, Restored
from quaywatch.node.instants import stored

_REPORTED = msgspec.json.Decoder(Reported)
_RESTORED = msgspec.json.Decoder(Restored)
_PLANS = msgspec.json.Decoder(Plan)


class Down(msgspec.Struct, frozen=True, kw_only=True):
    """An outage, and who reported it."""

    outage: Outage
    reported_by: str


def told(facts: Iterable[Fact]) -> tuple[list[str], list[Row]]:
    """Return the resources that a batch speaks of, and the outages that stand after it."""
    last: dict[str, Row | None] = {}
    for fact in facts:
        if fact.kind == OUTAGE:
            outage = _REPORTED.decode(fact.payload).outage
            last[outage.resource] = {
                "resource": outage.resource,
                "at": stored(fact.known_at),
                "outage": msgspec.json.encode(Down(outage=outage, reported_by=fact.actor)),
            }
        elif fact.kind == RESTORED:
            last[_RESTORED.decode(fact.payload).resource] = None
    return list(last), [row for row in last.values() if row is not None]


def down(connection: Connection) -> list[Down]:
    """Return the outages that were reported and not lifted, by resource."""
    table = schema.outage.c
    rows = connection.scalars(select(table.outage).order_by(table.resource))
    return [msgspec.json.decode(row, type=Down) for row in rows]


def outages(connection: Connection) -> list[Outage]:
    """Return them as the calendar takes them."""
    return [each.outage for each in down(connection)]


def outages_at(connection: Connection, position: int) -> list[Outage]:
    """Return them as they stood after the event at a position of the ledger."""
    table = event.c
    query = select(table.kind, table.payload).where(
        table.kind.in_((OUTAGE, RESTORED)), table.position <= position
    )
    standing: dict[str, Outage] = {}
    for kind, payload in connection.execute(query.order_by(table.position)):
        if kind == OUTAGE:
            outage = _REPORTED.decode(payload).outage
            standing[outage.resource] = outage
        else:
            standing.pop(_RESTORED.decode(payload).resource, None)
    return [standing[name] for name in sorted(standing)]


def roster_of(connection: Connection, day: date) -> tuple[Posting, ...]:
    """Return where the plan of a day posted mobile resources; nothing without one."""
    table = schema.plan.c
    of_day = select(table.made).where(table.day == day.isoformat())
    made = connection.scalar(of_day.order_by(table.number.desc()).limit(1))
    return () if made is None else _PLANS.decode(made).roster
