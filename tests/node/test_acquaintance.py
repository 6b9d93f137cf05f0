"""Who is who outlives the process that followed it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from quaywatch.ledger.schema import snapshot
from quaywatch.links import Network
from quaywatch.node import Arrival, Node, acquaintance
from quaywatch.node.acquaintance import Acquaintance
from tests.node.making import DAY, NUMBERS, consignment, filing

FIRMS = ("Vulvarel NV", "VULVAREL N.V.", "To order", "Frutas Zalmora", "Zalmora")


def file(node: Node, number: int) -> None:
    made = consignment(f"BL{number}", (NUMBERS[number % 3],), consignee=FIRMS[number])
    at = DAY - timedelta(days=30 - number)
    node.replay([Arrival(data=filing(made, reference=made.reference), at=at)])


def known(who: Acquaintance, node: Node) -> tuple[object, ...]:
    """Return all that it knows as of the ledger's last event."""
    dumped = who.follow(node.ledger.head().position).dump()
    return dumped, who.position, who.heard.signs, list(who.heard.spellings.items())


@pytest.mark.parametrize("until", [1, 3])
def test_who_goes_on_from_a_snapshot_knows_what_who_heard_all_knows(
    small_node: Node, monkeypatch: pytest.MonkeyPatch, until: int
) -> None:
    monkeypatch.setattr(acquaintance, "_WORTH_KEEPING", 1)
    all_heard = Acquaintance(small_node.ledger)
    for number in range(until):
        file(small_node, number)
    known(all_heard, small_node)
    all_heard.keep()
    for number in range(until, len(FIRMS)):
        file(small_node, number)
    assert known(Acquaintance(small_node.ledger), small_node) == known(all_heard, small_node)


def test_what_a_snapshot_holds_is_not_read_again(
    small_node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acquaintance, "_WORTH_KEEPING", 1)
    file(small_node, 0)
    first = Acquaintance(small_node.ledger)
    expected = known(first, small_node)
    first.keep()
    monkeypatch.delattr(Network, "observe")
    assert known(Acquaintance(small_node.ledger), small_node) == expected


def test_a_snapshot_too_large_is_not_kept(
    small_node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acquaintance, "_WORTH_KEEPING", 1)
    file(small_node, 0)
    who = Acquaintance(small_node.ledger)
    known(who, small_node)
    for largest, kept in ((1, 0), (1_000_000, 1)):
        monkeypatch.setattr(acquaintance, "_LARGEST", largest)
        who.keep()
        counted = select(func.count()).where(snapshot.c.name == "parties")
        with small_node.ledger.engine.connect() as connection:
            assert connection.scalar(counted) == kept


def test_one_message_of_many_consignments_is_worth_a_snapshot(
    small_node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acquaintance, "_WORTH_KEEPING", 100)
    made = [consignment(f"BL{number}", (NUMBERS[0],), consignee="Zalmora") for number in range(100)]
    small_node.replay([Arrival(data=filing(*made, reference="M1"), at=DAY)])
    who = Acquaintance(small_node.ledger)
    known(who, small_node)
    who.keep()
    with small_node.ledger.engine.connect() as connection:
        kept = select(snapshot.c.position).where(snapshot.c.name == "parties")
        assert connection.scalar(kept) == who.position
