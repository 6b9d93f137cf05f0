"""A served node is on the line by itself, and works on when the line does not."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from quaywatch.alliance.accords import Topic
from quaywatch.node import At, NoAlliance, Node
from quaywatch.node.allied import switchboard
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, HANDLING, ROTTERDAM, Clock, agree, agreement, find
from tests.node.making import NUMBERS, consignment, filing


def until(done: Callable[[], bool], timeout_s: float = 60.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not done():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.05)


def listening(node: Node) -> int:
    """Connect at any free port, and return it."""
    node.allied.connect(At(port=0))
    until(lambda: bool(node.allied.health.listens))
    return int(node.allied.health.listens.rpartition(":")[2])


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Node, Node]]:
    """Rotterdam and Antwerp on the line, each with one box."""
    with ExitStack() as stack:
        nodes = [
            stack.enter_context(allies.node(tmp_path, name, Clock()))
            for name in (ROTTERDAM, ANTWERP)
        ]
        ports = [listening(node) for node in nodes]
        for number, (node, other, port) in enumerate(
            zip(nodes, nodes[::-1], ports[::-1], strict=True)
        ):
            node.intake(
                filing(consignment("BL1", NUMBERS[number : number + 1], consignee="ACME FRUIT BV"))
            )
            card = other.allied.card(f"https://127.0.0.1:{port}")
            agreed = agreement(other, address=card.address, certificate=card.certificate)
            agree(node, agreed)
            node.allied.start()
        yield nodes[0], nodes[1]


def test_what_one_publishes_raises_a_box_of_the_other(two: tuple[Node, Node]) -> None:
    rotterdam, antwerp = two
    (before,) = antwerp.worklist().lines
    box = rotterdam.worklist().lines[0].box_id
    find(rotterdam, box)
    life = rotterdam.allied.publish_find(box, HANDLING, actor="olga")
    rotterdam.allied.accords.confirm(Topic.NOTICE, life.name, actor="bram", seen=life.version)
    until(lambda: antwerp.worklist().lines[0].probability > before.probability)
    until(lambda: rotterdam.allied.peers()[0].lag == 0)
    until(lambda: antwerp.allied.health.failing == {})
    assert antwerp.allied.health.trouble == ""


def test_a_peer_that_is_gone_is_told_of_and_called_again(two: tuple[Node, Node]) -> None:
    rotterdam, antwerp = two
    began = time.monotonic()
    rotterdam.allied.stop()
    assert time.monotonic() - began < 10, "nobody waits for who only waits"
    until(lambda: ROTTERDAM in antwerp.allied.health.failing)
    assert antwerp.worklist().total == 1


def test_a_port_that_is_taken_stops_the_line_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(switchboard, "_AGAIN_S", 0.2)
    with socket.socket() as taken, allies.node(tmp_path, ANTWERP, Clock()) as node:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        node.allied.connect(At(port=port))
        until(lambda: str(port) in node.allied.health.trouble)
        assert not node.allied.health.listens
        node.intake(filing(consignment()))
        assert node.worklist().total == 1
        taken.close()
        until(lambda: bool(node.allied.health.listens))
        assert node.allied.health.trouble == ""


def test_a_certificate_of_another_name_is_not_shown(tmp_path: Path) -> None:
    with allies.node(tmp_path, ANTWERP, Clock()) as node:
        folder = node.allied.folder
        node.allied.card()
        with allies.node(tmp_path, ROTTERDAM, Clock()) as other:
            other.allied.folder.mkdir()
            for name in ("tls.crt", "tls.key"):
                (other.allied.folder / name).write_bytes((folder / name).read_bytes())
            other.allied.connect(At(port=0))
            until(lambda: ANTWERP in other.allied.health.trouble)


def test_a_node_without_a_name_is_not_on_the_line(tmp_path: Path) -> None:
    with Node.open(tmp_path / "node.sqlite") as node:
        node.allied.connect(At(port=0))
        assert not node.allied.health.serving
        with pytest.raises(NoAlliance):
            node.allied.card()


def test_an_address_in_the_clear_is_on_no_card(tmp_path: Path) -> None:
    with allies.node(tmp_path, ANTWERP, Clock()) as node, pytest.raises(ValueError, match="https"):
        node.allied.card("http://antwerp.example")
