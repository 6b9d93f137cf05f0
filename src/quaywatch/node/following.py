"""What a further plan of a day makes of the one before it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from quaywatch.cargo import SelectionBasis
from quaywatch.inspections import Act, Status, propose, withdraw
from quaywatch.inspections.drawing import Again, Begun
from quaywatch.inspections.resources import EVERYWHERE
from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.causes import cause_at
from quaywatch.node.drafts import Draft
from quaywatch.node.facts import Plan
from quaywatch.node.plans import InForce

_PROBABILITIES = select(schema.box.c.box_id, schema.box.c.probability)


@dataclass(frozen=True, slots=True)
class Following:
    """A plan in force, and the further draw that takes its place."""

    connection: Connection
    standing: InForce
    again: Again
    begun: Begun

    def events(self, picked: Collection[str], actor: str, now: datetime) -> list[Draft]:
        """Return what is withdrawn, and what gets another hour; whatever is in hand stays."""
        made: list[Draft] = []
        for box in self._withdrawn(picked):
            record = self.standing.records[box]
            act = Act(actor=actor, at=now, seen=record.version)
            made.append(Draft(event=withdraw(record, act)))
        proposed = self.standing.proposed()
        for box, hour in sorted(self.begun.moved.items()):
            record = self.standing.records[box]
            if box in proposed and record.status is Status.OPEN:
                order = msgspec.structs.replace(proposed[box], slot_at=hour)
                act = Act(actor=actor, at=now, seen=record.version)
                made.append(Draft(event=propose(record, order, act)))
        return made

    def told(self, plan: Plan, rows: Sequence[Row[*tuple[Any, ...]]]) -> Plan:
        """Return the plan with what it leaves standing, and with the figures of all of it."""
        before, records = self.standing.plan, self.standing.records
        withdrawn = self._withdrawn(plan.picked)
        kept = sorted(set(before.asked) - withdrawn - set(plan.picked))
        orders = [records[box].selected for box in kept if box in records]
        audits = sum(o is not None and o.basis is SelectionBasis.RANDOM_AUDIT for o in orders)
        free = {row.box_id: row.probability for row in rows}
        box = schema.box.c.box_id
        known = {
            row.box_id: row.probability
            for row in rows_among(self.connection, _PROBABILITIES, box, kept)
        }
        everyone = free | known
        asked = len(kept) + len(plan.picked)
        again = {*self.again.terminals, EVERYWHERE}
        elsewhere = tuple(price for price in before.prices if price.terminal not in again)
        prices = sorted((*elsewhere, *plan.prices), key=lambda p: (p.terminal, p.kind, p.slot_at))
        return msgspec.structs.replace(
            plan,
            capacity=before.capacity,
            targeted=plan.targeted + len(kept) - audits,
            random_audit=plan.random_audit + audits,
            expected_finds=plan.expected_finds + sum(known.values()),
            expected_finds_random=asked * sum(everyone.values()) / max(len(everyone), 1),
            roster=before.roster,
            prices=tuple(prices),
            covered=before.covered,
            kept=tuple(kept),
            withdrawn=tuple(sorted(withdrawn)),
            cause=cause_at(self.connection, self.again.change, self.again.position),
        )

    def _withdrawn(self, picked: Collection[str]) -> set[str]:
        """Return what was planned again and is asked for no more, as far as nobody took it."""
        planned_again = {str(row["box_id"]) for row in self.begun.picks}
        return (planned_again & self.standing.loose().keys()) - set(picked)
