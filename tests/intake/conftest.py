"""A gate to a node of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quaywatch.intake import Gate, Sender, Senders
from quaywatch.node import Node
from tests.node.making import DAY

CARRIER = Sender("carrier", frozenset({"TSTL"}))


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        yield opened


@pytest.fixture
def gate(node: Node) -> Gate:
    return Gate(node)


@pytest.fixture
def senders(node: Node) -> Senders:
    """Senders, of whom one is known."""
    known = Senders(node.ledger.engine)
    known.add(CARRIER)
    return known
