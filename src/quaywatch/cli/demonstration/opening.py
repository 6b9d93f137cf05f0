"""Opening a demo that was made earlier."""

from datetime import datetime
from pathlib import Path

from quaywatch.cli.demonstration.making import DATABASE
from quaywatch.node import Node, running_from


def open_demo(home: Path) -> Node:
    """Open the node; its clock runs on from the live morning, or from what was done last."""
    node = Node.open(home / DATABASE)
    node.now = running_from(_last_instant(node))
    return node


def _last_instant(node: Node) -> datetime:
    morning = node.description.live_from
    last = node.ledger.latest(1)[0].known_at
    return last if morning is None else max(morning, last)
