"""Orders of audits with how far they have come."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.accords import AuditOrder, Life, Topic
from quaywatch.node.allied import settled
from quaywatch.node.auditing import tables
from quaywatch.node.auditing.lots import Drawn, come, drawn
from quaywatch.node.auditing.rereading import Reread, reread
from quaywatch.strategy.audits import Progress, Way
from quaywatch.strategy.seeding import Kind, Stage, Test


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One order as two people settled it, and what has been done of it."""

    life: Life
    order: AuditOrder
    """What is in force or was last, or else what is proposed."""
    strata: tuple[Progress, ...]
    tests: int
    """Seeded tests of the order that are over and count."""
    reread: Reread
    """Its pictures."""


def standing(connection: Connection, node: str, today: date) -> list[Standing]:
    """Return all orders, by name."""
    lives = settled.lives(connection, Topic.AUDIT)
    boxes = drawn(connection) if lives else []
    tests = tables.tests(connection) if lives else []
    return [
        _standing(life, order, boxes, tests, reread(connection, life, order, node, today), today)
        for life in lives
        if isinstance(order := life.last_in_force or life.proposed, AuditOrder)
    ]


def _standing(
    life: Life,
    order: AuditOrder,
    boxes: Sequence[Drawn],
    tests: Iterable[Test],
    pictures: Reread,
    today: date,
) -> Standing:
    confirmed = life.last_in_force is not None
    return Standing(
        life=life,
        order=order,
        strata=come(order, boxes if confirmed else (), today),
        tests=sum(_counts(order, one) for one in tests) if confirmed else 0,
        reread=pictures,
    )


def _counts(order: AuditOrder, test: Test) -> bool:
    """Say whether a test is one that an order asks for: a load, before those it is to be put to."""
    stage = Stage.SCAN if order.way == Way.MIX.value else Stage.TARGETING
    return (
        test.counts
        and test.planted is not None
        and test.on is not None
        and (test.planted.kind, test.planted.stage) == (Kind.LOAD, stage)
        and order.since <= test.on <= order.until
    )
