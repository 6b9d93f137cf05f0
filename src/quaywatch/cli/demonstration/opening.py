"""Opening a demo that was made earlier."""

from datetime import datetime
from pathlib import Path

import msgspec

from quaywatch.cli.demonstration.making import ALLY, DATABASE
from quaywatch.node import Node, Told, running_from


def open_demo(home: Path, told: Told | None = None) -> Node:
    """Open the node; its clock runs on from the live morning, or from what was done last.

    `told` hears how far it has come where tables have to be made anew.
    """
    node = Node.open(home / DATABASE, told=told)
    node.now = running_from(_last_instant(node))
    if not node.description.node:
        # Made by a release whose demo had no allies.
        node.describe(msgspec.structs.replace(node.description, node=ALLY))
    return node


def _last_instant(node: Node) -> datetime:
    morning = node.description.live_from
    last = node.ledger.latest(1)[0].known_at
    return last if morning is None else max(morning, last)
