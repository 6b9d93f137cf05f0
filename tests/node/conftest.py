"""Nodes on both engines, with a clock that stands at a Monday morning."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quaywatch.node import Node
from tests.node.making import DAY


@pytest.fixture
def open_node() -> Iterator[Callable[[str], Node]]:
    """Open nodes that close when the test ends."""
    opened: list[Node] = []

    def at(url: str) -> Node:
        opened.append(Node.open(url, clock=lambda: DAY))
        return opened[-1]

    yield at
    for node in opened:
        node.close()


@pytest.fixture
def node(open_node: Callable[[str], Node], ledger_url: str) -> Node:
    """A node of its own; the test runs once on each engine."""
    return open_node(ledger_url)


@pytest.fixture
def small_node(open_node: Callable[[str], Node], tmp_path: Path) -> Node:
    """A node on SQLite."""
    return open_node(str(tmp_path / "node.sqlite"))
