"""How the day's plan comes along."""

import msgspec
from sqlalchemy import Connection

from quaywatch.cargo import OutcomeResult
from quaywatch.node import known
from quaywatch.node.facts import Plan


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """A plan with what became of the boxes that it picked."""

    plan: Plan
    ordered: int
    done: int
    found: int


def progress(connection: Connection, plan: Plan) -> Progress:
    """Count what was ordered, done and found of a plan's boxes."""
    records = known.records(connection, plan.asked).values()
    outcomes = [r.outcome.result for r in records if r.outcome is not None]
    return Progress(
        plan=plan,
        ordered=sum(r.order is not None or r.is_followed_up for r in records),
        done=len(outcomes),
        found=sum(result is OutcomeResult.FOUND for result in outcomes),
    )
