"""An ally reads pictures again that were cleared, and is told neither that nor what came of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from quaywatch.alliance import Source
from quaywatch.alliance.accords import AuditOrder, AuditStratum, Topic
from quaywatch.alliance.bodies import Feedback, Verdict
from quaywatch.node import Node, UnknownAccord
from quaywatch.node.auditing.rereading import Reread, reference
from quaywatch.scans import writers
from quaywatch.scans.verdicts import Says
from quaywatch.scans.verdicts import Verdict as Word
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, carry
from tests.node.auditing.test_orders import traffic
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents
from tests.scans.pictures import radiograph
from tests.scans.verdicts.test_record import QUIET

ORDER = AuditOrder(
    name="clears",
    title="What do we overlook?",
    question="false-clears",
    way="images",
    power=0.8,
    since=DAY.date(),
    until=DAY.date() + timedelta(days=90),
    strata=(AuditStratum(name="BEANR", ports=frozenset({"BEANR"}), looks=10),),
    images=1,
)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Node, Node, Clock]]:
    """Antwerp, which has cleared pictures, and Rotterdam, joined by agreements."""
    clock = Clock()
    with (
        allies.node(tmp_path, ANTWERP, clock) as antwerp,
        allies.node(tmp_path, ROTTERDAM, clock) as rotterdam,
    ):
        allies.agree(antwerp, allies.agreement(rotterdam))
        allies.agree(rotterdam, allies.agreement(antwerp))
        yield antwerp, rotterdam, clock


def read(node: Node, number: int, says: Says) -> str:
    """Take a picture of a box, and say something of it."""
    bill = consignment(f"S{number}", NUMBERS[100 + number : 101 + number], arrival=DAY)
    box = node.intake(filing(bill, reference=f"S{number}")).boxes[0]
    made = writers.hdf(radiograph()) if number % 2 else writers.tiff(radiograph())
    digest = node.scans.take_of(box, made, actor="scanner").scan.taken.digest
    node.verdicts.read(digest, QUIET)
    node.verdicts.give(digest, Word(says=says, seconds=20), actor="ann")
    return digest


def ordered(node: Node, clock: Clock) -> None:
    clock.on(0.01)
    made = node.allied.accords.propose(ORDER, actor="sue", seen=0)
    node.allied.accords.confirm(Topic.AUDIT, ORDER.name, actor="tom", seen=made.version)
    clock.on(0.01)


def come(node: Node) -> Reread:
    (one,) = node.auditing.orders()
    return one.reread


def test_a_cleared_picture_is_drawn_sent_and_read_by_an_ally_who_is_told_nothing_of_it(
    pair: tuple[Node, Node, Clock],
) -> None:
    antwerp, rotterdam, clock = pair
    cleared, opened = read(antwerp, 0, Says.CLEAR), read(antwerp, 1, Says.OPEN)
    ordered(antwerp, clock)
    assert come(antwerp).pictures == ()
    traffic(antwerp).plan_day(actor="sue")
    drawn = come(antwerp)
    assert (drawn.pictures, drawn.unsent) == ((cleared,), (cleared,))
    assert opened not in drawn.pictures
    assert antwerp.auditing.send("clears", HANDLING, actor="olga") == 1
    assert antwerp.auditing.send("clears", HANDLING, actor="olga") == 0
    (life,) = antwerp.allied.accords.all(Topic.NOTICE)
    assert come(antwerp).agreement.sent == 0
    antwerp.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    assert come(antwerp).agreement.sent == 1
    carry(antwerp, rotterdam)
    (held,), _ = rotterdam.allied.inbox(kind="image")
    assert held.notice is not None
    told = msgspec.json.encode(held.notice).decode()
    assert not any(word in told for word in ("clear", "verdict", "outcome", reference(cleared)))
    said = rotterdam.allied.publish(
        "feedback/1",
        Feedback(of=held.notice.reference, verdict=Verdict.FOUND),
        HANDLING,
        Source(),
        actor="rob",
    )
    rotterdam.allied.accords.confirm(Topic.NOTICE, said.name, actor="ria", seen=said.version)
    carry(rotterdam, antwerp)
    told_back = come(antwerp).agreement
    assert (told_back.drawn, told_back.sent, told_back.read, told_back.saw) == (1, 1, 1, 1)
    tables = contents(antwerp)
    antwerp.rebuild()
    assert contents(antwerp) == tables


def test_what_was_never_ordered_sends_nothing(pair: tuple[Node, Node, Clock]) -> None:
    with pytest.raises(UnknownAccord):
        pair[0].auditing.send("clears", HANDLING, actor="olga")
