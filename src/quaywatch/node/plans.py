"""Plans of the ledger: the one in force of a day, those before it, and what is proposed of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import Order
from quaywatch.inspections import Record, Status
from quaywatch.inspections.plan.fallen import Fallen
from quaywatch.node import known, schema
from quaywatch.node.facts import Plan

_PLANS = msgspec.json.Decoder(Plan)


def plan_of(connection: Connection, day: date) -> Plan | None:
    """Return the plan of a day that is in force, if one was made."""
    made = plans_of(connection, day)
    return made[-1] if made else None


def plans_of(connection: Connection, day: date) -> list[Plan]:
    """Return the plans of a day as they followed each other."""
    table = schema.plan.c
    query = select(table.made).where(table.day == day.isoformat()).order_by(table.number)
    return [_PLANS.decode(made) for made in connection.scalars(query)]


def last_plan(connection: Connection) -> Plan | None:
    """Return the plan in force of the last day that was planned."""
    table = schema.plan.c
    query = select(table.made).order_by(table.day.desc(), table.number.desc())
    made = connection.scalar(query.limit(1))
    return None if made is None else _PLANS.decode(made)


@dataclass(frozen=True, slots=True)
class InForce:
    """The plan in force of a day, and what officers made of it so far."""

    plan: Plan
    """The last of the day."""
    lots: Fallen
    """Of all its draws."""
    records: dict[str, Record]
    """Of the boxes that it asks for."""

    def proposed(self) -> dict[str, Order]:
        """Return what is proposed, by box, and neither ordered nor left out nor done.

        What follows an alarm is certain, and its slot is given away.
        """
        return {
            box: record.selected
            for box, record in self.records.items()
            if record.selected is not None
            and record.order is None
            and record.outcome is None
            and record.skipped is None
            and not record.is_followed_up
        }

    def loose(self) -> dict[str, Order]:
        """Return what may be proposed elsewhere or no more: no lot chose it, nobody has it."""
        return {
            box: order
            for box, order in self.proposed().items()
            if self.records[box].status is Status.OPEN and not self.lots.fell(box)
        }

    def left_out(self) -> set[str]:
        """Return the boxes that officers left out: nobody asks for them again that day."""
        return {box for box, record in self.records.items() if record.skipped is not None}


def in_force(connection: Connection, day: date) -> InForce | None:
    """Return the plan in force of a day, if one was made."""
    made: Sequence[Plan] = plans_of(connection, day)
    if not made:
        return None
    return InForce(made[-1], fallen(made), known.records(connection, made[-1].asked))


def fallen(made: Sequence[Plan]) -> Fallen:
    """Return the lots of a day's plans."""
    lots = Fallen()
    for plan in made:
        lots.take(plan.chances, plan.picked, plan.withdrawn)
    return lots
