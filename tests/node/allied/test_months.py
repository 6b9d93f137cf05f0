"""A port tells what a month came to, with finds or without: silence and zero differ."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance import Purpose, Source
from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import MonthFigures
from quaywatch.cargo import Outcome, OutcomeResult
from quaywatch.node import Description, Node
from quaywatch.node.allied.monthly import Telling
from quaywatch.node.allied.months import counted
from quaywatch.node.measuring.gathering import gathered
from quaywatch.node.strategy import finds
from quaywatch.norms.measures import Period
from tests.node.allied import allies
from tests.node.allied.allies import (
    ANTWERP,
    FOUND,
    HANDLING,
    ROTTERDAM,
    Clock,
    agree,
    agreement,
    carry,
    find,
)
from tests.node.making import NUMBERS, consignment, filing

STATISTICS = msgspec.structs.replace(
    HANDLING, purposes=frozenset({Purpose.RISK_ANALYSIS, Purpose.STATISTICS})
)
NOTHING = Outcome(result=OutcomeResult.NOTHING)
LATER = datetime(2026, 5, 2, tzinfo=UTC)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Node, Node]]:
    clock = Clock()
    with (
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
    ):
        rotterdam.intake(filing(consignment("B1", NUMBERS[:2], consignee="ACME FRUIT B.V.")))
        agree(rotterdam, agreement(antwerp))
        agree(antwerp, agreement(rotterdam))
        yield rotterdam, antwerp


def looked(node: Node, outcome: Outcome, at: int) -> str:
    """Look into a box, and return the month in which its result was recorded."""
    find(node, node.worklist().lines[at].box_id, outcome)
    return f"{node.now():%Y-%m}"


def count(node: Node, month: str, *, nil: bool, now: datetime = LATER) -> MonthFigures:
    with node.ledger.engine.connect() as connection:
        return counted(connection, "NLRTM", month, now, nil=nil)


def test_a_month_without_a_find_has_to_be_told_as_one(two: tuple[Node, Node]) -> None:
    rotterdam, _ = two
    month = looked(rotterdam, NOTHING, 0)
    with pytest.raises(ValueError, match="say so, as a nil return"):
        count(rotterdam, month, nil=False)
    said = count(rotterdam, month, nil=True)
    assert (said.inspections, said.finds, said.nil) == (1, 0, True)
    with pytest.raises(ValueError, match="is not over"):
        count(rotterdam, month, nil=True, now=rotterdam.now())


def test_a_find_cannot_be_told_away(two: tuple[Node, Node]) -> None:
    rotterdam, _ = two
    month = looked(rotterdam, FOUND, 0)
    with pytest.raises(ValueError, match="it is no nil return"):
        count(rotterdam, month, nil=True)
    assert count(rotterdam, month, nil=False).finds == 1


def test_allies_see_zero_where_it_was_told_and_nothing_where_it_was_not(
    two: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = two
    month = looked(rotterdam, NOTHING, 0)
    said = count(rotterdam, month, nil=True)
    life = rotterdam.allied.publish(f"month/{month}", said, STATISTICS, Source(), actor="olga")
    carry(rotterdam, antwerp)
    with antwerp.ledger.engine.connect() as connection:
        assert finds(connection) == []
    rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    carry(rotterdam, antwerp)
    with antwerp.ledger.engine.connect() as connection:
        (one,) = finds(connection)
    assert (one.port, one.whose, one.count) == ("NLRTM", "allied", 0)
    assert (one.nil_months, one.told_by) == ((month,), (ROTTERDAM,))
    with rotterdam.ledger.engine.connect() as connection:
        (own,) = finds(connection)
    assert (own.whose, own.count, own.nil_months) == ("own", 0, (month,))
    until = rotterdam.now() + timedelta(hours=1)
    period = Period(since=until - timedelta(days=90), until=until, as_of=until)
    with rotterdam.ledger.engine.connect() as connection:
        months = gathered(connection, period).facts.months
    assert [one.month for one in months] == [month]


def telling(month: str, **more: object) -> Telling:
    said = Telling(
        port="NLRTM",
        month=month,
        nil=True,
        legal_basis="agreement of the allied ports",
        retain_until=date(2028, 1, 1),
    )
    return msgspec.structs.replace(said, **more)


def test_what_was_told_and_heard_is_laid_out_by_port_with_the_gaps(
    two: tuple[Node, Node],
) -> None:
    rotterdam, antwerp = two
    rotterdam.describe(Description(name=ROTTERDAM, node=ROTTERDAM, port="NLRTM"))
    month = looked(rotterdam, NOTHING, 0)
    rotterdam.now.on(61)  # type: ignore[attr-defined]
    (own, ally) = rotterdam.allied.months.returns().ports
    assert (own.at, own.own, [one.name for one in own.months]) == ("NLRTM", True, [""] * 12)
    assert (ally.node, ally.at) == (ANTWERP, ""), "who never told any is there, too"
    due = {one.month: one for one in rotterdam.allied.months.returns().due}
    assert (due[month].inspections, due[month].finds, due[month].again) == (1, 0, False)
    _, life = rotterdam.allied.months.tell(telling(month), actor="olga")
    told = {one.month: one for one in rotterdam.allied.months.returns().ports[0].months}
    assert told[month].waits
    rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    carry(rotterdam, antwerp)
    (heard,) = antwerp.allied.months.returns().ports
    assert (heard.node, heard.at, heard.own) == (ROTTERDAM, "NLRTM", False)
    by_month = {one.month: one for one in heard.months}
    assert by_month[month].figures == MonthFigures(at="NLRTM", month=month, inspections=1, finds=0)
    assert [one.month for one in heard.months if not one.name] == sorted(
        by_month.keys() - {month}, reverse=True
    )
    assert antwerp.allied.months.returns().due == (), "a node without a port tells no month"


def test_a_month_told_again_says_what_was_wrong(two: tuple[Node, Node]) -> None:
    rotterdam, _ = two
    rotterdam.describe(Description(name=ROTTERDAM, node=ROTTERDAM, port="NLRTM"))
    month = looked(rotterdam, NOTHING, 0)
    rotterdam.now.on(61)  # type: ignore[attr-defined]
    months = rotterdam.allied.months
    _, life = months.tell(telling(month), actor="olga")
    rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    assert {one.month: one.again for one in months.returns().due}[month]
    with pytest.raises(ValueError, match="says what was wrong"):
        months.tell(telling(month), actor="olga")
    _, life = months.tell(telling(month, correction="late results"), actor="olga")
    assert life.proposed is not None
