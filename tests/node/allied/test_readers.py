"""A partner may read for as long as it likes: nobody who writes waits, and it is shown no past."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from quaywatch.alliance.accords import Topic
from quaywatch.alliance.bodies import Indicator, Seen
from quaywatch.alliance.taxii import server
from quaywatch.alliance.taxii.server import Answer, Visit
from quaywatch.alliance.taxii.shapes import SHARED
from quaywatch.node import Description, Node
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement
from tests.node.allied.test_sharing import SURE
from tests.node.making import NUMBERS, consignment, filing

FEW = 3


@pytest.fixture
def rotterdam(ledger_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Node]:
    monkeypatch.setenv("QUAYWATCH_KEY", str(tmp_path / "rotterdam.key"))
    clock = Clock()
    with (
        Node.open(ledger_url, clock=clock) as opened,
        allies.node(tmp_path, ANTWERP, clock) as other,
    ):
        opened.describe(Description(name=ROTTERDAM, node=ROTTERDAM))
        agree(opened, agreement(other))
        for number in range(FEW):
            publish(opened, number)
        yield opened


def publish(node: Node, number: int) -> str:
    body = Indicator(what=Seen.CONTAINER, value=NUMBERS[number])
    life = node.allied.publish(f"i/{number}", body, HANDLING, SURE, actor="olga")
    node.allied.accords.confirm(Topic.NOTICE, life.name, actor="piet", seen=life.version)
    return life.name


def read(node: Node, *, meanwhile: Callable[[], object] | None = None) -> list[dict[str, Any]]:
    """Read all indicators; something happens once a first page is made, and before it goes."""
    happened: list[bool] = []

    def ask(visit: Visit) -> Answer:
        answer = server.objects(visit, {"match[type]": "indicator"}, collection=SHARED)
        if meanwhile is not None and not happened:
            other = Thread(target=meanwhile, daemon=True)
            other.start()
            other.join(timeout=20)
            happened.append(not other.is_alive())
        return answer

    found = node.allied.outsiders.read(ANTWERP, ask)
    assert all(happened), "who writes had to wait for who reads"
    return found.body.objects


def recorded(node: Node) -> set[str]:
    return {one.id for one in node.allied.line.egress() if one.way == "taxii" and one.allowed}


def test_who_writes_does_not_wait_for_a_partner_that_reads(rotterdam: Node) -> None:
    def file() -> None:
        rotterdam.intake(filing(consignment("A1", NUMBERS[10:12])))

    assert len(read(rotterdam, meanwhile=file)) == FEW
    assert rotterdam.worklist().lines
    assert len(recorded(rotterdam)) == FEW


def test_what_is_published_meanwhile_is_on_the_next_page(rotterdam: Node) -> None:
    assert len(read(rotterdam, meanwhile=lambda: publish(rotterdam, FEW))) == FEW
    assert len(read(rotterdam)) == FEW + 1


def test_what_is_withdrawn_meanwhile_does_not_go_and_is_not_recorded(rotterdam: Node) -> None:
    accords = rotterdam.allied.accords
    life = next(one for one in accords.all(Topic.NOTICE))

    def withdraw() -> None:
        accords.end(Topic.NOTICE, life.name, "a mistake", actor="olga", seen=life.version)

    told = read(rotterdam, meanwhile=withdraw)
    assert life.name not in recorded(rotterdam)
    assert [one["id"].endswith(life.name) for one in told if one.get("revoked")] in ([], [True])
    assert sum(not one.get("revoked") for one in told) == FEW - 1


def test_an_agreement_that_is_suspended_meanwhile_lets_nothing_go(rotterdam: Node) -> None:
    accords = rotterdam.allied.accords
    life = accords.read(Topic.PARTNER, ANTWERP)

    def suspend() -> None:
        accords.suspend(Topic.PARTNER, ANTWERP, "talks", actor="anna", seen=life.version)

    assert not [one for one in read(rotterdam, meanwhile=suspend) if not one.get("revoked")]
    assert not recorded(rotterdam)
