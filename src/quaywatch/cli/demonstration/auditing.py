"""A simulated order of audits, and simulated tests in each state, so that the page shows some."""

from datetime import date, datetime, timedelta

from quaywatch.alliance.accords import AuditOrder, AuditStratum, Topic
from quaywatch.cargo import Concealment
from quaywatch.cli.demonstration.clock import clock
from quaywatch.node import Node
from quaywatch.strategy.seeding import Kind, Planted, Stage, Test

_FIRST, _SECOND = "coordinator", "analyst"
_PORT = "BEANR"
_ORDER = "simulated-west"
_CLOSED = (
    (Kind.LOAD, Stage.TARGETING, "mffmfmmfmm"),
    (Kind.LOAD, Stage.SCAN, "ffmffmff"),
    (Kind.BOOKING, Stage.TARGETING, "mmfmm"),
)
"""Tests that are over, each found (f) or missed (m): invented."""


def audit(node: Node, morning: datetime) -> None:
    """Order audits and seed tests over the half year before `morning`, the node's instant."""
    with clock(node) as at:
        at(morning - timedelta(days=150))
        _order(node, morning.date())
        for number, (kind, stage, results) in enumerate(_CLOSED):
            for turn, result in enumerate(results):
                day = morning - timedelta(days=130 - 12 * turn - number)
                at(day)
                test = _planted(node, day.date(), kind, stage)
                at(day + timedelta(days=3))
                _closed(node, test, found=result == "f")
        at(morning - timedelta(days=100))
        _planted(node, (morning - timedelta(days=100)).date(), Kind.LOAD, Stage.TARGETING)
        at(morning - timedelta(days=1))
        day = (morning - timedelta(days=1)).date()
        node.auditing.register(_test(day, Kind.BOOKING, Stage.TARGETING), _FIRST)


def _order(node: Node, today: date) -> None:
    order = AuditOrder(
        name=_ORDER,
        title="Simulated: does less come from the west coast?",
        question="flow-changed",
        way="openings",
        power=0.8,
        since=today - timedelta(days=150),
        until=today + timedelta(days=120),
        strata=(
            AuditStratum(
                name=f"{_PORT}/CO+EC",
                ports=frozenset({_PORT}),
                countries=frozenset({"CO", "EC"}),
                looks=30,
                openings=4,
            ),
            AuditStratum(name=f"{_PORT}/*", ports=frozenset({_PORT}), looks=130, openings=12),
        ),
        tests=20,
        why="An invented order on an invented port.",
    )
    made = node.allied.accords.propose(order, actor=_FIRST, seen=0)
    node.allied.accords.confirm(Topic.AUDIT, _ORDER, actor=_SECOND, seen=made.version)


def _test(day: date, kind: Kind, stage: Stage) -> Planted:
    return Planted(
        kind=kind,
        stage=stage,
        port=_PORT,
        concealment=Concealment.IN_LOAD,
        made_on=day - timedelta(days=20),
        refresh_due=day + timedelta(days=70),
        second=_SECOND,
        where="simulated",
    )


def _planted(node: Node, day: date, kind: Kind, stage: Stage) -> Test:
    test = node.auditing.register(_test(day, kind, stage), _FIRST)
    return node.auditing.confirm(test.name, actor=_SECOND, seen=test.version)


def _closed(node: Node, test: Test, *, found: bool) -> None:
    on = node.now().date()
    said = node.auditing.report(test.name, found=found, on=on, actor=_SECOND, seen=test.version)
    node.auditing.close(test.name, actor=_FIRST, seen=said.version)
